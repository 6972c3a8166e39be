/**
 * Immutable gene models: genes with their transcripts, exons and coding sequences. This package does not parse files.
 *
 * <p>Input: builders, filled by the assembler of {@code omega.genomics.gtf}, by a database query, or by hand. Output:
 * immutable values, safe to share between threads. Start with {@link omega.genomics.model.Gene}, and with
 * {@link omega.genomics.model.Transcript} for the translations between genome, transcript and coding sequence.
 *
 * <p>Every coordinate is 1-based and inclusive. The coding sequence of a model does not include the stop codon, as in
 * GTF, whatever the convention of the source file.
 */
@NullMarked
package omega.genomics.model;

import org.jspecify.annotations.NullMarked;
