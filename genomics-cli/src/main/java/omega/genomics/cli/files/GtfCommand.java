package omega.genomics.cli.files;

import picocli.CommandLine.Command;

/** {@code genomics gtf}: what needs no database. */
@Command(
        name = "gtf",
        description = "Looks at annotation files: GTF and GFF3, plain or compressed.",
        subcommands = {GtfStatsCommand.class, GtfValidateCommand.class})
public final class GtfCommand {}
