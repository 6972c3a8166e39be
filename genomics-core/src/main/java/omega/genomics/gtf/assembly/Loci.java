package omega.genomics.gtf.assembly;

import omega.genomics.internal.scan.IntColumn;

/**
 * Which rows make up which transcript, and which transcripts which gene: the outcome of {@link LocusResolver}.
 *
 * <p>A placement is one transcript at one place; a file may place one id several times.
 */
final class Loci {
    /** Parts ordered by placement. */
    final int[] parts;

    final IntColumn placementSlot = new IntColumn();
    final IntColumn placementNode = new IntColumn();
    final IntColumn placementFrom = new IntColumn();
    final IntColumn placementTo = new IntColumn();
    final IntColumn placementStart = new IntColumn();
    final IntColumn placementEnd = new IntColumn();
    final IntColumn placementStrand = new IntColumn();

    /** Placements ordered by gene. */
    int[] placements = {};

    final IntColumn geneSlot = new IntColumn();
    final IntColumn geneNode = new IntColumn();
    final IntColumn geneFrom = new IntColumn();
    final IntColumn geneTo = new IntColumn();
    final IntColumn geneStart = new IntColumn();
    final IntColumn geneEnd = new IntColumn();
    final IntColumn geneStrand = new IntColumn();

    /** Genes by contig, start, end and id. */
    int[] genes = {};

    Loci(int[] parts) {
        this.parts = parts;
    }

    int addPlacement(int slot, int node, int from, int to, Span span) {
        placementNode.add(node);
        placementFrom.add(from);
        placementTo.add(to);
        placementStart.add(span.start());
        placementEnd.add(span.end());
        placementStrand.add(span.strand());
        return placementSlot.add(slot);
    }

    void addGene(int slot, int node, int from, int to, Span span) {
        geneSlot.add(slot);
        geneNode.add(node);
        geneFrom.add(from);
        geneTo.add(to);
        geneStart.add(span.start());
        geneEnd.add(span.end());
        geneStrand.add(span.strand());
    }

    /** Returns how many transcripts and parts a gene has. */
    long rows(int gene) {
        long rows = 0;
        for (int i = geneFrom.get(gene); i < geneTo.get(gene); i++) {
            int placement = placements[i];
            rows += 1L + placementTo.get(placement) - placementFrom.get(placement);
        }
        return rows;
    }

    /** Notes that nothing is made of a gene's rows. */
    void refuse(int gene, RowFates fates) {
        refuseNode(geneNode.get(gene), fates);
        for (int i = geneFrom.get(gene); i < geneTo.get(gene); i++) {
            int placement = placements[i];
            refuseNode(placementNode.get(placement), fates);
            for (int part = placementFrom.get(placement); part < placementTo.get(placement); part++) {
                fates.refusePart(parts[part]);
            }
        }
    }

    private static void refuseNode(int node, RowFates fates) {
        if (node != AssemblyTables.NONE) {
            fates.refuseNode(node);
        }
    }

    Span placement(int index) {
        return new Span(placementStart.get(index), placementEnd.get(index), placementStrand.get(index));
    }
}
