package omega.genomics.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import omega.genomics.consequence.Impact;
import omega.genomics.model.Gene;
import omega.genomics.vcf.Allele;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.source.ClinicalSignificance;
import omega.genomics.vcf.source.Consequence;
import omega.genomics.vcf.source.Consequences;
import omega.genomics.vcf.source.SourceFields;
import omega.genomics.vcf.source.SourceProfile;
import org.jspecify.annotations.Nullable;

/** Makes marks of the variants of one file: label and category by what the file says about them. */
final class VariantMarks {
    private static final int LONGEST_ALLELES = 12;

    private final Gene gene;
    private final Colouring colouring;
    private final @Nullable Consequences consequences;
    private final SourceFields fields;

    VariantMarks(Gene gene, VcfHeader header, @Nullable Colouring wanted) {
        this.gene = gene;
        this.consequences = Consequences.of(header).orElse(null);
        this.fields = SourceFields.of(header);
        this.colouring = wanted != null ? wanted : best(header);
    }

    private Colouring best(VcfHeader header) {
        if (fields.profile() == SourceProfile.CLINVAR || header.info("CLNSIG").origin() == FieldOrigin.DECLARED) {
            return Colouring.SIGNIFICANCE;
        }
        return consequences != null ? Colouring.IMPACT : Colouring.TYPE;
    }

    GeneMark mark(Variant variant) {
        Optional<Consequence> gravest = gravest(variant);
        String category = switch (colouring) {
            case IMPACT -> impact(gravest);
            case SIGNIFICANCE -> significance(variant);
            case TYPE -> type(variant);
        };
        return new GeneMark(Math.max(1, variant.position()), label(variant, gravest), category);
    }

    /** The consequence for this gene that matters most; for another gene if there is none for this one. */
    private Optional<Consequence> gravest(Variant variant) {
        if (consequences == null) {
            return Optional.empty();
        }
        List<Consequence> all = consequences.in(VcfRecord.of(variant));
        List<Consequence> here = all.stream().filter(this::isHere).toList();
        return (here.isEmpty() ? all : here)
                .stream().min(Comparator.comparing(one -> one.impact().orElse(Impact.MODIFIER)));
    }

    private boolean isHere(Consequence consequence) {
        return consequence.geneId().filter(gene.id()::equals).isPresent()
                || consequence.symbol().filter(gene.displayName()::equals).isPresent();
    }

    private static String impact(Optional<Consequence> gravest) {
        return switch (gravest.flatMap(Consequence::impact).orElse(Impact.MODIFIER)) {
            case HIGH -> "high impact";
            case MODERATE -> "moderate impact";
            case LOW -> "low impact";
            case MODIFIER -> "modifier";
        };
    }

    private String significance(Variant variant) {
        Set<ClinicalSignificance> found = fields.clinicalSignificance(VcfRecord.of(variant), 0);
        return found.stream().findFirst().map(VariantMarks::word).orElse("other");
    }

    private static String word(ClinicalSignificance gravest) {
        return switch (gravest) {
            case PATHOGENIC, PATHOGENIC_LOW_PENETRANCE -> "pathogenic";
            case LIKELY_PATHOGENIC, LIKELY_PATHOGENIC_LOW_PENETRANCE -> "likely pathogenic";
            case CONFLICTING -> "conflicting";
            case UNCERTAIN_SIGNIFICANCE -> "uncertain significance";
            case LIKELY_BENIGN -> "likely benign";
            case BENIGN -> "benign";
            default -> "other";
        };
    }

    private static String type(Variant variant) {
        if (variant.alts().isEmpty()) {
            return "other";
        }
        Allele alt = variant.alleles().get(1);
        if (!alt.isBases()) {
            return alt.symbol().isPresent() || alt.breakend().isPresent() ? "structural" : "other";
        }
        int grown = alt.toString().length() - variant.ref().length();
        if (grown != 0) {
            return grown > 0 ? "insertion" : "deletion";
        }
        return alt.toString().length() == 1 ? "SNV" : "MNV";
    }

    /** The change of the protein, else an identifier, else the alleles. */
    private static String label(Variant variant, Optional<Consequence> gravest) {
        Optional<String> protein = gravest.flatMap(Consequence::hgvsProtein)
                .map(text -> text.substring(text.lastIndexOf(':') + 1).replace("%3D", "="));
        return protein.or(() -> variant.ids().stream().findFirst()).orElseGet(() -> alleles(variant));
    }

    private static String alleles(Variant variant) {
        String alt = variant.alts().isEmpty() ? "." : variant.alts().get(0);
        String text = variant.ref() + ">" + alt;
        return text.length() <= LONGEST_ALLELES ? text : type(variant);
    }
}
