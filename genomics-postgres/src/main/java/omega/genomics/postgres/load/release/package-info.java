/**
 * Releases of a dataset: rows of a file come in, those that differ from the newest release go out. Start at {@link
 * omega.genomics.postgres.load.release.ReleaseRun}, and read {@code docs/adr/0033-releases.md}. Internal.
 */
@NullMarked
package omega.genomics.postgres.load.release;

import org.jspecify.annotations.NullMarked;
