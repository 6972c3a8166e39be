/** What more than one of our rooms needs, and what another library must be able to make by name; not API. */
@NullMarked
package omega.genomics.postgres.internal;

import org.jspecify.annotations.NullMarked;
