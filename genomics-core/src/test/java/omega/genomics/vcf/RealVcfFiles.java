package omega.genomics.vcf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import omega.genomics.testing.Needs;

/** The real files that tests walk, if the folder is there. */
public final class RealVcfFiles {
    private RealVcfFiles() {}

    /** Every VCF or BCF below a folder, sorted; the test is skipped where the folder is missing. */
    public static List<Path> under(String folder) throws IOException {
        return Needs.files(folder).stream()
                .filter(path -> path.getFileName().toString().matches(".*\\.(vcf|bcf|gz|bgz|bz2)$"))
                .filter(path -> !path.toString().endsWith(".bed.gz"))
                .toList();
    }

    /**
     * One in so many of them, always the same ones, for comparisons that start other programs for each file; with
     * {@code -Dgenomics.real=all} every one.
     */
    public static List<Path> someUnder(String folder, int every) throws IOException {
        boolean isAll = "all".equals(System.getProperty("genomics.real"));
        return under(folder).stream()
                .filter(path -> isAll || Math.floorMod(name(path).hashCode(), every) == 0)
                .toList();
    }

    public static String name(Path path) {
        return Needs.data("").relativize(path).toString();
    }
}
