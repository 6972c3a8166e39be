package omega.genomics.longevity.hagr;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A study of LongevityMap: variants, their genes, a population, and whether the variants are associated with
 * longevity. Immutable.
 *
 * @param id the id in LongevityMap, such as {@code 340} or {@code G481}
 * @param significance the result of the study
 * @param population the population, such as {@code Ashkenazi Jewish}; may be empty
 * @param variants the variants as written: rs numbers, or {@code E2/E3/E4}, {@code I/D}, {@code HLA-B40}; may be empty
 * @param genes the gene symbols in LongevityMap; may be empty
 * @param pubmedId the PubMed id of the study; empty if there is none
 */
public record LongevityAssociation(
        String id,
        Significance significance,
        String population,
        List<String> variants,
        List<String> genes,
        OptionalInt pubmedId) {
    /** Creates a record; copies the lists. */
    public LongevityAssociation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(significance, "significance");
        Objects.requireNonNull(population, "population");
        Objects.requireNonNull(variants, "variants");
        Objects.requireNonNull(genes, "genes");
        Objects.requireNonNull(pubmedId, "pubmedId");
        variants = List.copyOf(variants);
        genes = List.copyOf(genes);
    }

    /**
     * Returns the variants that have a dbSNP number.
     *
     * @return the variants written as {@code rs} and digits
     */
    public List<String> rsIds() {
        return variants.stream().filter(LongevityAssociation::isRsId).toList();
    }

    /**
     * Returns whether a text is a dbSNP number.
     *
     * @param text any text
     * @return true if it consists of {@code rs} and digits
     */
    public static boolean isRsId(String text) {
        Objects.requireNonNull(text, "text");
        return text.matches("rs[0-9]{1,18}");
    }
}
