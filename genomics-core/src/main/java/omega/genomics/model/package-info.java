/**
 * Immutable gene models: genes, their transcripts, exons and coding sequences; no parsing.
 *
 * <p>What comes in: builders, filled by {@code omega.genomics.gtf}'s assembler, by a database query, or by hand. What goes
 * out: values that any thread may keep. Start with {@link omega.genomics.model.Gene}, and with
 * {@link omega.genomics.model.Transcript} for the translations between genome, transcript and coding sequence.
 *
 * <p>Every coordinate is 1-based and inclusive. A model leaves the stop codon out of the coding sequence, as GTF does,
 * whatever the file it came from does.
 */
@NullMarked
package omega.genomics.model;

import org.jspecify.annotations.NullMarked;
