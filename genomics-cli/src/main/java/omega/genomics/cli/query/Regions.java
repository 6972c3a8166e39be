package omega.genomics.cli.query;

import omega.genomics.Region;
import omega.genomics.cli.Work;

/** Reads regions as they are typed: the database has Ensembl's names, the table of a bundled assembly knows the others. */
final class Regions {
    private Regions() {}

    /** @throws picocli.CommandLine.ParameterException if it is none */
    static Region parse(String text, String assembly, Work work) {
        try {
            Region parsed = Region.parse(text);
            return new Region(ContigNames.stored(parsed.contig(), assembly), parsed.start(), parsed.end());
        } catch (IllegalArgumentException e) {
            throw work.wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
