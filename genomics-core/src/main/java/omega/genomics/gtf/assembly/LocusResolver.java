package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.IntColumn;
import omega.genomics.internal.scan.Reporter;

/**
 * Decides, after the last row, what is a gene, what is a transcript, and where one ends and its namesake begins.
 *
 * <p>The rules are in {@code docs/reference/interpretation.md}. In short: an id on two contigs is two genes. On one contig, rows of one
 * GTF id that do not overlap are separate loci, and so are the exons of a transcript without a row of its own whose numbers
 * start again. A GFF3 id is one feature however many lines it takes.
 */
final class LocusResolver {
    private static final int NONE = AssemblyTables.NONE;
    /** Of {@link #tops}: not climbed to yet. */
    private static final int UNKNOWN = -2;
    /** Of {@link #tops}: on the way that is being climbed. */
    private static final int CLIMBING = -3;

    private final AssemblyTables tables;
    private final Reporter reports;
    private final boolean validating;
    private final BitSet reported;
    private final int[] partStarts;
    private final Loci loci;
    private final FeatureKind[] kinds;
    private final Map<Long, Integer> parentless = new HashMap<>();
    private final BitSet numbers = new BitSet();

    /** Second and further parents, in file order: those of slot s are {@code more[moreStarts[s]] .. more[moreStarts[s + 1] - 1]}. */
    private final int[] moreStarts;

    private final int[] more;
    /** What a climb from a slot ended at; none for a cycle. */
    private final int[] tops;

    LocusResolver(AssemblyTables tables, Reporter reports) {
        this(tables, reports, false, new BitSet());
    }

    /**
     * A validator takes a Parent that does not exist for what it is, an error; a model can be made all the same.
     *
     * @param reported slots whose missing row was reported before
     */
    LocusResolver(AssemblyTables tables, Reporter reports, boolean validating, BitSet reported) {
        this.validating = validating;
        this.reported = reported;
        this.tables = tables;
        this.reports = reports;
        this.partStarts = new int[tables.slots() + 1];
        this.loci = new Loci(tables.partsBySlot(partStarts));
        this.kinds = new FeatureKind[tables.slots()];
        this.moreStarts = new int[tables.slots() + 1];
        this.more = moreParents();
        this.tops = new int[tables.gff3 ? tables.slots() : 0];
        Arrays.fill(tops, UNKNOWN);
    }

    private int[] moreParents() {
        IntColumn pairs = tables.moreParents;
        for (int i = 0; i < pairs.size(); i += 2) {
            moreStarts[pairs.get(i) + 1]++;
        }
        for (int slot = 0; slot < tables.slots(); slot++) {
            moreStarts[slot + 1] += moreStarts[slot];
        }
        int[] next = moreStarts.clone();
        int[] parents = new int[pairs.size() / 2];
        for (int i = 0; i < pairs.size(); i += 2) {
            parents[next[pairs.get(i)]++] = pairs.get(i + 1);
        }
        return parents;
    }

    Loci resolve() {
        for (int slot = 0; slot < kinds.length; slot++) {
            kinds[slot] = tables.gff3 ? gff3Kind(slot) : gtfKind(slot);
        }
        if (tables.gff3) {
            new ParentCycles(tables, moreStarts, more).find().stream().forEach(this::reportCycle);
        }
        for (int slot = 0; slot < kinds.length; slot++) {
            if ((kinds[slot] == FeatureKind.TRANSCRIPT || hasParts(slot)) && !repeatsATranscript(slot)) {
                place(slot);
            }
        }
        groupByGene();
        sortGenes();
        return loci;
    }

    private FeatureKind gtfKind(int slot) {
        return tables.slotIsTranscript.get(slot) == 1 ? FeatureKind.TRANSCRIPT : FeatureKind.GENE;
    }

    private FeatureKind gff3Kind(int slot) {
        int node = tables.slotNode.get(slot);
        FeatureKind kind =
                node == NONE ? FeatureKind.OTHER : FeatureKind.of(tables.texts.text(tables.nodeType.get(node)));
        if (node == NONE && tables.slotLine.get(slot) > 0 && !standsAlone(slot) && !reported.get(slot)) {
            String expected = "expected a feature with the ID \"" + id(slot) + "\" on " + contig(slot) + ", found none";
            if (validating) {
                reports.error(tables.slotLine.get(slot), 0, contig(slot), "Parent", GtfRule.PARENT_UNKNOWN, expected);
            } else {
                reports.warning(tables.slotLine.get(slot), 0, contig(slot), "Parent", GtfRule.PARENT_UNKNOWN, expected);
            }
        }
        return kind == FeatureKind.OTHER && hasParts(slot) ? FeatureKind.TRANSCRIPT : kind;
    }

    /** A part without parent made the slot by itself: its own id, or one that transcript_id or gene_id name. */
    private boolean standsAlone(int slot) {
        return tables.slotStandsAlone.get(slot) == 1;
    }

    private boolean hasParts(int slot) {
        return tables.slotParts.get(slot) > 0;
    }

    private String id(int slot) {
        return tables.texts.text(tables.slotText.get(slot));
    }

    private String contig(int slot) {
        return tables.contigs.get(tables.slotContig.get(slot));
    }

    /** TAIR's CDS rows name their transcript and, as a second parent, its protein, which is no transcript of its own. */
    private boolean repeatsATranscript(int slot) {
        int node = tables.gff3 ? tables.slotNode.get(slot) : NONE;
        if (node == NONE || !FeatureKind.isProtein(tables.texts.text(tables.nodeType.get(node)))) {
            return false;
        }
        for (int i = partStarts[slot]; i < partStarts[slot + 1]; i++) {
            if (!tables.hasOtherParent(loci.parts[i])) {
                return false;
            }
        }
        return true;
    }

    // ---- transcripts

    private void place(int slot) {
        int from = partStarts[slot];
        int to = partStarts[slot + 1];
        int[] nodes = kinds[slot] == FeatureKind.GENE ? new int[0] : tables.nodes(slot);
        if (nodes.length == 0 && !tables.gff3 && numbersStartAgain(from, to)) {
            split(slot, from, to, new int[0], exonRuns(from, to));
        } else if (nodes.length < 2 || tables.gff3) {
            Span span = nodes.length == 0 ? partsHull(from, to) : hullOf(nodes);
            loci.addPlacement(slot, nodes.length == 0 ? NONE : nodes[0], from, to, span);
        } else {
            split(slot, from, to, nodes, rowLoci(slot, nodes, "transcript"));
        }
    }

    private Span nodeSpan(int node) {
        return new Span(tables.nodeStart.get(node), tables.nodeEnd.get(node), tables.nodeStrand.get(node));
    }

    private Span hullOf(int[] nodes) {
        Span hull = nodeSpan(nodes[0]);
        for (int i = 1; i < nodes.length; i++) {
            hull = hull.hull(nodeSpan(nodes[i]));
        }
        return hull;
    }

    private Span partSpan(int part) {
        return new Span(tables.partStart.get(part), tables.partEnd.get(part), tables.partStrand(part));
    }

    /** Returns the stretch over all parts, on the strand of the one with the lowest number. */
    private Span partsHull(int from, int to) {
        Span hull = partSpan(loci.parts[from]);
        int lowest = Integer.MAX_VALUE;
        int strand = hull.strand();
        for (int i = from; i < to; i++) {
            int part = loci.parts[i];
            hull = hull.hull(partSpan(part));
            int number = tables.partNumber(part);
            if (number > 0 && number < lowest) {
                lowest = number;
                strand = tables.partStrand(part);
            }
        }
        return new Span(hull.start(), hull.end(), strand);
    }

    /** Joins the rows of one id that overlap, and says so: in GTF each id should have one row at one place. */
    private List<Span> rowLoci(int slot, int[] nodes, String what) {
        List<Span> spans = new ArrayList<>();
        for (int node : nodes) {
            spans.add(nodeSpan(node));
        }
        List<Span> clusters = Span.clusters(spans);
        BitSet shown = new BitSet();
        clusters.forEach(place -> shown.set(nodeAt(nodes, place)));
        for (int node : nodes) {
            if (!shown.get(node)) {
                tables.fates.refuseNode(node);
                reports.error(
                        tables.nodeLine.get(node),
                        tables.attributesColumn(node),
                        contig(slot),
                        what + "_id",
                        what.equals("gene") ? GtfRule.DUPLICATE_GENE : GtfRule.DUPLICATE_TRANSCRIPT,
                        "expected one row for " + what + " \"" + id(slot) + "\" at one place, found " + nodes.length);
            }
        }
        return clusters;
    }

    private boolean numbersStartAgain(int from, int to) {
        numbers.clear();
        for (int i = from; i < to; i++) {
            int part = loci.parts[i];
            int number = tables.partNumber(part);
            if (number > 0 && number < 100_000 && tables.partKind(part) == FeatureKind.EXON) {
                if (numbers.get(number)) {
                    return true;
                }
                numbers.set(number);
            }
        }
        return false;
    }

    /** Walks the exons of each strand from 5′ to 3′; a number that does not rise begins another place. */
    private List<Span> exonRuns(int from, int to) {
        List<Integer> exons = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (tables.partKind(loci.parts[i]) == FeatureKind.EXON) {
                exons.add(loci.parts[i]);
            }
        }
        exons.sort(Comparator.<Integer>comparingInt(tables::partStrand).thenComparingInt(tables.partStart::get));
        List<Span> runs = new ArrayList<>();
        for (int i = 0; i < exons.size(); i++) {
            Span span = partSpan(exons.get(i));
            boolean same = i > 0 && partSpan(exons.get(i - 1)).equals(span);
            if (i > 0 && (same || continues(exons.get(i - 1), exons.get(i)))) {
                runs.set(runs.size() - 1, runs.get(runs.size() - 1).hull(span));
            } else {
                runs.add(span);
            }
        }
        return runs;
    }

    private boolean continues(int left, int right) {
        boolean reverse = Span.strandOf(tables.partStrand(right)).isReverse();
        int step = tables.partNumber(right) - tables.partNumber(left);
        return tables.partStrand(left) == tables.partStrand(right) && (reverse ? step < 0 : step > 0);
    }

    /** Deals the parts of one id out to its places. */
    private void split(int slot, int from, int to, int[] nodes, List<Span> places) {
        int[] place = new int[to - from];
        for (int i = from; i < to; i++) {
            place[i - from] = Span.best(places, partSpan(loci.parts[i]));
        }
        int[] dealt = new int[to - from];
        int next = 0;
        for (int p = 0; p < places.size(); p++) {
            int first = next;
            for (int i = from; i < to; i++) {
                if (place[i - from] == p) {
                    dealt[next++] = loci.parts[i];
                }
            }
            loci.addPlacement(slot, nodeAt(nodes, places.get(p)), from + first, from + next, places.get(p));
        }
        System.arraycopy(dealt, 0, loci.parts, from, dealt.length);
    }

    private int nodeAt(int[] nodes, Span place) {
        for (int node : nodes) {
            Span span = nodeSpan(node);
            if (span.strand() == place.strand() && span.overlaps(place)) {
                return node;
            }
        }
        return NONE;
    }

    // ---- genes

    private void groupByGene() {
        IntColumn genes = new IntColumn();
        IntColumn members = new IntColumn();
        Set<Integer> seen = new HashSet<>();
        for (int placement = 0; placement < loci.placementSlot.size(); placement++) {
            int slot = loci.placementSlot.get(placement);
            int first = geneOf(slot);
            genes.add(first);
            members.add(placement);
            if (kinds[slot] == FeatureKind.GENE || moreStarts[slot] == moreStarts[slot + 1]) {
                continue;
            }
            seen.clear();
            seen.add(first);
            for (int i = moreStarts[slot]; i < moreStarts[slot + 1]; i++) {
                int gene = climb(slot, more[i]);
                if (seen.add(gene)) { // rows of one ID repeat their parents, and several parents may be of one gene
                    genes.add(gene);
                    members.add(placement);
                }
            }
        }
        deal(genes, members);
    }

    private void deal(IntColumn genes, IntColumn members) {
        int[] starts = new int[kinds.length + 1];
        for (int i = 0; i < genes.size(); i++) {
            starts[genes.get(i) + 1]++;
        }
        for (int slot = 0; slot < kinds.length; slot++) {
            starts[slot + 1] += starts[slot];
        }
        int[] next = starts.clone();
        loci.placements = new int[genes.size()];
        for (int i = 0; i < genes.size(); i++) {
            loci.placements[next[genes.get(i)]++] = members.get(i);
        }
        for (int slot = 0; slot < kinds.length; slot++) {
            if (starts[slot] < starts[slot + 1]
                    || (kinds[slot] == FeatureKind.GENE && tables.slotNode.get(slot) != NONE)) {
                gene(slot, starts[slot], starts[slot + 1]);
            }
        }
    }

    private int geneOf(int slot) {
        if (kinds[slot] == FeatureKind.GENE) {
            return slot;
        }
        int parent = tables.slotParent.get(slot);
        return parent == NONE ? geneOfParentless(slot) : tables.gff3 ? climb(slot, parent) : parent;
    }

    /** Walks up the GFF3 graph to the first gene; the top stands in for one that is not called a gene. */
    private int climb(int slot, int parent) {
        int at = parent;
        while (tops[at] == UNKNOWN && kinds[at] != FeatureKind.GENE && tables.slotParent.get(at) != NONE) {
            tops[at] = CLIMBING;
            at = tables.slotParent.get(at);
        }
        int top = top(at);
        for (int on = parent; tops[on] == CLIMBING; on = tables.slotParent.get(on)) {
            tops[on] = top;
        }
        return top == NONE ? geneOfParentless(slot) : top;
    }

    /** What a climb that came to a slot ends at; none if it was there before. */
    private int top(int slot) {
        if (kinds[slot] == FeatureKind.GENE) {
            return slot;
        }
        if (tops[slot] != UNKNOWN) {
            return tops[slot] == CLIMBING ? NONE : tops[slot];
        }
        return kinds[slot] == FeatureKind.TRANSCRIPT ? geneOfParentless(slot) : asGene(slot);
    }

    private void reportCycle(int slot) {
        int node = tables.slotNode.get(slot);
        int line = node == NONE ? tables.slotLine.get(slot) : tables.nodeLine.get(node);
        String expected = "expected parents that lead to no feature twice, found \"" + id(slot) + "\" among its own";
        if (validating || reports.isStrict()) {
            reports.error(line, 0, contig(slot), "Parent", GtfRule.PARENT_CYCLE, expected);
        } else {
            reports.warning(line, 0, contig(slot), "Parent", GtfRule.PARENT_CYCLE, expected);
        }
    }

    private int asGene(int slot) {
        kinds[slot] = FeatureKind.GENE;
        return slot;
    }

    /** GFF3: the gene that gene_id names, or one inferred from the transcript. */
    private int geneOfParentless(int slot) {
        int geneId = tables.slotGeneId.get(slot);
        if (geneId == 0) {
            return slot;
        }
        int contig = tables.slotContig.get(slot);
        int named = tables.findSlot(geneId, contig, false);
        if (named != NONE && kinds[named] == FeatureKind.GENE) {
            return named;
        }
        return parentless.computeIfAbsent((long) contig << 32 | geneId, key -> slot);
    }

    private void gene(int slot, int from, int to) {
        int[] nodes = kinds[slot] == FeatureKind.GENE ? tables.nodes(slot) : new int[0];
        if (nodes.length == 1 || (nodes.length > 1 && tables.gff3)) {
            loci.addGene(slot, nodes[0], from, to, hullOf(nodes));
            return;
        }
        List<Span> places = nodes.length > 1 ? rowLoci(slot, nodes, "gene") : inferredLoci(from, to);
        if (places.size() == 1) {
            loci.addGene(slot, nodes.length == 0 ? NONE : nodes[0], from, to, places.get(0));
        } else {
            splitGene(slot, from, to, nodes, places);
        }
    }

    /**
     * Where the transcripts of a gene without row lie: one locus a strand, unless one of them is placed several times, which
     * shows that the whole gene is.
     */
    private List<Span> inferredLoci(int from, int to) {
        List<Span> spans = new ArrayList<>();
        boolean repeated = false;
        for (int i = from; i < to; i++) {
            int placement = loci.placements[i];
            spans.add(loci.placement(placement));
            repeated |= placement > 0 && loci.placementSlot.get(placement - 1) == loci.placementSlot.get(placement);
        }
        return repeated ? Span.clusters(spans) : onePerStrand(spans);
    }

    private static List<Span> onePerStrand(List<Span> spans) {
        Map<Integer, Span> hulls = new HashMap<>();
        for (Span span : spans) {
            hulls.merge(span.strand(), span, Span::hull);
        }
        boolean bothKnown = hulls.containsKey(0) && hulls.containsKey(1);
        List<Span> sorted = new ArrayList<>(hulls.values());
        sorted.sort(Comparator.comparingInt(Span::strand));
        return bothKnown ? sorted : List.of(Span.hull(sorted));
    }

    private void splitGene(int slot, int from, int to, int[] nodes, List<Span> places) {
        int[] members = Arrays.copyOfRange(loci.placements, from, to);
        int next = from;
        for (int p = 0; p < places.size(); p++) {
            int first = next;
            for (int member : members) {
                if (Span.best(places, loci.placement(member)) == p) {
                    loci.placements[next++] = member;
                }
            }
            loci.addGene(slot, nodeAt(nodes, places.get(p)), first, next, places.get(p));
        }
    }

    private void sortGenes() {
        Integer[] order = new Integer[loci.geneSlot.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingInt(i -> tables.slotContig.get(loci.geneSlot.get(i)))
                        .thenComparingInt(loci.geneStart::get)
                        .thenComparingInt(loci.geneEnd::get)
                        .thenComparing(i -> id(loci.geneSlot.get(i))));
        loci.genes = new int[order.length];
        Arrays.setAll(loci.genes, i -> order[i]);
    }
}
