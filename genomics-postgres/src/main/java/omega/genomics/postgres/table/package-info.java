/**
 * What tables are made of: each column once, with its name and type, for loading, queries, export and the command line. Start with
 * {@link omega.genomics.postgres.table.VariantColumn}. Internal.
 */
@NullMarked
package omega.genomics.postgres.table;

import org.jspecify.annotations.NullMarked;
