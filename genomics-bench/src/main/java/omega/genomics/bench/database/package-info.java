/**
 * What a database is asked: loads beside their prepared copies, and answers by the time they take. Start at
 * {@link omega.genomics.bench.database.DatabaseQuestion}.
 */
@NullMarked
package omega.genomics.bench.database;

import org.jspecify.annotations.NullMarked;
