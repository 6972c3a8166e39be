package omega.genomics.cli.load;

import omega.genomics.geneinfo.GeneInfoFormat;
import picocli.CommandLine.Command;

/** {@code genomics load hgnc}. */
@Command(
        name = "hgnc",
        description = "Loads symbols, previous symbols, aliases and names from the HGNC's complete set.")
final class LoadHgncCommand extends GeneInfoWork {
    @Override
    GeneInfoFormat format() {
        return GeneInfoFormat.HGNC;
    }
}
