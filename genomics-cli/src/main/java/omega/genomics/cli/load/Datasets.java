package omega.genomics.cli.load;

import java.nio.file.Path;
import omega.genomics.io.InputSource;

/** Names for what was not named. */
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
}
