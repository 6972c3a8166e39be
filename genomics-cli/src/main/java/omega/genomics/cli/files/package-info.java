/**
 * Commands that read GTF, GFF3 and VCF files without a database.
 *
 * <p>In: files. Out: tables, JSON or other files. Start at {@code GtfCommand} and {@code VcfCommand}; {@code HgvsCommand} translates names.
 */
@NullMarked
package omega.genomics.cli.files;

import org.jspecify.annotations.NullMarked;
