package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.tools.VcfIntersection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code genomics vcf isec}. */
@Command(
        name = "isec",
        description =
                "Writes the records of the first file that the others have, too, with the same POS, REF and ALT; or that"
                        + " they lack. Files are sorted.")
final class VcfIsecCommand extends ManyFiles {
    @Option(
            names = {"-C", "--complement"},
            description = "Records of the first file that no other file has.")
    private boolean complement;

    @Option(
            names = {"-n", "--nfiles"},
            paramLabel = "[+-=]N",
            description = "Records of the first file that N files have, the first among them; +N or more, -N or fewer."
                    + " Default: all files.")
    private @Nullable String files;

    @Override
    long write(List<VcfReader> readers, OutputStream to) throws IOException {
        if (complement && files != null) {
            throw wrongUsage("expected one of --complement and --nfiles");
        }
        return selection().write(readers, to);
    }

    private VcfIntersection selection() {
        if (complement) {
            return VcfIntersection.complement();
        }
        if (files == null) {
            return VcfIntersection.inAll();
        }
        if (!files.matches("[+=-]?[1-9]\\d{0,5}")) {
            throw wrongUsage("expected a number of files such as 2, +2 or -2, found " + files);
        }
        char sign = files.charAt(0);
        int number = Integer.parseInt(Character.isDigit(sign) ? files : files.substring(1));
        return switch (sign) {
            case '+' -> VcfIntersection.inFiles(number, Math.max(number, fileCount()));
            case '-' -> VcfIntersection.inFiles(1, number);
            default -> VcfIntersection.inFiles(number, number);
        };
    }
}
