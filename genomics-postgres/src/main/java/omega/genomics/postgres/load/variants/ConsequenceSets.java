package omega.genomics.postgres.load.variants;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.StagedTable;

/**
 * Numbers what alleles do to transcripts, and writes each set once: the next allele in the same intron finds the number of the one
 * before. Only the sets met last are remembered; one that was forgotten is written again under another number.
 *
 * <p>The numbers follow from the records alone, so that a file that is read again after a kill numbers as before.
 */
final class ConsequenceSets {
    private static final int COLUMN_COUNT = 11;
    private static final int REMEMBERED = 1 << 14;

    private final LoadRun run;
    private final VariantTables tables;
    private final Map<StagedTable, Integer> last = new HashMap<>();
    private final Map<Key, Integer> numbers = new LinkedHashMap<>(REMEMBERED * 2, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Sets that were met first in the record that is being read: they are written when it is accepted. */
    private final List<NewSet> ofRecord = new ArrayList<>();

    private record Key(String contig, List<TranscriptTerms> set) {}

    private record NewSet(Key key, StagedTable table, int number) {}

    ConsequenceSets(LoadRun run, VariantTables tables) {
        this.run = run;
        this.tables = tables;
    }

    /** Forgets the new sets of a record that is refused. */
    void forget() {
        for (int i = ofRecord.size() - 1; i >= 0; i--) {
            NewSet refused = ofRecord.get(i);
            numbers.remove(refused.key());
            last.put(refused.table(), refused.number() - 1);
        }
        ofRecord.clear();
    }

    /** Writes the new sets of a record that is stored. */
    void keep() {
        for (NewSet of : ofRecord) {
            write(of.table().rows(), of.key().contig(), of.number(), of.key().set());
        }
        ofRecord.clear();
    }

    /** Returns the number of a set in the partition of a contig. */
    int numberOf(String contig, List<TranscriptTerms> set) {
        Key key = new Key(contig, set);
        Integer number = numbers.get(key);
        if (number == null) {
            StagedTable table = tables.setsOf(contig);
            number = last.computeIfAbsent(table, this::lastNumber) + 1;
            last.put(table, number);
            ofRecord.add(new NewSet(key, table, number));
            numbers.put(key, number);
        }
        return number;
    }

    /** Of the rows that this load is appended to. */
    private int lastNumber(StagedTable table) {
        try {
            return run.lastKey(table.parent(), "set_number");
        } catch (SQLException e) {
            throw new LoadException("could not number the consequences", e);
        }
    }

    private void write(BinaryCopyWriter rows, String contig, int number, List<TranscriptTerms> set) {
        int rank = 0;
        for (TranscriptTerms of : set) {
            rows.startRow(COLUMN_COUNT);
            rows.putInt(run.datasetId());
            rows.putInt(number);
            rows.putShort(++rank);
            rows.putBoolean(of.picked());
            rows.putText(contig);
            rows.putText(of.impact());
            rows.putText(of.gene());
            rows.putText(of.geneId());
            rows.putText(of.transcriptId());
            rows.putText(of.biotype());
            rows.putTexts(of.terms());
        }
    }
}
