package omega.genomics.postgres.load.release;

import java.util.LinkedHashMap;
import java.util.Map;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.BlockSink;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;

/** Passes on the rows of a table that the newest release has not, or has with other content. Not thread-safe. */
final class RowDifferences implements BlockSink, RecordLines.Release {
    /** New digests of lines wait in memory for the switch. What is left over follows with the next renewals. */
    private static final int MOST_REWRITTEN = 1_000_000;

    private final RowDigests rows;
    private final @Nullable String contig;
    private final Contigs contigs;
    private final BinaryCopyWriter out;
    private final Map<String, OfContig> compared = new LinkedHashMap<>();
    private final RecordLines lines;
    private long same;
    private long rewritten;

    /** Gives what there is to know of contigs. */
    interface Contigs {
        /** Returns the digests that the newest release has of a contig. */
        ContigDigests before(String contig);

        /** Returns where the digests of rows that differ are kept until the switch. */
        DigestWriter after(String contig);
    }

    /** What a contig had, and what is new. */
    private static final class OfContig {
        private final ContigDigests before;
        private final DigestWriter digests;
        private final AddedRows added = new AddedRows();
        private long repeatedRows;
        private long repeatedRecords;

        private OfContig(ContigDigests before, DigestWriter digests) {
            this.before = before;
            this.digests = digests;
        }

        private ContigDigests.Outcome meet(RowDigests row, long line) {
            ContigDigests.Outcome outcome = before.meet(row.position(), row.key(), row.digest(), line);
            if (outcome != ContigDigests.Outcome.ADDED) {
                return outcome;
            }
            long earlier = added.add(row.position(), row.key(), row.digest());
            if (earlier == 0) {
                return outcome;
            }
            return earlier == row.digest() ? ContigDigests.Outcome.REPEATED : ContigDigests.Outcome.CONTRADICTED;
        }
    }

    /**
     * Compares the rows of a table.
     *
     * @param rows reads them
     * @param contig of all rows; null where they bring it
     * @param out takes those that differ
     * @param salt of lines
     */
    RowDifferences(RowDigests rows, @Nullable String contig, Contigs contigs, BinaryCopyWriter out, long salt) {
        this.rows = rows;
        lines = new RecordLines(salt, this);
        this.contig = contig;
        this.contigs = contigs;
        this.out = out;
    }

    @Override
    public byte[] accept(byte[] block, int length) {
        OfContig all = contig == null ? null : of(contig);
        int record = 0;
        boolean isRecordRepeated = false;
        OfContig ofRecord = null;
        for (int from = 0; from < length; ) {
            int to = rows.read(block, from);
            OfContig here = all == null ? of(rows.contig(block)) : all;
            if (ofRecord == null || rows.recordNumber() != record) {
                count(ofRecord, isRecordRepeated);
                ofRecord = here;
                record = rows.recordNumber();
                isRecordRepeated = true;
            }
            long line = lines.of(rows.recordNumber());
            ContigDigests.Outcome outcome = here.meet(rows, line);
            isRecordRepeated &= outcome == ContigDigests.Outcome.REPEATED;
            switch (outcome) {
                case SAME -> same++;
                case REWRITTEN -> {
                    same++;
                    if (rewritten++ < MOST_REWRITTEN) {
                        here.digests.add(rows.position(), rows.key(), rows.digest(), line);
                    }
                }
                case REPEATED -> here.repeatedRows++;
                case CONTRADICTED -> throw contradiction(block);
                default -> {
                    out.putRow(block, from, to - from);
                    here.digests.add(rows.position(), rows.key(), rows.digest(), line);
                }
            }
            from = to;
        }
        count(ofRecord, isRecordRepeated);
        return block;
    }

    @Override
    public boolean pass(String name, int position, long line, int rowsOfLine) {
        boolean isThere = of(name).before.pass(position, line, rowsOfLine);
        same += isThere ? rowsOfLine : 0;
        return isThere;
    }

    @Override
    public void takeBack(String name, int position, long line) {
        same -= of(name).before.takeBack(position, line);
    }

    RecordLines lines() {
        return lines;
    }

    /** The rows of a record follow one another within a block. */
    private static void count(@Nullable OfContig of, boolean isRepeated) {
        if (of != null && isRepeated) {
            of.repeatedRecords++;
        }
    }

    private LoadException contradiction(byte[] block) {
        return new LoadException("expected repeated variants next to each other, found one at "
                + (contig == null ? rows.contig(block) : contig) + ":" + rows.position()
                + " that says something else than before: sort the file first");
    }

    private OfContig of(String name) {
        OfContig of = compared.get(name);
        if (of == null) {
            of = new OfContig(contigs.before(name), contigs.after(name));
            compared.put(name, of);
        }
        return of;
    }

    /** Returns how many rows the newest release has just so. */
    long same() {
        return same;
    }

    void forEachRepetition(RepeatedRows action) {
        compared.forEach((name, of) -> {
            if (of.repeatedRows > 0) {
                action.of(name, of.repeatedRows, of.repeatedRecords);
            }
        });
    }
}
