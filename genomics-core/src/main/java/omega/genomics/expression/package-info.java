/**
 * Gene expression: reads GCT matrices row by row, groups samples by tissue, and computes expression profiles of genes.
 *
 * <p>Input: a GCT file. Output: its rows. Start with {@link omega.genomics.expression.GctReader};
 * {@link omega.genomics.expression.TissueTable} maps samples to tissues and tissues to organs, and
 * {@link omega.genomics.expression.ExpressionProfile} measures how specifically a gene is expressed.
 */
@NullMarked
package omega.genomics.expression;

import org.jspecify.annotations.NullMarked;
