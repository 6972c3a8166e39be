package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.Rule;

/** The checks of {@link omega.genomics.gtf.assembly.GtfValidator} that need more than one row. */
final class ModelChecks {
    private static final int NONE = AssemblyTables.NONE;
    private static final String START = "start";
    /** No spliceosome takes out less; a shorter gap is a corrected frameshift. */
    private static final int SHORTEST_INTRON = 20;

    private final AssemblyTables tables;
    private final Reporter reports;
    private final Map<String, Integer> lengths;
    private final String phaseField;
    /** Slots named on another contig than that of their row. */
    private final BitSet misplaced = new BitSet();

    private final BitSet severalParents = new BitSet();

    public ModelChecks(AssemblyTables tables, Reporter reports, Map<String, Integer> lengths) {
        this.tables = tables;
        this.reports = reports;
        this.lengths = lengths;
        this.phaseField = tables.gff3 ? "phase" : "frame";
        for (int i = 0; i < tables.moreParents.size(); i += 2) {
            severalParents.set(tables.moreParents.get(i));
        }
    }

    public void run() {
        bounds();
        missingRows();
        Loci loci = new LocusResolver(tables, reports, true, misplaced).resolve();
        for (int gene = 0; gene < loci.genes.length; gene++) {
            int unit = loci.genes[gene];
            for (int i = loci.geneFrom.get(unit); i < loci.geneTo.get(unit); i++) {
                insideGene(loci, unit, loci.placements[i]);
            }
        }
        for (int placement = 0; placement < loci.placementSlot.size(); placement++) {
            parts(loci, placement);
        }
    }

    private String id(int slot) {
        return tables.texts.text(tables.slotText.get(slot));
    }

    private String contig(int slot) {
        return tables.contigOf(slot);
    }

    // ---- contigs

    private void bounds() {
        if (lengths.isEmpty()) {
            return;
        }
        int[] limits = new int[tables.contigs.size()];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = lengths.getOrDefault(tables.contigs.get(i), Integer.MAX_VALUE);
        }
        for (int slot = 0; slot < tables.slots(); slot++) {
            for (int node : tables.nodes(slot)) {
                int limit = limits[tables.slotContig.get(slot)];
                if (tables.nodeEnd.get(node) > limit) {
                    beyond(
                            tables.nodeLine.get(node),
                            tables.nodePlaces.get(node),
                            slot,
                            tables.nodeEnd.get(node),
                            limit);
                }
            }
        }
        for (int part = 0; part < tables.parts(); part++) {
            int slot = tables.partSlot.get(part);
            int limit = limits[tables.slotContig.get(slot)];
            if (tables.partEnd.get(part) > limit) {
                beyond(tables.partLine.get(part), tables.partPlaces.get(part), slot, tables.partEnd.get(part), limit);
            }
        }
    }

    private void beyond(int line, int places, int slot, int end, int limit) {
        reports.error(
                line,
                AssemblyTables.startColumn(places),
                contig(slot),
                "end",
                GtfRule.CONTIG_BOUNDS,
                "expected an end of at most " + limit + ", the length of " + contig(slot) + ", found " + end);
    }

    // ---- rows that should be there

    /** Where a GTF has gene rows at all, each gene should have one; an id whose row stands on another contig is misplaced. */
    private void missingRows() {
        Map<Integer, Integer> rowContigs = new HashMap<>();
        boolean[] hasRows = new boolean[2];
        for (int slot = 0; slot < tables.slots(); slot++) {
            if (tables.slotNode.get(slot) != NONE) {
                rowContigs.putIfAbsent(key(slot), tables.slotContig.get(slot));
                hasRows[tables.slotIsTranscript.get(slot)] = true;
            }
        }
        for (int slot = 0; slot < tables.slots(); slot++) {
            if (tables.slotNode.get(slot) == NONE) {
                missingRow(slot, rowContigs.get(key(slot)), hasRows[tables.slotIsTranscript.get(slot)]);
            }
        }
    }

    private int key(int slot) {
        return tables.slotText.get(slot) * 2 + tables.slotIsTranscript.get(slot);
    }

    private void missingRow(int slot, @org.jspecify.annotations.Nullable Integer elsewhere, boolean othersHaveRows) {
        boolean isTranscript = tables.slotIsTranscript.get(slot) == 1;
        String what = isTranscript ? "transcript" : "gene";
        if (elsewhere != null) {
            misplaced.set(slot);
            reports.error(
                    tables.slotLine.get(slot),
                    1,
                    contig(slot),
                    "seqname",
                    GtfRule.CONTIG_MISMATCH,
                    "expected " + tables.contigs.get(elsewhere) + ", where the row of \"" + id(slot)
                            + "\" stands, found " + contig(slot));
        } else if (othersHaveRows && !tables.gff3) {
            reports.error(
                    tables.slotLine.get(slot),
                    0,
                    contig(slot),
                    what + "_id",
                    isTranscript ? GtfRule.TRANSCRIPT_ROW_MISSING : GtfRule.GENE_ROW_MISSING,
                    "expected a row for " + what + " \"" + id(slot) + "\", as others have, found none");
        }
    }

    // ---- genes and transcripts

    private void insideGene(Loci loci, int unit, int placement) {
        int node = loci.placementNode.get(placement);
        if (loci.geneNode.get(unit) == NONE || node == NONE || hasSeveralParents(loci.placementSlot.get(placement))) {
            return;
        }
        Span gene = new Span(loci.geneStart.get(unit), loci.geneEnd.get(unit), loci.geneStrand.get(unit));
        Span transcript = loci.placement(placement);
        int line = tables.nodeLine.get(node);
        int column = AssemblyTables.startColumn(tables.nodePlaces.get(node));
        String geneId = id(loci.geneSlot.get(unit));
        if (transcript.start() < gene.start() || transcript.end() > gene.end()) {
            reports.error(
                    line,
                    column,
                    contig(loci.geneSlot.get(unit)),
                    START,
                    GtfRule.CHILD_OUTSIDE_PARENT,
                    inside("gene", geneId, gene) + text(transcript));
        }
        if (gene.isStranded() && transcript.isStranded() && gene.strand() != transcript.strand()) {
            reports.warning(
                    line,
                    column,
                    contig(loci.geneSlot.get(unit)),
                    "strand",
                    GtfRule.STRAND_MISMATCH,
                    "expected the strand of gene \"" + geneId + "\", found the other");
        }
    }

    /** A polycistronic transcript (GFF3 specification) is part of several genes and lies inside none. */
    private boolean hasSeveralParents(int slot) {
        return severalParents.get(slot);
    }

    private static String inside(String what, String id, Span span) {
        return "expected to lie inside " + what + " \"" + id + "\" at " + text(span) + ", found ";
    }

    private static String text(Span span) {
        return span.start() + "-" + span.end();
    }

    // ---- parts

    private void parts(Loci loci, int placement) {
        int slot = loci.placementSlot.get(placement);
        Span transcript = loci.placement(placement);
        boolean hasRow = loci.placementNode.get(placement) != NONE;
        List<Integer> exons = new ArrayList<>();
        List<Integer> cds = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        List<Integer> stops = new ArrayList<>();
        int[] codons = new int[16];
        boolean twoStrands = false;
        for (int i = loci.placementFrom.get(placement); i < loci.placementTo.get(placement); i++) {
            int part = loci.parts[i];
            FeatureKind kind = tables.partKind(part);
            Span span = span(part);
            if (hasRow && (span.start() < transcript.start() || span.end() > transcript.end())) {
                error(
                        part,
                        START,
                        GtfRule.CHILD_OUTSIDE_PARENT,
                        inside("transcript", id(slot), transcript) + text(span));
            }
            if (span.isStranded() && transcript.isStranded() && span.strand() != transcript.strand()) {
                twoStrands = true;
                warning(
                        part,
                        "strand",
                        GtfRule.STRAND_MISMATCH,
                        "expected the strand of \"" + id(slot) + "\", found the other");
            }
            codons[kind.code()] += span.end() - span.start() + 1;
            if (kind == FeatureKind.EXON) {
                exons.add(part);
            } else if (kind == FeatureKind.CDS) {
                cds.add(part);
            } else if (kind == FeatureKind.START_CODON) {
                starts.add(part);
            } else if (kind == FeatureKind.STOP_CODON) {
                stops.add(part);
            }
        }
        Comparator<Integer> byPlace =
                Comparator.<Integer>comparingInt(tables.partStart::get).thenComparingInt(tables.partEnd::get);
        exons.sort(byPlace);
        cds.sort(byPlace);
        exonOverlap(slot, exons);
        if (!cds.isEmpty()) {
            insideExons(slot, exons, cds);
            if (!twoStrands && transcript.isStranded()) {
                phases(slot, transcript, cds, new PartsOf(exons, starts, stops));
            }
            if (!tables.gff3) {
                codonLength(slot, codons[FeatureKind.START_CODON.code()], "start_codon");
                codonLength(slot, codons[FeatureKind.STOP_CODON.code()], "stop_codon");
            }
        }
    }

    private Span span(int part) {
        return new Span(tables.partStart.get(part), tables.partEnd.get(part), tables.partStrand(part));
    }

    private void exonOverlap(int slot, List<Integer> exons) {
        for (int i = 1; i < exons.size(); i++) {
            Span left = span(exons.get(i - 1));
            Span right = span(exons.get(i));
            if (left.overlaps(right)) {
                boolean same = left.equals(right);
                error(
                        exons.get(i),
                        START,
                        same ? GtfRule.DUPLICATE_EXON : GtfRule.EXON_OVERLAP,
                        "expected exons of \"" + id(slot) + "\" apart, found " + text(right) + " on " + text(left));
            }
        }
    }

    private void insideExons(int slot, List<Integer> exons, List<Integer> cds) {
        if (exons.isEmpty()) {
            return;
        }
        for (int part : cds) {
            Span span = span(part);
            boolean inside = exons.stream()
                    .anyMatch(exon ->
                            tables.partStart.get(exon) <= span.start() && span.end() <= tables.partEnd.get(exon));
            if (!inside) {
                error(
                        part,
                        START,
                        GtfRule.CDS_OUTSIDE_EXON,
                        "expected to lie inside an exon of \"" + id(slot) + "\", found " + text(span));
            }
        }
    }

    /** Within one product the phase of each segment follows from the one before it. */
    private void phases(int slot, Span transcript, List<Integer> cds, PartsOf parts) {
        Map<Integer, List<Integer>> products = new HashMap<>();
        cds.forEach(part -> products.computeIfAbsent(tables.partId.get(part), id -> new ArrayList<>())
                .add(part));
        for (List<Integer> rows : products.values()) {
            if (Span.strandOf(transcript.strand()).isReverse()) {
                java.util.Collections.reverse(rows);
            }
            firstPhase(slot, parts, rows.get(0));
            for (int i = 1; i < rows.size(); i++) {
                phase(slot, parts, rows.get(i - 1), rows.get(i));
            }
        }
    }

    /** With its start codon in the file, a coding sequence begins with a whole codon. */
    private void firstPhase(int slot, PartsOf parts, int first) {
        int phase = tables.partPhase(first);
        if (phase < 0) {
            phaseFinding(false, first, GtfRule.PHASE_MISSING, "expected 0, 1 or 2 for a CDS, found none");
        } else if (phase > 0 && startsWithin(parts, span(first))) {
            String message = "expected 0 at the start codon of \"" + id(slot) + "\", found " + phase;
            phaseFinding(!isExceptional(slot, first) && !lacksStart(slot, first), first, GtfRule.PHASE, message);
        }
    }

    private void phase(int slot, PartsOf parts, int before, int part) {
        int phase = tables.partPhase(part);
        if (phase < 0) {
            phaseFinding(false, part, GtfRule.PHASE_MISSING, "expected 0, 1 or 2 for a CDS, found none");
            return;
        }
        int expected = Math.floorMod(tables.partPhase(before) - bases(span(before)), 3);
        if (tables.partPhase(before) >= 0 && phase != expected) {
            boolean shifts = mayShift(parts, before, part) || isExceptional(slot, part);
            phaseFinding(
                    !shifts,
                    part,
                    shifts ? GtfRule.PHASE_SHIFT : GtfRule.PHASE,
                    "expected " + expected + " from the segment of \"" + id(slot) + "\" before, found " + phase);
        }
    }

    private static int bases(Span span) {
        return span.end() - span.start() + 1;
    }

    private boolean startsWithin(PartsOf parts, Span first) {
        return parts.starts().stream().anyMatch(codon -> span(codon).overlaps(first));
    }

    /**
     * Tells whether the reading frame may change between two segments: no intron lies between them (a corrected frameshift, or
     * the next product of one exon), or the second is the rest of a split stop codon, which older Ensembl files give a CDS row.
     */
    private boolean mayShift(PartsOf parts, int before, int part) {
        Span one = span(before);
        Span other = span(part);
        int from = Math.min(one.end(), other.end());
        int to = Math.max(one.start(), other.start());
        return to - from - 1 < SHORTEST_INTRON
                || parts.exons().stream().anyMatch(exon -> covers(span(exon), from) && covers(span(exon), to))
                || parts.stops().stream().anyMatch(codon -> span(codon).equals(other));
    }

    private static boolean covers(Span span, int position) {
        return span.start() <= position && position <= span.end();
    }

    /** RefSeq's {@code exception} (ribosomal slippage and others) and {@code partial}. */
    private boolean isExceptional(int slot, int part) {
        int node = tables.slotNode.get(slot);
        return isExceptional(tables.partSet.get(part)) || (node != NONE && isExceptional(tables.nodeSet.get(node)));
    }

    private boolean lacksStart(int slot, int part) {
        int tag = tables.texts.intern("tag");
        int incomplete = tables.texts.intern("cds_start_NF");
        int node = tables.slotNode.get(slot);
        return tables.sets.has(tables.partSet.get(part), tag, incomplete)
                || (node != NONE && tables.sets.has(tables.nodeSet.get(node), tag, incomplete));
    }

    private boolean isExceptional(int set) {
        return tables.sets.first(set, tables.texts.intern("exception")) >= 0
                || tables.sets.first(set, tables.texts.intern("partial")) >= 0;
    }

    /** The parts of one transcript that the check of phases looks at. */
    private record PartsOf(List<Integer> exons, List<Integer> starts, List<Integer> stops) {}

    private void phaseFinding(boolean isError, int part, Rule rule, String message) {
        int column = AssemblyTables.frameColumn(tables.partPlaces.get(part));
        if (isError) {
            reports.error(
                    tables.partLine.get(part), column, contig(tables.partSlot.get(part)), phaseField, rule, message);
        } else {
            reports.warning(
                    tables.partLine.get(part), column, contig(tables.partSlot.get(part)), phaseField, rule, message);
        }
    }

    private void codonLength(int slot, int bases, String what) {
        if (bases != 0 && bases != 3) {
            reports.warning(
                    tables.slotLine.get(slot),
                    0,
                    contig(slot),
                    "feature",
                    GtfRule.CODON_LENGTH,
                    "expected 3 bases of " + what + " for \"" + id(slot) + "\", found " + bases);
        }
    }

    private void error(int part, String field, Rule rule, String message) {
        int column = AssemblyTables.startColumn(tables.partPlaces.get(part));
        reports.error(tables.partLine.get(part), column, contig(tables.partSlot.get(part)), field, rule, message);
    }

    private void warning(int part, String field, Rule rule, String message) {
        int column = AssemblyTables.startColumn(tables.partPlaces.get(part));
        reports.warning(tables.partLine.get(part), column, contig(tables.partSlot.get(part)), field, rule, message);
    }
}
