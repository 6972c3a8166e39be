package omega.genomics.postgres.query.annotation;

import java.sql.SQLException;
import java.util.List;

/** Looks up the variants of a dataset at positions of a contig, in one transaction that sees one state. */
interface SourceLookup {
    /**
     * Finds variants.
     *
     * @param contig as it is stored
     * @param positions in ascending order, each there once
     * @return by position, record and allele
     */
    List<SourceRow> at(String contig, int[] positions) throws SQLException;
}
