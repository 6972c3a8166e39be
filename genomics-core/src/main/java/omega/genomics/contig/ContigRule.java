package omega.genomics.contig;

import omega.genomics.internal.scan.Rule;

/** The rules of assembly reports and alias tables. */
enum ContigRule implements Rule {
    REPORT_HEADER,
    REPORT_COLUMNS,
    REPORT_NAME,
    NUMBER
}
