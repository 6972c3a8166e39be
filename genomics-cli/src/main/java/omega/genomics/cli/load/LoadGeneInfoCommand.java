package omega.genomics.cli.load;

import omega.genomics.geneinfo.GeneInfoFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code genomics load gene-info}. */
@Command(
        name = "gene-info",
        description = "Loads names, aliases and descriptions from NCBI's gene_info or a GFF3 file.")
final class LoadGeneInfoCommand extends GeneInfoWork {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "ncbi (gene_info), gff3 (descriptions of genes), or hgnc (complete set).")
    private GeneInfoFormat format = GeneInfoFormat.NCBI;

    @Override
    GeneInfoFormat format() {
        return format;
    }
}
