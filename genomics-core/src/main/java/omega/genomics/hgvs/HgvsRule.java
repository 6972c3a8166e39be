package omega.genomics.hgvs;

import omega.genomics.internal.scan.Rule;

/** What a finding about a name says is broken. */
enum HgvsRule implements Rule {
    HGVS_REFERENCE,
    HGVS_KIND,
    HGVS_POSITION,
    HGVS_CHANGE,
    HGVS_SEQUENCE,
    HGVS_AMINO_ACID,
    HGVS_COUNT,
    HGVS_ALLELE,
    HGVS_END
}
