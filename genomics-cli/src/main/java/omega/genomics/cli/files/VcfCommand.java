package omega.genomics.cli.files;

import picocli.CommandLine.Command;

/** {@code genomics vcf}: what needs no database. */
@Command(
        name = "vcf",
        description = "Works with variant files: VCF 4.0 to 4.5, plain or compressed.",
        subcommands = {
            VcfStatsCommand.class,
            VcfValidateCommand.class,
            VcfViewCommand.class,
            VcfQueryCommand.class,
            VcfNormCommand.class,
            VcfAnnotateCommand.class,
            VcfSortCommand.class,
            VcfConcatCommand.class,
            VcfIsecCommand.class,
            VcfIndexCommand.class
        })
public final class VcfCommand {}
