package omega.genomics.postgres.load;

import java.util.Locale;

/** What a load does with rows that a dataset has already. */
public enum LoadMode {
    /** The file takes the place of everything the dataset held. The default. */
    REPLACE,
    /**
     * The file's rows join those of the dataset. A file with genes that the dataset has already (id and contig) is refused, so
     * that none is doubled; of variants that it has already, {@link DuplicatePolicy} says. The very same file again changes nothing. After a kill the file is read again from its beginning,
     * because its keys count on from what the dataset holds at that time.
     */
    APPEND,
    /**
     * The file is the next release of the dataset: rows that differ take the place of those before, which move to the dataset's history.
     * Where the dataset has no release yet, this is {@link #REPLACE}.
     */
    RENEW;

    /** Returns the name as the database has it. */
    public String inSql() {
        return name().toLowerCase(Locale.ROOT);
    }
}
