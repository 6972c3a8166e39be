package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.vcf.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A gene's transcripts, one below the other, with variants above them.
 *
 * <pre>{@code
 * Gene gene = GeneModelAssembler.assemble(GtfReader.open(annotation)).genesNamed("TP53").get(0);
 * List<Variant> variants = VcfReader.options().scanFor(gene.region()).open(calls).stream().toList();
 * GenePlot.of(gene).variants(variants).title("TP53 in ClinVar").writeSvg(Path.of("tp53.svg"));
 * }</pre>
 *
 * <p>Coding parts are high, untranslated ones half as high, introns thin with arrows in reading direction. MANE Select and
 * canonical transcripts come first, then coding ones by length; what exceeds {@link #transcripts} is counted. Variants
 * are coloured by what the file says of them ({@link #colourBy}) and stacked where they crowd. Coordinates are 1-based.
 */
public final class GenePlot implements Plot {
    private static final int TRANSCRIPTS = 12;
    private static final double FOOT = 6;
    private static final double PADDING = 0.015;

    private final Gene gene;
    private final List<Variant> variants = new ArrayList<>();
    private final List<GeneMark> marks = new ArrayList<>();
    private @Nullable Assembly assembly;
    private @Nullable Colouring colouring;
    private @Nullable Region region;
    private @Nullable String title;
    private boolean shortIntrons;
    private int most = TRANSCRIPTS;
    private double width = Widths.USUAL;

    private GenePlot(Gene gene) {
        this.gene = gene;
    }

    /**
     * Starts a picture.
     *
     * @param gene to be drawn whole, unless {@link #region} says otherwise
     * @return a plot with its defaults
     */
    public static GenePlot of(Gene gene) {
        Objects.requireNonNull(gene, "gene");
        return new GenePlot(gene);
    }

    /**
     * Adds variants. Those of other contigs or outside the region are not drawn.
     *
     * @param more of one file, their contig named as the gene's, or by a name that the {@link #assembly} knows
     * @return this plot
     */
    public GenePlot variants(Collection<Variant> more) {
        Objects.requireNonNull(more, "more");
        variants.addAll(more);
        return this;
    }

    /**
     * Adds marks with a label and category of one's own.
     *
     * @param more on the gene's contig; those outside the region are not drawn
     * @return this plot
     */
    public GenePlot marks(Collection<GeneMark> more) {
        Objects.requireNonNull(more, "more");
        marks.addAll(more);
        return this;
    }

    /**
     * Says what the colours of variants tell.
     *
     * @param what by default the clinical significance, else the impact, else the type, as the header has it
     * @return this plot
     */
    public GenePlot colourBy(Colouring what) {
        colouring = Objects.requireNonNull(what, "what");
        return this;
    }

    /**
     * Names the assembly, whose names of the gene's contig count as equal.
     *
     * @param names of contigs
     * @return this plot
     */
    public GenePlot assembly(Assembly names) {
        assembly = Objects.requireNonNull(names, "names");
        return this;
    }

    /**
     * Shows a part of the gene, or more than the gene.
     *
     * @param shown on the gene's contig, overlapping it
     * @return this plot
     * @throws IllegalArgumentException if it does not overlap the gene
     */
    public GenePlot region(Region shown) {
        Objects.requireNonNull(shown, "shown");
        if (!shown.contig().equals(gene.contig()) || !shown.interval().overlaps(gene.interval())) {
            throw new IllegalArgumentException("expected a region that overlaps " + gene + ", found " + shown);
        }
        region = Objects.requireNonNull(shown, "shown");
        return this;
    }

    /**
     * Shortens introns, so that exons of a long gene can be seen: exons are to scale, introns are not.
     *
     * @return this plot
     */
    public GenePlot shortIntrons() {
        shortIntrons = true;
        return this;
    }

    /**
     * Sets the title.
     *
     * @param text the gene's name unless set
     * @return this plot
     */
    public GenePlot title(String text) {
        title = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sets how many transcripts are shown.
     *
     * @param count 12 unless set
     * @return this plot
     * @throws IllegalArgumentException if less than 1
     */
    public GenePlot transcripts(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 transcript or more, found " + count);
        }
        most = count;
        return this;
    }

    /**
     * Sets the width.
     *
     * @param pixels 960 unless set
     * @return this plot
     * @throws IllegalArgumentException if less than 400
     */
    public GenePlot width(int pixels) {
        width = Widths.checked(pixels);
        return this;
    }

    @Override
    public Drawing draw() {
        List<Transcript> all = TranscriptOrder.of(gene);
        List<Transcript> shown = all.subList(0, Math.min(most, all.size()));
        GenomeScale scale = scale(shown);
        List<GeneMark> seen = marksIn(scale.region());
        Canvas canvas = new Canvas();
        String heading = title == null ? gene.displayName() : title;
        double y = new Header(heading, subtitle(all.size(), seen.size())).draw(canvas, width);
        if (!seen.isEmpty()) {
            Categories categories = new Categories(seen);
            y = categories.legend().draw(canvas, scale.left(), scale.right(), y);
            y = new MarkTrack(scale, seen, categories).draw(canvas, y);
        }
        return transcripts(canvas, scale, shown, all.size(), y)
                .toDrawing(width, y + shown.size() * TranscriptTrack.ROW + FOOT + PositionAxis.HEIGHT + 26, heading);
    }

    private GenomeScale scale(List<Transcript> shown) {
        double left = Canvas.MARGIN + TranscriptTrack.gutter(shown);
        double right = width - Canvas.MARGIN;
        List<Interval> exons = shown.stream()
                .flatMap(transcript -> transcript.exons().stream())
                .map(Exon::interval)
                .toList();
        return shortIntrons && GenomeScale.merged(exons).size() > 1
                ? GenomeScale.shortened(shownRegion(), exons, left, right)
                : GenomeScale.straight(shownRegion(), left, right);
    }

    private Canvas transcripts(Canvas canvas, GenomeScale scale, List<Transcript> shown, int all, double top) {
        PositionAxis axis = new PositionAxis(scale, gene.contig() + " (bp)");
        TranscriptTrack track = new TranscriptTrack(scale);
        double bottom = top + shown.size() * TranscriptTrack.ROW;
        if (scale.isStraight()) {
            axis.drawGrid(canvas, top, bottom + FOOT);
        }
        for (int i = 0; i < shown.size(); i++) {
            track.draw(canvas, shown.get(i), top + i * TranscriptTrack.ROW);
        }
        if (scale.isStraight()) {
            axis.draw(canvas, bottom + FOOT);
        } else {
            axis.drawEnds(canvas, bottom + FOOT);
        }
        double foot = bottom + FOOT + PositionAxis.HEIGHT;
        canvas.text(Canvas.MARGIN, foot + 10, notShown(shown.size(), all), Type.NOTE);
        TranscriptTrack.key(canvas, shown, scale.right(), foot);
        return canvas;
    }

    private static String notShown(int shown, int all) {
        if (all == 0) {
            return "no transcripts";
        }
        return all > shown ? "and " + Numbers.counted(all - shown, "more transcript") : "";
    }

    private String subtitle(int transcripts, int seen) {
        String place = gene.contig() + ':' + Numbers.grouped(gene.start()) + '–' + Numbers.grouped(gene.end());
        String strand = switch (gene.strand()) {
            case PLUS -> "forward strand";
            case MINUS -> "reverse strand";
            default -> "";
        };
        return Stream.of(
                        gene.name().isPresent() ? gene.writtenId() : "",
                        gene.biotype().orElse("").replace('_', ' '),
                        place,
                        strand,
                        Numbers.grouped(gene.length()) + " bp",
                        Numbers.counted(transcripts, "transcript"),
                        variants.isEmpty() && marks.isEmpty() ? "" : Numbers.counted(seen, "variant"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** The whole gene with a little room at both ends, unless told otherwise. */
    private Region shownRegion() {
        if (region != null) {
            return region;
        }
        int more = (int) Math.ceil(gene.length() * PADDING);
        int end = (int) Math.min(Integer.MAX_VALUE, (long) gene.end() + more);
        return new Region(gene.contig(), Math.max(1, gene.start() - more), end);
    }

    private List<GeneMark> marksIn(Region shown) {
        List<GeneMark> all = new ArrayList<>(marks);
        if (!variants.isEmpty()) {
            VariantMarks maker = new VariantMarks(gene, variants.get(0).header(), colouring);
            variants.stream().filter(this::isOnContig).map(maker::mark).forEach(all::add);
        }
        return all.stream()
                .filter(mark -> shown.interval().contains(mark.position()))
                .toList();
    }

    private boolean isOnContig(Variant variant) {
        if (variant.contig().equals(gene.contig())) {
            return true;
        }
        List<Contig> own = assembly == null ? List.of() : assembly.candidates(gene.contig());
        return assembly != null
                && assembly.candidates(variant.contig()).stream().anyMatch(own::contains);
    }
}
