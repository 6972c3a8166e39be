package omega.genomics.cli.load;

import java.nio.file.Path;
import java.util.List;
import omega.genomics.cli.Work;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.StoredDataset;

/** Names and kinds for what was not named. */
final class Datasets {
    private static final String ENDINGS =
            "(?i)(\\.(gtf|gff|gff3|gff2|fa|fasta|fna|fai|vcf|gct|txt|gz|bgz|bz2|xz|zst))+$";

    private Datasets() {}

    /** Returns the file's name without what tells its format: {@code Homo_sapiens.GRCh38.111}. */
    static String nameOf(InputSource source) {
        String name = source.path()
                .map(Path::getFileName)
                .map(Path::toString)
                .orElseThrow(() -> new IllegalArgumentException("standard input has no name; give one with --dataset"));
        String stem = name.replaceFirst(ENDINGS, "");
        return stem.isEmpty() ? name : stem;
    }

    /** Returns the kind of the only dataset of a name. */
    static String kindOf(String name, List<StoredDataset> datasets, Work work) {
        List<String> kinds = datasets.stream()
                .filter(dataset -> dataset.name().equals(name))
                .map(StoredDataset::kind)
                .toList();
        if (kinds.size() > 1) {
            throw work.wrongUsage("several datasets are called " + name + ", name one with --kind "
                    + String.join(" or --kind ", kinds));
        }
        // What a load has staged for a dataset that was never visible can be dropped, too; most loads are of variants.
        return kinds.isEmpty() ? "variants" : kinds.get(0);
    }
}
