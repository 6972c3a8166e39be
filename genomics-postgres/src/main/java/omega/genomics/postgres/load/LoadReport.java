package omega.genomics.postgres.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a load did.
 *
 * <p>Every record of the file is counted once: {@code recordsRead = recordsStored + duplicates + rejects + other}. So is every
 * allele of a file of variants, see {@link AlleleCounts}.
 *
 * @param kind what was loaded: {@code genes}, {@code fasta}
 * @param dataset its name
 * @param state whether rows were written
 * @param recordsRead records of the file
 * @param recordsStored records that have a row of their own
 * @param duplicates records left out because an earlier one says the same
 * @param rejects records refused, each of them in {@code load_rejects}, with all its findings
 * @param other records read that have no row of their own, such as UTR and codon lines, or reference sites that are left out
 * @param alleles what became of the ALT alleles of a file of variants; all 0 for other files
 * @param repeatedAlleles the first alleles, by line, that have no row since another one has the same variant: up to 20 of which
 *     nothing is lost, and up to 20 that say something else than the row that stays. {@code alleles} has the numbers
 * @param rowsWritten rows by table, derived genes and transcripts included
 * @param unknownContigs contig names that the assembly does not know; stored as written
 * @param sha256 of the file as stored, or of a stream's decompressed content, in hexadecimal
 * @param contigs the same counts for each contig, under the name it is stored by, in file order; a refused record without a
 *     readable first column counts under the empty name. Empty for a load that does not tell contigs apart, such as FASTA
 * @param files the same counts for each file, in the order in which the files were given
 * @param bytes what the dataset takes on the server after the load, rows that were there before included; 0 where its rows have no
 *     partitions of their own
 * @param warnings what the load noticed and went on from, each in a sentence: a header at odds with its file, names that nothing
 *     else in the database knows
 * @param elapsed of the whole call
 * @param phases how long each phase took
 * @param release what differs from the release before; empty for a load without a release
 */
public record LoadReport(
        String kind,
        String dataset,
        LoadState state,
        long recordsRead,
        long recordsStored,
        long duplicates,
        long rejects,
        long other,
        AlleleCounts alleles,
        List<RepeatedAllele> repeatedAlleles,
        Map<String, Long> rowsWritten,
        Set<String> unknownContigs,
        String sha256,
        Map<String, ContigCounts> contigs,
        List<FileCounts> files,
        StoredBytes bytes,
        List<String> warnings,
        Duration elapsed,
        Map<LoadPhase, Duration> phases,
        Optional<ReleaseCounts> release) {
    /** Creates a record; nothing in it may be null. */
    public LoadReport {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(alleles, "alleles");
        Objects.requireNonNull(repeatedAlleles, "repeatedAlleles");
        Objects.requireNonNull(rowsWritten, "rowsWritten");
        Objects.requireNonNull(unknownContigs, "unknownContigs");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(contigs, "contigs");
        Objects.requireNonNull(warnings, "warnings");
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(phases, "phases");
        Objects.requireNonNull(release, "release");
    }

    /**
     * Returns the rows of all tables together.
     *
     * @return 0 if nothing was changed
     */
    public long rows() {
        return rowsWritten.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns the rate over the whole call, reading and indexing included.
     *
     * @return rows of all tables a second
     */
    public double rowsPerSecond() {
        return elapsed.isZero() ? 0 : rows() * 1e9 / elapsed.toNanos();
    }
}
