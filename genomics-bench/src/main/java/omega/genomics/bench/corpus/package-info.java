/**
 * Seeded generators of annotation, variants and sequence in the shape of the real human files, at any size.
 *
 * <p>In: a seed and a scale. Out: text, the same bytes for the same arguments on every machine. Start reading at
 * {@link omega.genomics.bench.corpus.Corpus}.
 */
@NullMarked
package omega.genomics.bench.corpus;

import org.jspecify.annotations.NullMarked;
