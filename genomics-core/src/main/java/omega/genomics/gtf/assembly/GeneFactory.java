package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.StableIds;
import omega.genomics.internal.scan.TextPool;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/** Makes one gene at a time out of {@link AssemblyTables} and {@link Loci}. */
final class GeneFactory {
    private static final int NONE = AssemblyTables.NONE;
    private static final Comparator<Transcript> BY_PLACE = Comparator.comparingInt(Transcript::start)
            .thenComparingInt(Transcript::end)
            .thenComparing(Transcript::writtenId);

    private final AssemblyTables tables;
    private final Loci loci;
    private final TextPool texts;
    private final TranscriptParts parts;

    GeneFactory(AssemblyTables tables, Loci loci, Reporter reports) {
        this.tables = tables;
        this.loci = loci;
        this.texts = tables.texts;
        this.parts = new TranscriptParts(tables, loci, reports);
    }

    /** Makes the gene at a place in {@link Loci#genes}. */
    Gene gene(int index) {
        int unit = loci.genes[index];
        int slot = loci.geneSlot.get(unit);
        int node = loci.geneNode.get(unit);
        int from = loci.geneFrom.get(unit);
        int to = loci.geneTo.get(unit);
        Source about = node != NONE || from == to ? ownRow(slot) : fromTranscript(slot, from, to);
        Gene.Builder gene = Gene.builder(
                        about.stable.id(),
                        tables.contigs.get(tables.slotContig.get(slot)),
                        loci.geneStart.get(unit),
                        loci.geneEnd.get(unit),
                        Span.strandOf(loci.geneStrand.get(unit)))
                .writtenId(about.written)
                .version(about.version)
                .name(about.name)
                .biotype(about.biotype)
                .derived(node == NONE);
        if (node != NONE) {
            tables.fates.keepNode(node);
            gene.type(texts.text(tables.nodeType.get(node)))
                    .source(texts.text(tables.nodeSource.get(node)))
                    .attributes(tables.sets.attributes(tables.nodeSet.get(node), 0));
        } else if (from < to) {
            gene.source(sourceOf(loci.placements[from]));
        }
        return gene.addAll(transcripts(about.stable.id(), slot, node, from, to)).build();
    }

    private String sourceOf(int placement) {
        int node = loci.placementNode.get(placement);
        return texts.text(
                node == NONE ? tables.slotSource.get(loci.placementSlot.get(placement)) : tables.nodeSource.get(node));
    }

    private List<Transcript> transcripts(String geneId, int geneSlot, int geneNode, int from, int to) {
        int geneSet = geneNode == NONE ? 0 : tables.nodeSet.get(geneNode);
        List<Transcript> transcripts = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            transcripts.add(transcript(geneId, geneSlot, geneSet, loci.placements[i]));
        }
        transcripts.sort(BY_PLACE);
        return transcripts;
    }

    private Transcript transcript(String geneId, int geneSlot, int geneSet, int placement) {
        int slot = loci.placementSlot.get(placement);
        int node = loci.placementNode.get(placement);
        boolean geneItself = slot == geneSlot && tables.gff3 && node == NONE;
        Source about = ownRow(slot);
        Span span = loci.placement(placement);
        Transcript.Builder transcript = Transcript.builder(
                        about.stable.id(),
                        geneId,
                        tables.contigs.get(tables.slotContig.get(slot)),
                        span.start(),
                        span.end(),
                        Span.strandOf(span.strand()))
                .writtenId(about.written)
                .version(about.version)
                .name(geneItself ? null : about.name)
                .biotype(about.biotype == null ? OldBiotypes.ofSource(sourceOf(placement)) : about.biotype)
                .source(sourceOf(placement))
                .derived(node == NONE);
        int set = node == NONE ? parts.commonSet(placement) : tables.nodeSet.get(node);
        if (node != NONE) {
            tables.fates.keepNode(node);
            transcript.type(texts.text(tables.nodeType.get(node)));
        }
        transcript.attributes(transcriptAttributes(set, geneSet));
        parts.fill(transcript, placement, set);
        transcript.alignment(tables.alignments.withGaps(
                about.version < 0 ? about.stable.id() : about.stable.id() + "." + about.version,
                tables.contigs.get(tables.slotContig.get(slot)),
                new Interval(span.start(), span.end()),
                Span.strandOf(span.strand()).isReverse()));
        return transcript.build();
    }

    /** The transcript's line repeats what the gene's says of the gene: {@code gene_source}, {@code gene_status}. */
    private Attributes transcriptAttributes(int set, int geneSet) {
        List<Map.Entry<String, String>> kept = new ArrayList<>();
        for (int i = 0; i < tables.sets.count(set); i++) {
            int key = tables.sets.key(set, i);
            int value = tables.sets.value(set, i);
            String name = texts.text(key);
            if (!(name.startsWith("gene_") && tables.sets.has(geneSet, key, value))) {
                kept.add(Map.entry(name, texts.text(value)));
            }
        }
        return Attributes.of(kept);
    }

    /** What a slot says of itself. */
    private record Source(
            StableIds stable,
            String written,
            int version,
            @Nullable String name,
            @Nullable String biotype) {}

    private Source ownRow(int slot) {
        String key = texts.text(tables.slotText.get(slot));
        String shown = texts.text(tables.slotShownId.get(slot));
        String written = tables.gff3 ? Gff3Ids.shown(key, shown) : key;
        return source(written, tables.slotVersion.get(slot), tables.slotName.get(slot), tables.slotBiotype.get(slot));
    }

    /** What the transcripts, or their exons, say of a gene without a row; of several answers that of the first by id. */
    private Source fromTranscript(int slot, int from, int to) {
        boolean isGene = !tables.gff3 || tables.slotGeneId.get(slot) == 0 || !isPlacedIn(slot, from, to);
        String key = texts.text(tables.slotText.get(slot));
        String written =
                isGene ? (tables.gff3 ? Gff3Ids.shown(key, "") : key) : texts.text(tables.slotGeneId.get(slot));
        int name = 0;
        int biotype = 0;
        int version = 0;
        for (int i = from; i < to; i++) {
            int transcript = loci.placementSlot.get(loci.placements[i]);
            name = name == 0 ? tables.slotGeneName.get(transcript) : name;
            biotype = biotype == 0 ? tables.slotGeneBiotype.get(transcript) : biotype;
            version = version == 0 ? tables.slotGeneVersion.get(transcript) : version;
        }
        return source(written, version, name, biotype);
    }

    private boolean isPlacedIn(int slot, int from, int to) {
        for (int i = from; i < to; i++) {
            if (loci.placementSlot.get(loci.placements[i]) == slot) {
                return true;
            }
        }
        return false;
    }

    private Source source(String written, int version, int name, int biotype) {
        StableIds stable = StableIds.of(written);
        int own = version == 0 ? -1 : texts.number(version);
        return new Source(stable, written, own < 0 ? stable.version() : own, text(name), text(biotype));
    }

    private @Nullable String text(int id) {
        return id == 0 ? null : texts.text(id);
    }
}
