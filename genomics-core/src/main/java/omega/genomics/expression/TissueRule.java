package omega.genomics.expression;

import omega.genomics.internal.scan.Rule;

/** The rules of a table of tissues. */
enum TissueRule implements Rule {
    TISSUE_NAME,
    TISSUE_CONFLICT
}
