/**
 * Resolves contig names of an assembly: {@code 1}, {@code chr1}, {@code NC_000001.11} and {@code CM000663.2} are the
 * same sequence.
 *
 * <p>Input: tables of names, bundled or from a file. Output: the {@link omega.genomics.contig.Contig} of a name. Start
 * with {@link omega.genomics.contig.Assembly}. Nothing is guessed from the form of a name: a name is in the table or
 * it is unknown, and the caller decides what to do with an unknown one.
 */
@NullMarked
package omega.genomics.contig;

import org.jspecify.annotations.NullMarked;
