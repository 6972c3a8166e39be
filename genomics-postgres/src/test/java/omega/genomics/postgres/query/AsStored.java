package omega.genomics.postgres.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import omega.genomics.Attributes;
import omega.genomics.model.Cds;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;

/** Genes of a file in the form in which the database gives them back: jsonb orders the keys of attributes. */
public final class AsStored {
    private static final Comparator<String> JSONB_ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private AsStored() {}

    public static Gene gene(Gene gene) {
        Gene.Builder copy = Gene.builder(gene.id(), gene.contig(), gene.start(), gene.end(), gene.strand())
                .writtenId(gene.writtenId())
                .name(gene.name().orElse(null))
                .biotype(gene.biotype().orElse(null))
                .type(gene.type())
                .source(gene.source())
                .attributes(attributes(gene.attributes()))
                .derived(gene.isDerived());
        gene.version().ifPresent(copy::version);
        gene.transcripts().forEach(transcript -> copy.add(transcript(transcript)));
        return copy.build();
    }

    private static Transcript transcript(Transcript transcript) {
        Transcript.Builder copy = Transcript.builder(
                        transcript.id(),
                        transcript.geneId(),
                        transcript.contig(),
                        transcript.start(),
                        transcript.end(),
                        transcript.strand())
                .writtenId(transcript.writtenId())
                .name(transcript.name().orElse(null))
                .biotype(transcript.biotype().orElse(null))
                .type(transcript.type())
                .source(transcript.source())
                .attributes(attributes(transcript.attributes()))
                .derived(transcript.isDerived())
                .selenocysteines(transcript.selenocysteines());
        transcript.version().ifPresent(copy::version);
        transcript.exons().forEach(exon -> copy.add(exon(exon)));
        transcript.allCds().forEach(cds -> copy.add(cds(cds)));
        return copy.build();
    }

    private static Exon exon(Exon exon) {
        Exon.Builder copy = Exon.builder(exon.number(), exon.start(), exon.end(), exon.strand())
                .id(exon.id().orElse(null))
                .attributes(attributes(exon.attributes()));
        exon.version().ifPresent(copy::version);
        return copy.build();
    }

    private static Cds cds(Cds cds) {
        Cds.Builder copy = Cds.builder()
                .id(cds.id().orElse(null))
                .proteinId(cds.proteinId().orElse(null))
                .startCodon(cds.startCodon())
                .stopCodon(cds.stopCodon())
                .complete(cds.isStartComplete(), cds.isStopComplete())
                .attributes(attributes(cds.attributes()));
        cds.segments().forEach(copy::add);
        return copy.build();
    }

    private static Attributes attributes(Attributes attributes) {
        List<Map.Entry<String, String>> sorted = new ArrayList<>(attributes.entries());
        sorted.sort(Map.Entry.comparingByKey(JSONB_ORDER));
        return Attributes.of(sorted);
    }
}
