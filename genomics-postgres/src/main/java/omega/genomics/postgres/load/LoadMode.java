package omega.genomics.postgres.load;

import java.util.Locale;

/** What a load does with rows that a dataset has already. */
public enum LoadMode {
    /** The file takes the place of everything the dataset held. The default. */
    REPLACE,
    /** The file's rows join those of the dataset. */
    APPEND;

    /** Returns the name as the database has it. */
    String inSql() {
        return name().toLowerCase(Locale.ROOT);
    }
}
