package omega.genomics.postgres.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.vcf.Consequence;
import omega.genomics.vcf.Consequences;
import omega.genomics.vcf.InfoDefinition;
import omega.genomics.vcf.InfoKey;
import omega.genomics.vcf.VcfHeader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.VcfType;
import org.jspecify.annotations.Nullable;

/**
 * Takes the consequences that an annotator wrote into the file: VEP's {@code CSQ} and {@code vep}, SnpEff's {@code ANN}, and the
 * molecular consequences ({@code MC}) of ClinVar. Of an allele's, the most severe; of equally severe ones, the first.
 */
final class WrittenConsequences implements VariantAnnotator {
    private static final Map<String, ConsequenceTerm> BY_ACCESSION = Arrays.stream(ConsequenceTerm.values())
            .collect(Collectors.toUnmodifiableMap(ConsequenceTerm::accession, Function.identity()));

    private final @Nullable Consequences consequences;
    private final @Nullable InfoKey<String> molecular;
    private final SeverityOrder order = SeverityOrder.latest();

    private WrittenConsequences(@Nullable Consequences consequences, @Nullable InfoKey<String> molecular) {
        this.consequences = consequences;
        this.molecular = molecular;
    }

    static VariantAnnotator of(VcfHeader header) {
        Consequences consequences = Consequences.of(header).orElse(null);
        InfoKey<String> molecular = header.infos().stream()
                .filter(info -> info.id().equals("MC") && info.type() == VcfType.STRING)
                .map(InfoDefinition::asString)
                .findFirst()
                .orElse(null);
        return consequences == null && molecular == null
                ? VariantAnnotator.NONE
                : new WrittenConsequences(consequences, molecular);
    }

    @Override
    public void annotate(VcfRecord record, int alt, String contig, Annotation into) {
        if (alt < 0) {
            return;
        }
        if (consequences != null) {
            worst(record, alt).ifPresent(consequence -> describe(consequence, into));
        } else if (molecular != null) {
            describe(molecularTerms(record, molecular), into);
        }
    }

    private Optional<Consequence> worst(VcfRecord record, int alt) {
        Consequence worst = null;
        int rank = Integer.MAX_VALUE;
        for (Consequence consequence : consequences == null ? List.<Consequence>of() : consequences.in(record)) {
            List<ConsequenceTerm> terms = consequence.knownTerms();
            boolean ofAllele = consequence.alleleNumber(record).orElse(0) == alt + 1;
            if (ofAllele && !terms.isEmpty() && order.rank(order.mostSevere(terms)) < rank) {
                worst = consequence;
                rank = order.rank(order.mostSevere(terms));
            }
        }
        return Optional.ofNullable(worst);
    }

    private void describe(Consequence consequence, Annotation into) {
        consequence.symbol().ifPresent(symbol -> into.gene = symbol);
        consequence.geneId().ifPresent(id -> into.geneId = id);
        describe(consequence.knownTerms(), into);
        consequence.impact().ifPresent(impact -> into.impact = impact.name());
    }

    private void describe(List<ConsequenceTerm> terms, Annotation into) {
        if (!terms.isEmpty()) {
            ConsequenceTerm worst = order.mostSevere(terms);
            into.consequence = worst.label();
            into.impact = worst.impact().name();
        }
    }

    /** ClinVar writes {@code SO:0001587|nonsense}, several with commas between: the accession counts, the words are its own. */
    private static List<ConsequenceTerm> molecularTerms(VcfRecord record, InfoKey<String> key) {
        List<ConsequenceTerm> terms = new ArrayList<>();
        int count = record.info().count(key);
        for (int i = 0; i < count; i++) {
            String text = record.info().string(key, i);
            if (text != null) {
                ConsequenceTerm term = BY_ACCESSION.get(text.substring(0, Math.max(0, text.indexOf('|'))));
                if (term != null) {
                    terms.add(term);
                }
            }
        }
        return terms;
    }
}
