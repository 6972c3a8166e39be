package omega.genomics.plot;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Style;
import omega.genomics.vcf.stats.VcfStatistics;

/**
 * Which base is exchanged for which: transitions beside transversions, and their ratio.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.open(calls)) {
 *     SubstitutionPlot.of(VcfStatistics.of(reader)).title("My calls").writeSvg(Path.of("titv.svg"));
 * }
 * }</pre>
 *
 * <p>A ratio of about 2.1 is usual for a human genome, 2.8 to 3.3 for exomes, 0.5 for errors made by chance.
 */
public final class SubstitutionPlot implements Plot {
    private static final double HEIGHT = 240;
    private static final List<String> TRANSITIONS = List.of("A>G", "G>A", "C>T", "T>C");
    private static final List<String> TRANSVERSIONS = List.of("A>C", "A>T", "C>A", "C>G", "G>C", "G>T", "T>A", "T>G");

    private final VcfStatistics statistics;
    private String title = "Transitions and transversions";
    private double width = Widths.USUAL;

    private SubstitutionPlot(VcfStatistics statistics) {
        this.statistics = statistics;
    }

    /**
     * Starts a picture.
     *
     * @param statistics the counts of a file
     * @return a plot with its defaults
     */
    public static SubstitutionPlot of(VcfStatistics statistics) {
        Objects.requireNonNull(statistics, "statistics");
        return new SubstitutionPlot(statistics);
    }

    /**
     * Sets the title.
     *
     * @param text {@code Transitions and transversions} unless set
     * @return this plot
     */
    public SubstitutionPlot title(String text) {
        title = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sets the width.
     *
     * @param pixels 960 unless set
     * @return this plot
     * @throws IllegalArgumentException if less than 400
     */
    public SubstitutionPlot width(int pixels) {
        width = Widths.checked(pixels);
        return this;
    }

    @Override
    public Drawing draw() {
        double highest = Math.max(highest(TRANSITIONS), highest(TRANSVERSIONS));
        Canvas canvas = new Canvas();
        double y = new Header(title, subtitle()).draw(canvas, width);
        double left = Canvas.MARGIN + CountAxis.gutter(highest);
        Legend legend = new Legend();
        legend.add(Palette.BLUE, "transitions (" + Numbers.grouped(statistics.transitions()) + ')');
        legend.add(Palette.ORANGE, "transversions (" + Numbers.grouped(statistics.transversions()) + ')');
        y = legend.draw(canvas, left, width - Canvas.MARGIN, y);
        canvas.text(Canvas.MARGIN, y + 6, "alleles", Type.TICK);
        CountAxis axis = CountAxis.of(left, width - Canvas.MARGIN, y + 18, y + 18 + HEIGHT, highest);
        axis.draw(canvas);
        double slot = (axis.right() - axis.left()) / (TRANSITIONS.size() + TRANSVERSIONS.size() + 1);
        bars(canvas, axis, TRANSITIONS, axis.left(), slot, Palette.BLUE);
        bars(canvas, axis, TRANSVERSIONS, axis.left() + (TRANSITIONS.size() + 1) * slot, slot, Palette.ORANGE);
        return canvas.toDrawing(width, axis.bottom() + 36, title);
    }

    private String subtitle() {
        OptionalDouble ratio = statistics.transitionTransversionRatio();
        String alleles = Numbers.counted(statistics.transitions() + statistics.transversions(), "SNV allele");
        return ratio.isEmpty() ? alleles : String.format(Locale.ROOT, "Ti/Tv %.2f · %s", ratio.getAsDouble(), alleles);
    }

    private double highest(List<String> exchanges) {
        return exchanges.stream().mapToLong(this::count).max().orElse(0);
    }

    private long count(String exchange) {
        return statistics.substitutions(exchange.charAt(0), exchange.charAt(2));
    }

    private static String value(long count, double room) {
        String whole = Numbers.grouped(count);
        return Type.TICK.width(whole) < room - 4 ? whole : Numbers.brief((double) count);
    }

    private void bars(Canvas canvas, CountAxis axis, List<String> exchanges, double left, double slot, String colour) {
        for (int i = 0; i < exchanges.size(); i++) {
            long count = count(exchanges.get(i));
            double height = axis.height((double) count);
            double x = left + (i + 0.5) * slot;
            String tip = exchanges.get(i) + ": " + Numbers.grouped(count);
            canvas.group(
                    tip,
                    group -> group.rect(
                            x - slot * 0.36, axis.bottom() - height, slot * 0.72, height, Style.fill(colour)));
            canvas.text(x, axis.bottom() + 17, exchanges.get(i), Type.LABEL, Anchor.MIDDLE);
            canvas.text(x, axis.bottom() - height - 4, value(count, slot), Type.TICK, Anchor.MIDDLE);
        }
    }
}
