/**
 * Gene expression: GCT matrices as views over their rows, samples grouped by tissue, and what the numbers of a gene say.
 *
 * <p>A GCT file goes in, rows come out. Start with {@link omega.genomics.expression.GctReader};
 * {@link omega.genomics.expression.TissueTable} says which sample is of which tissue and which tissue of which organ, and
 * {@link omega.genomics.expression.ExpressionProfile} how specific a gene is.
 */
@NullMarked
package omega.genomics.expression;

import org.jspecify.annotations.NullMarked;
