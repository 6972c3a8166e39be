package omega.genomics.geneset;

import omega.genomics.internal.scan.Rule;

/** The rules of a list of symbols. */
enum GeneSetRule implements Rule {
    SET_SYMBOL
}
