package omega.genomics.plot;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.plot.AlleleFrequencies.Kind;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Style;
import org.jspecify.annotations.Nullable;

/**
 * A histogram of allele frequencies.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.open(sites)) {
 *     FrequencyPlot.of(AlleleFrequencies.of(reader)).title("My sites").writeSvg(Path.of("frequency.svg"));
 * }
 * }</pre>
 *
 * <p>The axis has powers of ten where more than a fifth of the alleles are rarer than 1 %, else equal steps. Alleles without a
 * frequency are counted in the subtitle, and so are those of frequency 0, which have no place among powers of ten.
 */
public final class FrequencyPlot implements Plot {
    private static final double HEIGHT = 260;
    private static final double APART = 10;

    private final AlleleFrequencies frequencies;
    private String title = "Allele frequency";
    private @Nullable Boolean logarithmic;
    private double width = Widths.USUAL;

    private FrequencyPlot(AlleleFrequencies frequencies) {
        this.frequencies = frequencies;
    }

    /**
     * Starts a picture.
     *
     * @param frequencies the counts
     * @return a plot with its defaults
     * @throws IllegalArgumentException if no allele has a frequency
     */
    public static FrequencyPlot of(AlleleFrequencies frequencies) {
        Objects.requireNonNull(frequencies, "frequencies");
        if (frequencies.alleles() == 0) {
            throw new IllegalArgumentException(
                    "expected a frequency of one allele at least (INFO AF, or AC and AN), found " + frequencies);
        }
        return new FrequencyPlot(frequencies);
    }

    /**
     * Sets the title.
     *
     * @param text {@code Allele frequency} unless set
     * @return this plot
     */
    public FrequencyPlot title(String text) {
        title = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Chooses the axis.
     *
     * @param powersOfTen true for powers of ten, false for equal steps; unless called, what suits the frequencies
     * @return this plot
     */
    public FrequencyPlot logarithmic(boolean powersOfTen) {
        logarithmic = powersOfTen;
        return this;
    }

    /**
     * Sets the width.
     *
     * @param pixels 960 unless set
     * @return this plot
     * @throws IllegalArgumentException if less than 400
     */
    public FrequencyPlot width(int pixels) {
        width = Widths.checked(pixels);
        return this;
    }

    @Override
    public Drawing draw() {
        boolean powers = logarithmic == null ? frequencies.areMostlyRare() : logarithmic;
        int from = powers ? firstDecade() * AlleleFrequencies.BINS_PER_DECADE : 0;
        long[] totals = new long[bins(Kind.SNV, powers, from).length];
        Legend legend = new Legend();
        for (Kind kind : Kind.values()) {
            long[] bins = bins(kind, powers, from);
            Arrays.setAll(totals, i -> totals[i] + bins[i]);
            if (frequencies.count(kind) > 0) {
                legend.add(kind.colour, kind.word + " (" + Numbers.grouped(frequencies.count(kind)) + ')');
            }
        }
        double highest = Arrays.stream(totals).max().orElse(0);
        Canvas canvas = new Canvas();
        double y = new Header(title, subtitle(powers)).draw(canvas, width);
        double left = Canvas.MARGIN + CountAxis.gutter(highest);
        y = legend.draw(canvas, left, width - Canvas.MARGIN, y);
        canvas.text(Canvas.MARGIN, y + 6, "alleles", Type.TICK);
        CountAxis axis = CountAxis.of(left, width - Canvas.MARGIN, y + 18, y + 18 + HEIGHT, highest);
        axis.draw(canvas);
        bars(canvas, axis, powers, from);
        ticks(canvas, axis, powers);
        return canvas.toDrawing(width, axis.bottom() + 48, title);
    }

    private String subtitle(boolean powers) {
        return Stream.of(
                        Numbers.counted(frequencies.alleles(), "allele"),
                        frequencies.zeros() == 0
                                ? ""
                                : Numbers.grouped(frequencies.zeros()) + " of frequency 0"
                                        + (powers ? ", not shown" : ""),
                        frequencies.missing() == 0 ? "" : Numbers.grouped(frequencies.missing()) + " without frequency")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** The decade of the rarest allele, counted from the rarest there is a bin for. */
    private int firstDecade() {
        int first = AlleleFrequencies.DECADES - 1;
        for (Kind kind : Kind.values()) {
            long[] quarters = frequencies.quarters(kind);
            for (int i = 0; i < quarters.length; i++) {
                if (quarters[i] > 0) {
                    first = Math.min(first, i / AlleleFrequencies.BINS_PER_DECADE);
                }
            }
        }
        return first;
    }

    private long[] bins(Kind kind, boolean powers, int from) {
        long[] bins = powers ? frequencies.quarters(kind) : frequencies.equal(kind);
        return Arrays.copyOfRange(bins, from, bins.length);
    }

    private void bars(Canvas canvas, CountAxis axis, boolean powers, int from) {
        int count = bins(Kind.SNV, powers, from).length;
        double step = (axis.right() - axis.left()) / count;
        for (int i = 0; i < count; i++) {
            double y = axis.bottom();
            for (Kind kind : Kind.values()) {
                double height = axis.height((double) bins(kind, powers, from)[i]);
                if (height > 0) {
                    y -= height;
                    canvas.rect(axis.left() + i * step + 0.75, y, step - 1.5, height, Style.fill(kind.colour));
                }
            }
        }
    }

    private void ticks(Canvas canvas, CountAxis axis, boolean powers) {
        int decades = AlleleFrequencies.DECADES - firstDecade();
        int count = powers ? decades : 10;
        double free = width;
        for (int i = count; i >= 0; i--) {
            double x = axis.left() + (axis.right() - axis.left()) * i / count;
            double value = powers ? StrictMath.pow(10, i - decades) : i / 10.0;
            canvas.line(x, axis.bottom(), x, axis.bottom() + 5, Palette.RULE, 1);
            String label = Numbers.plain(value);
            double half = Type.TICK.width(label) / 2;
            if (x + half <= free) {
                canvas.text(x, axis.bottom() + 17, label, Type.TICK, Anchor.MIDDLE);
                free = x - half - APART;
            }
        }
        double middle = (axis.left() + axis.right()) / 2;
        canvas.text(middle, axis.bottom() + 35, "allele frequency", Type.LABEL, Anchor.MIDDLE);
    }
}
