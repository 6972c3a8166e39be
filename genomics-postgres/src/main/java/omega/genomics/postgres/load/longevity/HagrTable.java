package omega.genomics.postgres.load.longevity;

import java.util.Map;
import omega.genomics.longevity.hagr.HagrFormat;
import omega.genomics.postgres.load.stage.StagedTable;

/**
 * How a table of the Human Ageing Genomic Resources is stored.
 *
 * @param kind what the rows are; also the dataset's default name
 * @param format how it is read
 * @param columns the COPY's column list of each table it fills
 * @param writer makes rows of a record
 * @param papers a query for the PubMed ids of a dataset: one parameter, its id; empty if there are none
 * @param sets a query for its gene sets: set's name behind the dataset's ({@code ''}, {@code '/cell'}), symbol, place; one
 *     parameter, the dataset's id; empty if there are none
 */
record HagrTable<T>(
        String kind, HagrFormat<T> format, Map<String, String> columns, Writer<T> writer, String papers, String sets) {

    /** Makes rows of a record. */
    interface Writer<T> {
        void write(int datasetId, int key, T record, Map<String, StagedTable> tables);
    }
}
