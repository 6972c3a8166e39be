/**
 * Contig names of one assembly: {@code 1}, {@code chr1}, {@code NC_000001.11} and {@code CM000663.2} are one sequence.
 *
 * <p>Tables come in, bundled or from a file; a {@link omega.genomics.contig.Contig} for a name goes out. Start with
 * {@link omega.genomics.contig.Assembly}. Nothing is guessed from the shape of a name: a name is in the table or it is
 * unknown, and what to do with an unknown one is the caller's decision.
 */
@NullMarked
package omega.genomics.contig;

import org.jspecify.annotations.NullMarked;
