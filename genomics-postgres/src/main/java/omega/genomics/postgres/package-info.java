/**
 * The front door: migrate, load and query a genome in PostgreSQL.
 */
@NullMarked
package omega.genomics.postgres;

import org.jspecify.annotations.NullMarked;
