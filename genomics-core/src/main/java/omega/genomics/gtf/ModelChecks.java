package omega.genomics.gtf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.model.Cds;

/** The checks of {@link GtfValidator} that need more than one row. */
final class ModelChecks {
    private static final int NONE = AssemblyTables.NONE;
    private static final String START = "start";

    private final AssemblyTables tables;
    private final Reports reports;
    private final Map<String, Integer> lengths;
    private final String phaseField;

    ModelChecks(AssemblyTables tables, Reports reports, Map<String, Integer> lengths) {
        this.tables = tables;
        this.reports = reports;
        this.lengths = lengths;
        this.phaseField = tables.gff3 ? "phase" : "frame";
    }

    void run() {
        bounds();
        missingRows();
        Loci loci = new LocusResolver(tables, reports, true).resolve();
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
        return tables.contigs.get(tables.slotContig.get(slot));
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
                "end",
                "contig-bounds",
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
        String what = tables.slotIsTranscript.get(slot) == 1 ? "transcript" : "gene";
        if (elsewhere != null) {
            reports.error(
                    tables.slotLine.get(slot),
                    1,
                    "seqname",
                    "contig-mismatch",
                    "expected " + tables.contigs.get(elsewhere) + ", where the row of \"" + id(slot)
                            + "\" stands, found " + contig(slot));
        } else if (othersHaveRows && !tables.gff3) {
            reports.warning(
                    tables.slotLine.get(slot),
                    0,
                    what + "_id",
                    what + "-row-missing",
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
            reports.error(line, column, START, "child-outside-parent", inside("gene", geneId, gene) + text(transcript));
        }
        if (gene.isStranded() && transcript.isStranded() && gene.strand() != transcript.strand()) {
            reports.warning(
                    line,
                    column,
                    "strand",
                    "strand-mismatch",
                    "expected the strand of gene \"" + geneId + "\", found the other");
        }
    }

    /** A polycistronic transcript (GFF3 specification) is part of several genes and lies inside none. */
    private boolean hasSeveralParents(int slot) {
        for (int i = 0; i < tables.moreParents.size(); i += 2) {
            if (tables.moreParents.get(i) == slot) {
                return true;
            }
        }
        return false;
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
        int[] codons = new int[16];
        boolean twoStrands = false;
        for (int i = loci.placementFrom.get(placement); i < loci.placementTo.get(placement); i++) {
            int part = loci.parts[i];
            FeatureKind kind = tables.partKind(part);
            Span span = span(part);
            if (hasRow && (span.start() < transcript.start() || span.end() > transcript.end())) {
                error(part, START, "child-outside-parent", inside("transcript", id(slot), transcript) + text(span));
            }
            if (span.isStranded() && transcript.isStranded() && span.strand() != transcript.strand()) {
                twoStrands = true;
                warning(
                        part,
                        "strand",
                        "strand-mismatch",
                        "expected the strand of \"" + id(slot) + "\", found the other");
            }
            codons[kind.code()] += span.end() - span.start() + 1;
            if (kind == FeatureKind.EXON) {
                exons.add(part);
            } else if (kind == FeatureKind.CDS) {
                cds.add(part);
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
                phases(slot, transcript, cds);
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
                        same ? "duplicate-exon" : "exon-overlap",
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
                warning(
                        part,
                        START,
                        "cds-outside-exon",
                        "expected to lie inside an exon of \"" + id(slot) + "\", found " + text(span));
            }
        }
    }

    /** Within one product the phase of each segment follows from the one before it. */
    private void phases(int slot, Span transcript, List<Integer> cds) {
        Map<Integer, List<Integer>> products = new HashMap<>();
        cds.forEach(part -> products.computeIfAbsent(tables.partId.get(part), id -> new ArrayList<>())
                .add(part));
        for (List<Integer> rows : products.values()) {
            if (Span.strandOf(transcript.strand()).isReverse()) {
                java.util.Collections.reverse(rows);
            }
            int[] lengthsOfRows = rows.stream()
                    .mapToInt(part -> span(part).end() - span(part).start() + 1)
                    .toArray();
            int[] expected = Cds.phases(Math.max(tables.partPhase(rows.get(0)), 0), lengthsOfRows);
            for (int i = 0; i < expected.length; i++) {
                phase(slot, rows.get(i), expected[i]);
            }
        }
    }

    private void phase(int slot, int part, int expected) {
        int phase = tables.partPhase(part);
        if (phase < 0) {
            phaseWarning(part, "phase-missing", "expected 0, 1 or 2 for a CDS, found none");
        } else if (phase != expected) {
            phaseWarning(
                    part,
                    "phase",
                    "expected " + expected + " from the segments of \"" + id(slot) + "\" before, found " + phase);
        }
    }

    private void phaseWarning(int part, String rule, String message) {
        int column = AssemblyTables.frameColumn(tables.partPlaces.get(part));
        reports.warning(tables.partLine.get(part), column, phaseField, rule, message);
    }

    private void codonLength(int slot, int bases, String what) {
        if (bases != 0 && bases != 3) {
            reports.warning(
                    tables.slotLine.get(slot),
                    0,
                    "feature",
                    "codon-length",
                    "expected 3 bases of " + what + " for \"" + id(slot) + "\", found " + bases);
        }
    }

    private void error(int part, String field, String rule, String message) {
        int column = AssemblyTables.startColumn(tables.partPlaces.get(part));
        reports.error(tables.partLine.get(part), column, field, rule, message);
    }

    private void warning(int part, String field, String rule, String message) {
        int column = AssemblyTables.startColumn(tables.partPlaces.get(part));
        reports.warning(tables.partLine.get(part), column, field, rule, message);
    }
}
