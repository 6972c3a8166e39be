package omega.genomics.postgres.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What became of the records of one file of a load. The counts of all files add up to those of the report, and the counts of one
 * contig in all files to those of the contig.
 *
 * @param file its name
 * @param sha256 of the file as stored, or of a stream's decompressed content, in hexadecimal
 * @param isRead false if there was nothing to do about the file: the dataset has its rows already. The counts are 0 then
 * @param total the counts of all its records
 * @param contigs the counts for each contig, as in {@link LoadReport#contigs()}
 */
public record FileCounts(
        String file, String sha256, boolean isRead, ContigCounts total, Map<String, ContigCounts> contigs) {
    /** Copies the counts. */
    public FileCounts {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(contigs, "contigs");
        contigs = Collections.unmodifiableMap(new LinkedHashMap<>(contigs));
    }

    /**
     * Adds up the counts of contigs.
     *
     * @param file its name
     * @param sha256 its digest
     * @param contigs the counts for each contig
     * @return of a file that was read
     */
    public static FileCounts of(String file, String sha256, Map<String, ContigCounts> contigs) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(contigs, "contigs");
        return new FileCounts(
                file, sha256, true, contigs.values().stream().reduce(ContigCounts.NONE, ContigCounts::plus), contigs);
    }

    /**
     * Makes the counts of a file that there was nothing to do about.
     *
     * @param file its name
     * @param sha256 its digest
     * @return all counts are 0
     */
    public static FileCounts unread(String file, String sha256) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
        return new FileCounts(file, sha256, false, ContigCounts.NONE, Map.of());
    }

    /**
     * Returns how many rows the file's variants have.
     *
     * @return one for each allele that is stored; 0 for files of something else
     */
    public long rowsWritten() {
        return total.alleles().stored();
    }
}
