package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.ByteSlice;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.source.Consequence;
import omega.genomics.vcf.source.Consequences;
import omega.genomics.vcf.source.PickedConsequences;
import org.jspecify.annotations.Nullable;

/**
 * Takes the consequences that VEP ({@code CSQ}, {@code vep}), SnpEff ({@code ANN}) or ClinVar ({@code MC}) wrote into the file. The worst
 * speaks for the variant, of equally severe ones the first.
 */
final class FileConsequences implements AlleleAnnotator {
    /** More combinations of terms than all annotators together write; beyond it only a hostile file goes. */
    private static final int MAX_REMEMBERED = 4096;

    private final Consequences consequences;
    private final boolean keepsNames;
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

    private FileConsequences(Consequences consequences, boolean keepsNames) {
        this.consequences = consequences;
        this.keepsNames = keepsNames;
    }

    /**
     * Returns what reads the consequences that a header declares.
     *
     * @param keepsAll whether all of them are kept; ClinVar has one only
     * @param keepsNames whether the HGVS names of the picked one are kept
     * @return {@link AlleleAnnotator#NONE} if the header declares none
     */
    static AlleleAnnotator of(VcfHeader header, boolean keepsAll, boolean keepsNames) {
        Optional<AlleleAnnotator> all = keepsAll || keepsNames
                ? Consequences.of(header).map(found -> new FileConsequences(found, keepsNames))
                : Optional.empty();
        return all.or(() -> PickedConsequences.of(header).map(MostSevere::new)).orElse(NONE);
    }

    /** Where only the picked consequence is kept: one walk over the bytes, without an object for each entry. */
    private record MostSevere(PickedConsequences picked) implements AlleleAnnotator {
        @Override
        public void begin(VcfRecord record) {
            picked.read(record);
        }

        @Override
        public void annotate(VcfRecord record, RowAllele allele, int end, String contig, AlleleConsequences into) {
            int alt = allele.index;
            ConsequenceTerm term = alt < 0 ? null : picked.term(alt);
            if (term != null) {
                Impact impact = picked.impact(alt);
                pick(into, picked.symbol(alt), picked.geneId(alt), term.label(), impact == null ? null : impact.name());
            }
        }
    }

    /** A gene that the source names stays where the annotator names none. */
    private static void pick(
            AlleleConsequences into,
            @Nullable String gene,
            @Nullable String geneId,
            String consequence,
            @Nullable String impact) {
        into.gene = gene == null ? into.gene : gene;
        into.geneId = geneId;
        into.consequence = consequence;
        into.impact = impact;
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
    public void annotate(VcfRecord record, RowAllele allele, int end, String contig, AlleleConsequences into) {
        if (allele.index < 0) {
            return;
        }
        for (Written one : written) {
            if (one.alt() == allele.index + 1) {
                boolean isPicked = into.isEmpty() && one.isPickable();
                TranscriptTerms terms = terms(one, isPicked);
                Consequence of = one.consequence();
                String coding = text(of.hgvsCoding());
                String protein = text(of.hgvsProtein());
                if (isPicked) {
                    pick(into, terms.gene(), terms.geneId(), terms.terms().get(0), terms.impact());
                    if (keepsNames) {
                        into.name(name(text(of.hgvsGenomic())), name(coding), name(protein));
                    }
                }
                into.add(
                        terms,
                        text(of.cdnaPosition()),
                        text(of.cdsPosition()),
                        text(of.proteinPosition()),
                        text(of.aminoAcids()),
                        text(of.codons()),
                        coding,
                        protein);
            }
        }
    }

    private static @Nullable ByteSlice name(String text) {
        return text.isEmpty() ? null : ByteSlice.of(text);
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
