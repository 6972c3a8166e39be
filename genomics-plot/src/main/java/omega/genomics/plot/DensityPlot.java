package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import omega.genomics.contig.Contig;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Point;
import omega.genomics.plot.Shape.Style;
import org.jspecify.annotations.Nullable;

/**
 * The chromosomes of an assembly to scale, coloured by how many variants lie where.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.open(calls)) {
 *     DensityPlot.of(VariantDensity.of(reader)).title("My calls").writeSvg(Path.of("density.svg"));
 * }
 * }</pre>
 *
 * <p>Bounds of the colours are round numbers, in equal steps, or in steps that grow where a few windows have most of the variants.
 * The number of each chromosome stands at the right.
 */
public final class DensityPlot implements Plot {
    private static final double ROW = 21;
    private static final double BODY = 12;
    /** How far a column reaches under the next one, so that no paper shines through between them. */
    private static final double SEAM = 0.6;

    private final VariantDensity density;
    private String title = "Variant density";
    private String things = "variant";
    private @Nullable String subtitle;
    private double width = Widths.USUAL;

    private DensityPlot(VariantDensity density) {
        this.density = density;
    }

    /**
     * Starts a picture.
     *
     * @param density the counts
     * @return a plot with its defaults
     */
    public static DensityPlot of(VariantDensity density) {
        Objects.requireNonNull(density, "density");
        return new DensityPlot(density);
    }

    /**
     * Sets the title.
     *
     * @param text {@code Variant density} unless set
     * @return this plot
     */
    public DensityPlot title(String text) {
        title = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sets the line under the title.
     *
     * @param text the assembly and the number of variants unless set
     * @return this plot
     */
    public DensityPlot subtitle(String text) {
        subtitle = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Says what was counted.
     *
     * @param word in the singular; {@code variant} unless set
     * @return this plot
     */
    public DensityPlot counted(String word) {
        things = Objects.requireNonNull(word, "word");
        return this;
    }

    /**
     * Sets the width.
     *
     * @param pixels 960 unless set
     * @return this plot
     * @throws IllegalArgumentException if less than 400
     */
    public DensityPlot width(int pixels) {
        width = Widths.checked(pixels);
        return this;
    }

    @Override
    public Drawing draw() {
        List<String> contigs = density.contigs();
        CountClasses classes = classes(contigs);
        Canvas canvas = new Canvas();
        double y = new Header(title, subtitle == null ? defaultSubtitle() : subtitle).draw(canvas, width);
        String unit = things + "s per " + bases(density.window()) + ':';
        canvas.text(Canvas.MARGIN, y + 9, unit, Type.LABEL);
        double legendLeft = Canvas.MARGIN + Type.LABEL.width(unit) + 12;
        y = classes.legend().draw(canvas, legendLeft, width - Canvas.MARGIN, y) + 2;
        Frame frame = frame(contigs, y);
        frame.axis(canvas);
        for (int i = 0; i < contigs.size(); i++) {
            chromosome(canvas, frame, classes, contigs.get(i), y + i * ROW);
        }
        return canvas.toDrawing(width, frame.bottom + 40, title);
    }

    private CountClasses classes(List<String> contigs) {
        List<Long> all = new ArrayList<>();
        contigs.forEach(contig -> Arrays.stream(density.counts(contig)).forEach(all::add));
        return CountClasses.of(all);
    }

    private String defaultSubtitle() {
        String elsewhere = density.elsewhere() == 0
                ? ""
                : " · " + Numbers.grouped(density.elsewhere()) + " on other contigs, not shown";
        return density.assembly().name() + " · " + Numbers.counted(density.total(), things) + elsewhere;
    }

    static String bases(long count) {
        if (count >= 1_000_000) {
            return Numbers.plain(count / 1e6) + " Mb";
        }
        return count >= 1_000 ? Numbers.plain(count / 1e3) + " kb" : Numbers.grouped(count) + " bp";
    }

    // ---- the rows ------------------------------------------------------------------------------------------------

    /** Where rows begin and end, and how many bases a pixel is. */
    private record Frame(double left, double right, double top, double bottom, double longest) {
        double x(double base) {
            return left + base / longest * (right - left);
        }

        void axis(Canvas canvas) {
            double unit = longest >= 2e6 ? 1e6 : longest >= 2e3 ? 1e3 : 1;
            double room = Type.TICK.width(Numbers.plain(Math.rint(longest / unit))) + 10;
            double step = Numbers.roundUp(longest * Math.max(1 / 7.0, room / (right - left)));
            for (double tick : Numbers.multiples(0, longest, step)) {
                canvas.line(x(tick), top - 3, x(tick), bottom + 5, Palette.GRID, 1);
                canvas.text(x(tick), bottom + 18, Numbers.plain(tick / unit), Type.TICK, Anchor.MIDDLE);
            }
            String word = unit == 1e6 ? "Mb" : unit == 1e3 ? "kb" : "bp";
            canvas.text(Canvas.MARGIN, bottom + 18, word, Type.TICK);
        }
    }

    private Frame frame(List<String> contigs, double top) {
        double names = Type.TICK.width("Mb") + 10;
        double totals = 0;
        double longest = 0;
        for (String contig : contigs) {
            names = Math.max(names, Math.min(120, Type.LABEL.width(contig)));
            totals = Math.max(totals, Type.TICK.width(Numbers.grouped(sum(contig))));
            longest = Math.max(longest, length(contig));
        }
        double left = Canvas.MARGIN + names + 10;
        return new Frame(left, width - Canvas.MARGIN - totals - 12, top, top + contigs.size() * ROW, longest);
    }

    private long sum(String contig) {
        return Arrays.stream(density.counts(contig)).sum();
    }

    private int length(String contig) {
        return density.assembly()
                .resolve(contig)
                .map(Contig::length)
                .orElseThrow()
                .orElseThrow();
    }

    private void chromosome(Canvas canvas, Frame frame, CountClasses classes, String contig, double top) {
        double y = top + ROW / 2;
        String name = Type.LABEL.fit(contig, 120);
        canvas.text(frame.left - 10, y + 4, name, Type.LABEL, Anchor.END);
        canvas.text(width - Canvas.MARGIN, y + 4, Numbers.grouped(sum(contig)), Type.TICK, Anchor.END);
        double right = Math.max(frame.left + 2, frame.x(length(contig)));
        canvas.group(
                contig + ": " + Numbers.counted(sum(contig), things),
                group -> body(group, frame, classes, contig, y, right));
    }

    private void body(Canvas canvas, Frame frame, CountClasses classes, String contig, double y, double right) {
        Capsule capsule = new Capsule(frame.left, right, y, BODY / 2);
        canvas.polygon(Style.fill(classes.colour(0)), capsule.between(frame.left, right));
        long[] counts = density.counts(contig);
        int from = 0;
        for (int i = 1; i <= counts.length; i++) {
            int kind = classes.classOf(counts[from]);
            if (i == counts.length || classes.classOf(counts[i]) != kind) {
                double x1 = frame.x((double) from * density.window());
                double x2 = i == counts.length ? right : frame.x((double) i * density.window());
                boolean last = i == counts.length || classes.classOf(counts[i]) == 0;
                if (kind > 0) {
                    capsule.fill(canvas, x1, last ? x2 : Math.min(right, x2 + SEAM), classes.colour(kind));
                }
                from = i;
            }
        }
        canvas.polygon(Style.stroke(Palette.RULE, 0.8), capsule.between(frame.left, right));
    }

    /** A bar with round ends, and any slice of it. */
    private record Capsule(double left, double right, double y, double half) {
        private static final int STEPS = 6;

        private double radius() {
            return Math.min(half, (right - left) / 2);
        }

        private double height(double x) {
            double inside = Math.min(x - left, right - x);
            double r = radius();
            if (inside >= r || r <= 0) {
                return half;
            }
            double away = r - Math.max(0, inside);
            return half * Math.sqrt(Math.max(0, 1 - away * away / (r * r)));
        }

        void fill(Canvas canvas, double from, double to, String colour) {
            if (from >= left + radius() && to <= right - radius()) {
                canvas.rect(from, y - half, to - from, 2 * half, Style.fill(colour));
            } else {
                canvas.polygon(Style.fill(colour), between(from, to));
            }
        }

        List<Point> between(double from, double to) {
            List<Double> xs = new ArrayList<>();
            xs.add(from);
            for (int i = 1; i < STEPS; i++) {
                double away = radius() * (1 - Math.cos(Math.PI / 2 * i / STEPS));
                xs.add(left + away);
                xs.add(right - away);
            }
            xs.add(left + radius());
            xs.add(right - radius());
            xs.add(to);
            List<Double> inside = xs.stream()
                    .filter(x -> from <= x && x <= to)
                    .distinct()
                    .sorted()
                    .toList();
            List<Point> points = new ArrayList<>();
            inside.forEach(x -> points.add(new Point(x, y - height(x))));
            for (int i = inside.size() - 1; i >= 0; i--) {
                points.add(new Point(inside.get(i), y + height(inside.get(i))));
            }
            return points;
        }
    }
}
