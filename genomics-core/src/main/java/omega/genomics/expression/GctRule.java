package omega.genomics.expression;

import omega.genomics.internal.scan.Rule;

/** The rules of GCT 1.2 and 1.3. */
enum GctRule implements Rule {
    GCT_VERSION,
    GCT_SIZE,
    GCT_COLUMNS,
    GCT_COLUMN_NAMES,
    GCT_COLUMN_METADATA,
    GCT_ROW_COUNT,
    GCT_NAME,
    GCT_COLUMN_COUNT,
    GCT_NUMBER
}
