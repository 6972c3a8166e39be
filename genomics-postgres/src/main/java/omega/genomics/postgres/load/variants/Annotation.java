package omega.genomics.postgres.load.variants;

import org.jspecify.annotations.Nullable;

/** What is known of one allele beyond its record: four columns of a row. Reused from row to row. */
final class Annotation {
    /** Symbol. */
    @Nullable
    String gene;

    /** Stable id. */
    @Nullable
    String geneId;

    /** Sequence Ontology term. */
    @Nullable
    String consequence;

    /** HIGH, MODERATE, LOW or MODIFIER. */
    @Nullable
    String impact;

    void clear() {
        gene = null;
        geneId = null;
        consequence = null;
        impact = null;
    }
}
