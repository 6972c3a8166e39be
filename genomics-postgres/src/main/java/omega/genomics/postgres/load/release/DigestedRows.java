package omega.genomics.postgres.load.release;

import java.util.LinkedHashMap;
import java.util.Map;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;

/** Keeps digests of the rows of a table in another table, which is staged and committed with it. */
final class DigestedRows {
    private final RowDigests rows;
    private final RecordLines lines;
    private final @Nullable String contig;
    private final int datasetId;
    private final StagedTable table;
    private final Map<String, DigestWriter> writers = new LinkedHashMap<>();

    DigestedRows(RowDigests rows, RecordLines lines, @Nullable String contig, int datasetId, StagedTable table) {
        this.rows = rows;
        this.lines = lines;
        this.contig = contig;
        this.datasetId = datasetId;
        this.table = table;
    }

    void see(byte[] block, int length) {
        DigestWriter all = contig == null ? null : writer(contig);
        for (int from = 0; from < length; ) {
            from = rows.read(block, from);
            DigestWriter of = all == null ? writer(rows.contig(block)) : all;
            of.add(rows.position(), rows.key(), rows.digest(), lines.of(rows.recordNumber()));
        }
    }

    private DigestWriter writer(String of) {
        return writers.computeIfAbsent(of, name -> new DigestWriter(datasetId, name, 1, table.rows()));
    }

    void finish() {
        writers.values().forEach(DigestWriter::finish);
    }

    StagedTable table() {
        return table;
    }
}
