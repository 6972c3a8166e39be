package omega.genomics.postgres.load;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to the rows of a dataset and to their history when releases are dropped. All within one transaction of the caller. */
interface ReleaseHistory {
    /** Forgets what no release from this one on has. */
    void keepFrom(StoredRelease first) throws SQLException;

    /** Forgets what only one release has; what came or ended with it comes or ends with the next one. */
    void leaveOut(StoredRelease before, StoredRelease dropped, StoredRelease next) throws SQLException;

    /**
     * Undoes the newest release.
     *
     * @return by how many rows each table has grown
     */
    Map<String, Long> goBack(StoredRelease to, StoredRelease from) throws SQLException;

    /**
     * Counts anew how a release differs from the one before it.
     *
     * @param before null if it is the first one now
     */
    void count(@Nullable StoredRelease before, StoredRelease of) throws SQLException;
}
