/**
 * Named sets of genes by symbol and alias, usable without a database.
 *
 * <p>A list of symbols comes in, bundled or from a text file; members with their other names go out. Start with
 * {@link omega.genomics.geneset.GeneSet}.
 */
@NullMarked
package omega.genomics.geneset;

import org.jspecify.annotations.NullMarked;
