package omega.genomics.gtf;

import java.util.List;

/** The nine columns as GTF2.2 and GFF3 name them. */
final class GtfColumns {
    private static final List<String> NAMES =
            List.of("seqname", "source", "feature", "start", "end", "score", "strand", "frame", "attributes");
    private static final int FRAME = 7;
    private static final int ATTRIBUTES = 8;

    private GtfColumns() {}

    /** Returns the name of a column; GFF3 calls the eighth its phase. */
    static String name(int column, GtfDialect dialect) {
        return column == FRAME && dialect == GtfDialect.GFF3 ? "phase" : NAMES.get(column);
    }

    /** Returns the index of a column by its name, that of column 9 for any other name, such as an attribute's. */
    static int of(String name) {
        int column = name.equals("phase") ? FRAME : NAMES.indexOf(name);
        return column < 0 ? ATTRIBUTES : column;
    }
}
