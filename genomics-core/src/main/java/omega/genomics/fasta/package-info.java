/**
 * Reads FASTA: statistics of every sequence in one pass, and random access through {@code .fai} and {@code .gzi}
 * indexes.
 *
 * <p>Start with {@link omega.genomics.fasta.FastaStatistics} and {@link omega.genomics.fasta.IndexedFasta}.
 */
@NullMarked
package omega.genomics.fasta;

import org.jspecify.annotations.NullMarked;
