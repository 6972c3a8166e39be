package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.StableIds;
import omega.genomics.model.Exon;
import omega.genomics.model.Transcript;

/** Makes the exons and coding sequences of one placement at a time. Not thread-safe: its lists are used again. */
final class TranscriptParts {
    /** Rows of start codons, and of stop codons, of one transcript; each is compared with every part of it. */
    private static final int MOST_CODON_ROWS = 1000;

    private final AssemblyTables tables;
    private final Loci loci;
    private final Reporter reports;
    private final CodingParts coding;

    private final List<Integer> exons = new ArrayList<>();
    private final List<Integer> cds = new ArrayList<>();
    private final List<Interval> starts = new ArrayList<>();
    private final List<Interval> stops = new ArrayList<>();
    private final List<Interval> selenocysteines = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private boolean twoStrands;
    private boolean reverse;

    TranscriptParts(AssemblyTables tables, Loci loci, Reporter reports) {
        this.tables = tables;
        this.loci = loci;
        this.reports = reports;
        this.coding = new CodingParts(tables, reports);
    }

    /** Returns the attributes that every exon of a placement repeats: what a row of the transcript would have said. */
    int commonSet(int placement) {
        int common = -1;
        for (int i = loci.placementFrom.get(placement); i < loci.placementTo.get(placement); i++) {
            int part = loci.parts[i];
            if (tables.partKind(part) == FeatureKind.EXON) {
                common = common < 0 ? tables.partSet.get(part) : tables.sets.common(common, tables.partSet.get(part));
            }
        }
        return Math.max(common, 0);
    }

    void fill(Transcript.Builder transcript, int placement, int transcriptSet) {
        collect(placement);
        int slot = loci.placementSlot.get(placement);
        order(slot);
        bound(exons, slot);
        bound(cds, slot);
        boundCodons(starts, slot);
        boundCodons(stops, slot);
        if (exons.isEmpty()) {
            inferredExons(placement).forEach(transcript::add);
        } else {
            for (int i = 0; i < exons.size(); i++) {
                tables.fates.keepPart(exons.get(i));
                transcript.add(exon(exons.get(i), i + 1, transcriptSet));
            }
        }
        inReadingOrder(selenocysteines);
        List<Interval> marked = new ArrayList<>(selenocysteines);
        if (!cds.isEmpty()) {
            inReadingOrder(starts);
            inReadingOrder(stops);
            marked.addAll(coding.fill(transcript, slot, transcriptSet, cds, starts, stops, reverse, twoStrands));
        }
        transcript.selenocysteines(List.copyOf(marked));
    }

    /** Positions along a transcript are ints: parts that overlap so often that they cannot be are left out. */
    private void bound(List<Integer> parts, int slot) {
        long length = 0;
        for (int i = 0; i < parts.size(); i++) {
            length += tables.partEnd.get(parts.get(i)) - tables.partStart.get(parts.get(i)) + 1L;
            if (length > Integer.MAX_VALUE) {
                reports.error(
                        tables.slotLine.get(slot),
                        0,
                        tables.contigOf(slot),
                        "feature",
                        GtfRule.TRANSCRIPT_LENGTH,
                        "expected parts of transcript \"" + texts(slot)
                                + "\" of at most 2147483647 bases together, found more: they overlap");
                List<Integer> beyond = parts.subList(i, parts.size());
                beyond.forEach(tables.fates::refusePart);
                beyond.clear();
                return;
            }
        }
    }

    private void boundCodons(List<Interval> codons, int slot) {
        if (codons.size() > MOST_CODON_ROWS) {
            reports.error(
                    tables.slotLine.get(slot),
                    0,
                    tables.contigOf(slot),
                    "feature",
                    GtfRule.CODON_ROWS,
                    "expected at most " + MOST_CODON_ROWS + " rows of start or stop codons of transcript \""
                            + texts(slot) + "\", found " + codons.size());
            codons.subList(MOST_CODON_ROWS, codons.size()).clear();
        }
    }

    private void collect(int placement) {
        exons.clear();
        cds.clear();
        starts.clear();
        stops.clear();
        selenocysteines.clear();
        twoStrands = false;
        int placed = loci.placementStrand.get(placement);
        int strand = -1;
        for (int i = loci.placementFrom.get(placement); i < loci.placementTo.get(placement); i++) {
            int part = loci.parts[i];
            switch (tables.partKind(part)) {
                case EXON -> exons.add(part);
                case CDS -> cds.add(part);
                case START_CODON -> starts.add(interval(part));
                case STOP_CODON -> stops.add(interval(part));
                case SELENOCYSTEINE -> selenocysteines.add(interval(part));
                default -> {}
            }
            twoStrands |= strand >= 0 && strand != tables.partStrand(part);
            strand = tables.partStrand(part);
        }
        int decides = Span.strandOf(placed) == Strand.PLUS || Span.strandOf(placed) == Strand.MINUS || strand < 0
                ? placed
                : strand;
        reverse = Span.strandOf(decides).isReverse();
    }

    private Interval interval(int part) {
        return new Interval(tables.partStart.get(part), tables.partEnd.get(part));
    }

    private void inReadingOrder(List<Interval> intervals) {
        if (intervals.size() > 1 && !twoStrands) {
            intervals.sort(reverse ? Comparator.reverseOrder() : Comparator.naturalOrder());
        }
    }

    /** On one strand the coordinates give the order; on two only the numbers in the file can, or failing them its lines. */
    private void order(int slot) {
        Comparator<Integer> byPlace =
                Comparator.<Integer>comparingInt(tables.partStart::get).thenComparingInt(tables.partEnd::get);
        Comparator<Integer> order =
                twoStrands ? Comparator.comparingInt(tables::partNumber) : reverse ? byPlace.reversed() : byPlace;
        if (exons.size() > 1) {
            exons.sort(order);
            dropRepeated(slot);
        }
        if (cds.size() > 1) {
            cds.sort(order);
        }
        if (twoStrands) {
            reports.warning(
                    tables.slotLine.get(slot),
                    0,
                    tables.contigOf(slot),
                    "strand",
                    GtfRule.TWO_STRANDS,
                    "transcript \"" + texts(slot) + "\" has parts on two strands and is kept as trans-spliced");
        }
    }

    private String texts(int slot) {
        return tables.texts.text(tables.slotText.get(slot));
    }

    private void dropRepeated(int slot) {
        seen.clear();
        boolean repeated = exons.removeIf(this::isRepeated);
        if (repeated) {
            reports.warning(
                    tables.slotLine.get(slot),
                    0,
                    tables.contigOf(slot),
                    "feature",
                    GtfRule.DUPLICATE_EXON,
                    "transcript \"" + texts(slot) + "\" has the same exon twice; the first is kept");
        }
    }

    private boolean isRepeated(int part) {
        boolean repeated = !seen.add((long) tables.partStart.get(part) << 32 | tables.partEnd.get(part));
        if (repeated) {
            tables.fates.repeatPart(part);
        }
        return repeated;
    }

    private Exon exon(int part, int number, int transcriptSet) {
        StableIds id = id(tables.partId.get(part));
        int version = tables.texts.number(tables.partVersion(part));
        int inFile = tables.partNumber(part);
        return Exon.builder(
                        number,
                        tables.partStart.get(part),
                        tables.partEnd.get(part),
                        Span.strandOf(tables.partStrand(part)))
                .id(id == null ? null : id.id())
                .version(version >= 0 || id == null ? version : id.version())
                .attributes(attributes(tables.partSet.get(part), transcriptSet, inFile == number ? 0 : inFile))
                .build();
    }

    private @org.jspecify.annotations.Nullable StableIds id(int text) {
        return text == 0 ? null : StableIds.of(tables.texts.text(text));
    }

    /** A number that counts otherwise than 5′ to 3′ is kept: StringTie counts from the left on both strands. */
    private Attributes attributes(int set, int transcriptSet, int inFile) {
        if (inFile == 0) {
            return tables.sets.attributes(set, transcriptSet);
        }
        List<Map.Entry<String, String>> list = new ArrayList<>();
        list.add(Map.entry("exon_number", Integer.toString(inFile)));
        tables.sets.copy(set, transcriptSet, list);
        return Attributes.of(list);
    }

    /** Without exon rows, whatever else the transcript has, joined where it touches, is its exons. */
    private List<Exon> inferredExons(int placement) {
        List<Integer> parts = new ArrayList<>();
        for (int i = loci.placementFrom.get(placement); i < loci.placementTo.get(placement); i++) {
            if (tables.partKind(loci.parts[i]) != FeatureKind.SELENOCYSTEINE) {
                parts.add(loci.parts[i]);
            }
        }
        parts.sort(Comparator.<Integer>comparingInt(tables::partStrand).thenComparingInt(tables.partStart::get));
        List<Span> joined = new ArrayList<>();
        for (int part : parts) {
            Span span = new Span(tables.partStart.get(part), tables.partEnd.get(part), tables.partStrand(part));
            int last = joined.size() - 1;
            if (last >= 0
                    && joined.get(last).strand() == span.strand()
                    && joined.get(last).end() + 1L >= span.start()) {
                joined.set(last, joined.get(last).hull(span));
            } else {
                joined.add(span);
            }
        }
        return numbered(joined);
    }

    private List<Exon> numbered(List<Span> joined) {
        List<Exon> numbered = new ArrayList<>(joined.size());
        for (int i = 0; i < joined.size(); i++) {
            Span span = joined.get(reverse && !twoStrands ? joined.size() - 1 - i : i);
            numbered.add(Exon.builder(i + 1, span.start(), span.end(), Span.strandOf(span.strand()))
                    .build());
        }
        return numbered;
    }
}
