/**
 * Values of one dataset of variants for variants of another, or of a file. In: a dataset, and variants in the order of results or a sorted
 * file. Out: each variant with its values. Start with {@link omega.genomics.postgres.query.annotation.VariantAnnotations}.
 */
@NullMarked
package omega.genomics.postgres.query.annotation;

import org.jspecify.annotations.NullMarked;
