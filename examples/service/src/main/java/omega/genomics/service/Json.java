package omega.genomics.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import omega.genomics.Interval;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.postgres.query.genes.StoredTranscript;
import omega.genomics.postgres.query.studies.StoredExpression;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.vector.SimilarGene;
import org.jspecify.annotations.Nullable;

/** The shapes of answers. Coordinates are 1-based and inclusive; what is missing is left out. */
final class Json {
    private Json() {}

    record GeneJson(
            String dataset,
            String geneId,
            @Nullable String geneName,
            String chromosome,
            int startPos,
            int endPos,
            String strand,
            @Nullable String biotype,
            @JsonIgnore StoredGene stored) {
        static GeneJson of(StoredGene gene, Datasets.Loaded datasets) {
            return new GeneJson(
                    datasets.nameOf(gene.datasetId()),
                    gene.id(),
                    gene.name().orElse(null),
                    gene.contig(),
                    gene.start(),
                    gene.end(),
                    gene.strand().toString(),
                    gene.biotype().orElse(null),
                    gene);
        }
    }

    record MemberJson(String member, List<GeneJson> genes) {}

    record TranscriptJson(
            String dataset,
            String transcriptId,
            @Nullable String transcriptName,
            String chromosome,
            int startPos,
            int endPos,
            String strand,
            @Nullable String biotype,
            int exonCount,
            int splicedLength) {
        static TranscriptJson of(StoredTranscript transcript, Datasets.Loaded datasets) {
            return new TranscriptJson(
                    datasets.nameOf(transcript.datasetId()),
                    transcript.id(),
                    transcript.name().orElse(null),
                    transcript.contig(),
                    transcript.start(),
                    transcript.end(),
                    transcript.strand().toString(),
                    transcript.biotype().orElse(null),
                    transcript.exonCount(),
                    transcript.splicedLength());
        }
    }

    record VariantJson(
            String dataset,
            String variant,
            String chromosome,
            int position,
            int endPos,
            @Nullable String id,
            String ref,
            @Nullable String alt,
            String variantType,
            @Nullable Double qual,
            @Nullable String filter,
            @Nullable Double alleleFrequency,
            @Nullable Integer alleleCount,
            @Nullable Integer alleleNumber,
            @Nullable String rs,
            @Nullable String gene,
            @Nullable String consequence,
            @Nullable String impact,
            List<String> clinicalSignificances) {
        static VariantJson of(StoredVariant variant, Datasets.Loaded datasets) {
            OptionalLong rs = variant.rsNumber();
            return new VariantJson(
                    datasets.nameOf(variant.datasetId()),
                    variant.name(),
                    variant.contig(),
                    variant.position(),
                    variant.end(),
                    variant.id().orElse(null),
                    variant.ref(),
                    variant.alt().orElse(null),
                    variant.type().name(),
                    number(variant.qual()),
                    variant.filter().orElse(null),
                    number(variant.alleleFrequency()),
                    number(variant.alleleCount()),
                    number(variant.alleleNumber()),
                    rs.isPresent() ? "rs" + rs.getAsLong() : null,
                    variant.gene().orElse(null),
                    variant.consequence().orElse(null),
                    variant.impact().map(Enum::name).orElse(null),
                    variant.clinicalSignificances().stream().map(Enum::name).toList());
        }
    }

    /** A page of a list; {@code next} is the address of the one after it. */
    record PageJson<T>(List<T> rows, @Nullable String next) {}

    record ConsequenceJson(
            boolean picked,
            @Nullable String gene,
            @Nullable String geneId,
            @Nullable String transcriptId,
            @Nullable String biotype,
            String impact,
            List<String> terms,
            @Nullable String exon,
            @Nullable String intron,
            @Nullable String cdnaPosition,
            @Nullable String cdsPosition,
            @Nullable String proteinPosition,
            @Nullable String aminoAcids,
            @Nullable String codons) {
        static List<ConsequenceJson> all(VariantConsequences consequences) {
            return consequences.bySeverity().stream()
                    .map(each -> of(each, each == consequences.picked()))
                    .toList();
        }

        private static ConsequenceJson of(TranscriptConsequence consequence, boolean isPicked) {
            Optional<Transcript> transcript = consequence.transcript();
            return new ConsequenceJson(
                    isPicked,
                    consequence.gene().flatMap(gene -> gene.name()).orElse(null),
                    consequence.gene().map(gene -> gene.id()).orElse(null),
                    transcript.map(Transcript::id).orElse(null),
                    transcript.flatMap(Transcript::biotype).orElse(null),
                    consequence.impact().name(),
                    consequence.terms().stream().map(ConsequenceTerm::label).toList(),
                    consequence.exonText().orElse(null),
                    consequence.intronText().orElse(null),
                    positions(consequence.splicedPositions()),
                    positions(consequence.cdsPositions()),
                    positions(consequence.proteinPositions()),
                    consequence.aminoAcids().orElse(null),
                    consequence.codons().orElse(null));
        }
    }

    record AnnotationJson(
            String variant,
            String chromosome,
            int position,
            String ref,
            String alt,
            List<ConsequenceJson> consequences,
            List<VariantJson> stored) {}

    record SimilarJson(
            String geneId, String geneName, @Nullable String biotype, double distance) {
        static SimilarJson of(SimilarGene gene) {
            return new SimilarJson(
                    gene.geneId(), gene.displayName(), gene.biotype().orElse(null), gene.distance());
        }
    }

    record ExpressionJson(String dataset, String geneId, String tissue, String organ, double median, String unit) {
        static ExpressionJson of(StoredExpression row, Datasets.Loaded datasets) {
            return new ExpressionJson(
                    datasets.nameOf(row.datasetId()),
                    row.geneId(),
                    row.tissue(),
                    row.organ(),
                    row.median(),
                    row.unit());
        }
    }

    record DatasetJson(String kind, String name, Instant loadedAt, long rows) {
        static DatasetJson of(StoredDataset dataset) {
            return new DatasetJson(dataset.kind(), dataset.name(), dataset.loadedAt(), dataset.rows());
        }
    }

    static @Nullable String positions(Optional<Interval> interval) {
        return interval.map(of -> of.start() == of.end() ? "" + of.start() : of.start() + "-" + of.end())
                .orElse(null);
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Integer number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
