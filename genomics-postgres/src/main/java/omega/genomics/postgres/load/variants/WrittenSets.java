package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.source.Consequence;
import omega.genomics.vcf.source.Consequences;
import org.jspecify.annotations.Nullable;

/**
 * Takes all consequences that VEP ({@code CSQ}, {@code vep}) or SnpEff ({@code ANN}) wrote into the file. As {@link
 * WrittenConsequences} has it, the worst speaks for the variant, of equally severe ones the first.
 */
final class WrittenSets implements AllConsequences {
    /** More combinations of terms than all annotators together write; beyond it only a hostile file goes. */
    private static final int MAX_REMEMBERED = 4096;

    private final Consequences consequences;
    private final SeverityOrder order = SeverityOrder.latest();
    private final List<Written> written = new ArrayList<>();
    /** What the few combinations of terms that annotators write mean. */
    private final Map<List<String>, Meaning> meanings = new HashMap<>();

    /** @param alt the allele, from 1; 0 if it is none of the record's */
    private record Written(Consequence consequence, int alt, Meaning meaning) {
        int rank() {
            return meaning.rank();
        }

        boolean isPickable() {
            return rank() != Integer.MAX_VALUE && alt > 0;
        }
    }

    /**
     * What the terms of an entry mean.
     *
     * @param worst of the terms that VEP has too; null if there are none
     * @param rank of that one
     * @param labels the terms that VEP has too, worst first, then all others as they are written
     */
    private record Meaning(@Nullable ConsequenceTerm worst, int rank, List<String> labels) {}

    private WrittenSets(Consequences consequences) {
        this.consequences = consequences;
    }

    /** Returns what reads the consequences that a header declares; empty if it declares none with fields. */
    static Optional<WrittenSets> of(VcfHeader header) {
        return Consequences.of(header).map(WrittenSets::new);
    }

    /** Picks from what {@link #begin} read, so that a record is read once. */
    record Picked(WrittenSets sets) implements VariantAnnotator {
        @Override
        public void annotate(VcfRecord record, RowAllele allele, String contig, Annotation into) {
            for (Written one : sets.written) {
                if (one.isPickable() && one.alt() == allele.index + 1) {
                    TranscriptTerms terms = terms(one, true);
                    into.gene = terms.gene() == null ? into.gene : terms.gene();
                    into.geneId = terms.geneId() == null ? into.geneId : terms.geneId();
                    into.consequence = terms.terms().get(0);
                    into.impact = terms.impact();
                    return;
                }
            }
        }
    }

    @Override
    public void begin(VcfRecord record) {
        written.clear();
        List<Consequence> entries = consequences.in(record);
        if (entries.isEmpty()) {
            return;
        }
        String ref = record.ref();
        List<String> alts = record.alts();
        for (Consequence entry : entries) {
            int alt = entry.alleleNumber(ref, alts).orElse(0);
            written.add(new Written(entry, alt, meaning(entry.terms())));
        }
        written.sort(Comparator.comparingInt(Written::rank));
    }

    private Meaning meaning(List<String> terms) {
        Meaning known = meanings.get(terms);
        if (known == null) {
            if (meanings.size() == MAX_REMEMBERED) {
                meanings.clear();
            }
            known = read(terms);
            meanings.put(terms, known);
        }
        return known;
    }

    private Meaning read(List<String> terms) {
        List<ConsequenceTerm> known = terms.stream()
                .flatMap(term -> ConsequenceTerm.parse(term).stream())
                .sorted(order)
                .toList();
        List<String> labels = new ArrayList<>();
        known.forEach(term -> labels.add(term.label()));
        terms.stream()
                .filter(term -> ConsequenceTerm.parse(term).isEmpty())
                .forEach(term -> labels.add(JsonText.withoutNul(term)));
        ConsequenceTerm worst = known.isEmpty() ? null : known.get(0);
        return new Meaning(worst, worst == null ? Integer.MAX_VALUE : order.rank(worst), List.copyOf(labels));
    }

    @Override
    public void describe(VcfRecord record, int alt, AlleleConsequences into) {
        for (Written one : written) {
            if (one.alt() == alt + 1) {
                Consequence of = one.consequence();
                into.add(
                        terms(one, into.isEmpty() && one.isPickable()),
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
        Optional<Impact> worst = Optional.ofNullable(written.meaning().worst()).map(ConsequenceTerm::impact);
        return new TranscriptTerms(
                isPicked,
                of.impact().or(() -> worst).map(Impact::name).orElse(null),
                column(of.symbol()),
                column(of.geneId()),
                column(of.feature()),
                column(of.biotype()),
                written.meaning().labels());
    }

    private static @Nullable String column(Optional<String> value) {
        return value.map(JsonText::withoutNul).orElse(null);
    }

    private static String text(Optional<String> value) {
        return value.map(JsonText::withoutNul).orElse("");
    }
}
