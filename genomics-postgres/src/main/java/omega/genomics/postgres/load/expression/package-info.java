/**
 * Loading expression matrices, summed up by tissue.
 *
 * <p>In: GCT sources. Out: {@code tissues} and {@code gene_expression}. Start at
 * {@link omega.genomics.postgres.load.expression.ExpressionLoad}.
 */
@NullMarked
package omega.genomics.postgres.load.expression;

import org.jspecify.annotations.NullMarked;
