package omega.genomics.vcf.filter;

import omega.genomics.internal.scan.Rule;

/** What an expression or a format string may break. */
enum ExpressionRule implements Rule {
    EXPRESSION_SYNTAX,
    EXPRESSION_KEY,
    EXPRESSION_TYPE,
    EXPRESSION_SUBSCRIPT,
    EXPRESSION_REGEX,
    EXPRESSION_FILE,
    EXPRESSION_BACK_END,
    FORMAT_STRING_SYNTAX,
    FORMAT_STRING_KEY
}
