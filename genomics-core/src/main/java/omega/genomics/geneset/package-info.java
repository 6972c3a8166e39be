/**
 * Named sets of genes, with symbols and aliases; usable without a database.
 *
 * <p>Input: a list of symbols, bundled or from a text file. Output: members with their aliases. Start with
 * {@link omega.genomics.geneset.GeneSet}.
 */
@NullMarked
package omega.genomics.geneset;

import org.jspecify.annotations.NullMarked;
