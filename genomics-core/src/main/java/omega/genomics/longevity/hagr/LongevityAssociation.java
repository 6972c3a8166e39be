package omega.genomics.longevity.hagr;

import java.util.List;
import java.util.OptionalInt;

/**
 * A study of LongevityMap: variants, the genes they are in, a population, and whether they go with a long life. Immutable.
 *
 * @param id LongevityMap's own, such as {@code 340} or {@code G481}
 * @param significance what the study found
 * @param population such as {@code Ashkenazi Jewish}; may be empty
 * @param variants as written: rs numbers, or {@code E2/E3/E4}, {@code I/D}, {@code HLA-B40}; may be empty
 * @param genes symbols as LongevityMap has them; may be empty
 * @param pubmedId the study; empty if there is none
 */
public record LongevityAssociation(
        String id,
        Significance significance,
        String population,
        List<String> variants,
        List<String> genes,
        OptionalInt pubmedId) {
    /** Copies the lists. */
    public LongevityAssociation {
        variants = List.copyOf(variants);
        genes = List.copyOf(genes);
    }

    /**
     * Returns the variants that dbSNP has a number for.
     *
     * @return those written {@code rs} and digits
     */
    public List<String> rsIds() {
        return variants.stream().filter(LongevityAssociation::isRsId).toList();
    }

    /**
     * Tells whether a text is a number of dbSNP.
     *
     * @param text any text
     * @return true for {@code rs} and digits
     */
    public static boolean isRsId(String text) {
        return text.matches("rs[0-9]{1,18}");
    }
}
