package omega.genomics.postgres.load.stage;

import java.util.Arrays;

/** How far a committed staged table is: what {@code load_parts.part} says. */
public enum PartState {
    /** Indexed, with all rows of its contig up to the point where another contig began. The contig may occur again. */
    COMPLETE_SO_FAR("complete so far"),
    /** The contig occurred again: the table is being extended, and what is committed of it cannot be used. */
    REOPENED("reopened"),
    /** Indexed, with every row of the file that belongs in it; the counts of the run are stored. */
    COMPLETE("complete"),
    /** Written by another version of this library; never used. */
    UNKNOWN("");

    private final String inSql;

    PartState(String inSql) {
        this.inSql = inSql;
    }

    public String inSql() {
        return inSql;
    }

    public static PartState of(String inSql) {
        return Arrays.stream(values())
                .filter(state -> state.inSql.equals(inSql))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
