package omega.genomics.bed;

import omega.genomics.internal.scan.Rule;

/** The rules of BED (GA4GH BED v1.0), and of files of regions. */
enum BedRule implements Rule {
    NOT_BED,
    BED_COLUMNS,
    BED_CHROM,
    BED_START,
    BED_END,
    BED_SCORE,
    BED_STRAND,
    BED_THICK,
    BED_BLOCKS,
    REGION_SYNTAX,
    REGION_LIST
}
