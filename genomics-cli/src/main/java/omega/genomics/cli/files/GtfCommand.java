package omega.genomics.cli.files;

import picocli.CommandLine.Command;

/** {@code genomics gtf}: what needs no database. */
@Command(
        name = "gtf",
        description = "Works with annotation files: GTF and GFF3, plain or compressed.",
        subcommands = {GtfStatsCommand.class, GtfValidateCommand.class, GtfBedCommand.class})
public final class GtfCommand {}
