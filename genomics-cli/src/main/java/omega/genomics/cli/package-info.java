/**
 * The {@code genomics} command: a thin face over the public API, and the only place that prints.
 *
 * <p>Arguments come in; one JSON document or a table for people goes to standard output, progress and errors to standard
 * error, and 0 (done), 1 (the work failed) or 2 (wrong usage) to the shell. Start with
 * {@link omega.genomics.cli.GenomicsCommand}.
 */
@NullMarked
package omega.genomics.cli;

import org.jspecify.annotations.NullMarked;
