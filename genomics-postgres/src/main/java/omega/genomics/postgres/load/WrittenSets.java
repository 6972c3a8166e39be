package omega.genomics.postgres.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.vcf.Consequence;
import omega.genomics.vcf.Consequences;
import omega.genomics.vcf.VcfHeader;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes all consequences that VEP ({@code CSQ}, {@code vep}) or SnpEff ({@code ANN}) wrote into the file. As {@link
 * WrittenConsequences} has it, the worst speaks for the variant, of equally severe ones the first.
 */
final class WrittenSets implements AllConsequences {
    private static final AllConsequences NONE = (record, alt, into) -> {};

    private final Consequences consequences;
    private final SeverityOrder order = SeverityOrder.latest();
    private final List<Written> written = new ArrayList<>();

    /** @param alt the allele, from 1; 0 if it is none of the record's */
    private record Written(Consequence consequence, int alt, List<ConsequenceTerm> terms, int rank) {}

    private WrittenSets(Consequences consequences) {
        this.consequences = consequences;
    }

    static AllConsequences of(VcfHeader header) {
        return Consequences.of(header).<AllConsequences>map(WrittenSets::new).orElse(NONE);
    }

    @Override
    public void begin(VcfRecord record) {
        written.clear();
        for (Consequence consequence : consequences.in(record)) {
            List<ConsequenceTerm> terms =
                    consequence.knownTerms().stream().sorted(order).toList();
            int rank = terms.isEmpty() ? Integer.MAX_VALUE : order.rank(terms.get(0));
            written.add(
                    new Written(consequence, consequence.alleleNumber(record).orElse(0), terms, rank));
        }
        written.sort(Comparator.comparingInt(Written::rank));
    }

    @Override
    public void describe(VcfRecord record, int alt, AlleleConsequences into) {
        for (Written one : written) {
            if (one.alt() == alt + 1) {
                Consequence of = one.consequence();
                into.add(
                        terms(one, into.isEmpty() && !one.terms().isEmpty()),
                        text(of.cdnaPosition()),
                        text(of.cdsPosition()),
                        text(of.proteinPosition()),
                        text(of.aminoAcids()),
                        text(of.codons()),
                        text(of.hgvsCoding()),
                        text(of.hgvsProtein()));
            }
        }
    }

    private static TranscriptTerms terms(Written written, boolean isPicked) {
        Consequence of = written.consequence();
        List<String> terms = new ArrayList<>();
        written.terms().forEach(term -> terms.add(term.label()));
        for (String term : of.terms()) {
            if (ConsequenceTerm.parse(term).isEmpty()) {
                terms.add(JsonText.withoutNul(term));
            }
        }
        Optional<Impact> worst = written.terms().stream().findFirst().map(ConsequenceTerm::impact);
        return new TranscriptTerms(
                isPicked,
                of.impact().or(() -> worst).map(Impact::name).orElse(null),
                column(of.symbol()),
                column(of.geneId()),
                column(of.feature()),
                column(of.biotype()),
                List.copyOf(terms));
    }

    private static @Nullable String column(Optional<String> value) {
        return value.map(JsonText::withoutNul).orElse(null);
    }

    private static String text(Optional<String> value) {
        return value.map(JsonText::withoutNul).orElse("");
    }
}
