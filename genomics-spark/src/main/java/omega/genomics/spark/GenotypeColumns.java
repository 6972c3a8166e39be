package omega.genomics.spark;

import java.util.Locale;

/** What columns the genotypes of the samples become. */
enum GenotypeColumns {
    NONE,
    /** An array of structs, one a sample. */
    STRUCTS,
    /** An array of bytes, one a sample. */
    DOSAGES,
    /** A struct of four counts. */
    COUNTS;

    static GenotypeColumns parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "genotypes: expected none, structs, dosages or counts, found \"" + text + "\"", e);
        }
    }
}
