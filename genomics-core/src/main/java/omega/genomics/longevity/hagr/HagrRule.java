package omega.genomics.longevity.hagr;

import omega.genomics.internal.scan.Rule;

/** The rules of the tables of HAGR. */
enum HagrRule implements Rule {
    GENAGE_ID,
    GENAGE_SYMBOL,
    GENAGE_ENTREZ,
    GENAGE_ORGANISM,
    GENAGE_CHANGE,
    DRUGAGE_COMPOUND,
    DRUGAGE_SPECIES,
    DRUGAGE_CHANGE,
    DRUGAGE_SIGNIFICANCE,
    DRUGAGE_ITP,
    DRUGAGE_PUBMED,
    LONGEVITYMAP_ID,
    LONGEVITYMAP_ASSOCIATION,
    LONGEVITYMAP_PUBMED,
    CELLAGE_ENTREZ,
    CELLAGE_SYMBOL,
    CELLAGE_EFFECT
}
