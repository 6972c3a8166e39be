package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import omega.genomics.cli.Output;
import omega.genomics.io.AtomicFile;
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

    @Option(
            names = {"-p", "--prefix"},
            paramLabel = "FOLDER",
            description = "Of two files: writes 0000.vcf and 0001.vcf with the records that only one of them has, and"
                    + " 0002.vcf and 0003.vcf with those of both, as the first and as the second file has them.")
    private @Nullable Path folder;

    @Override
    boolean writesFiles() {
        return folder != null;
    }

    @Override
    Map<String, Object> writeFiles(List<VcfReader> readers) throws IOException {
        if (complement || files != null || readers.size() != 2) {
            throw wrongUsage("expected two files and neither --complement nor --nfiles with --prefix");
        }
        Path into = Files.createDirectories(Objects.requireNonNull(folder));
        long[] written;
        try (AtomicFile onlyFirst = AtomicFile.replace(into.resolve("0000.vcf"));
                AtomicFile onlySecond = AtomicFile.replace(into.resolve("0001.vcf"));
                AtomicFile sharedFirst = AtomicFile.replace(into.resolve("0002.vcf"));
                AtomicFile sharedSecond = AtomicFile.replace(into.resolve("0003.vcf"))) {
            written = VcfIntersection.separate(
                    readers.get(0),
                    readers.get(1),
                    new VcfIntersection.Outputs(
                            onlyFirst.stream(), onlySecond.stream(), sharedFirst.stream(), sharedSecond.stream()));
            onlyFirst.commit();
            onlySecond.commit();
            sharedFirst.commit();
            sharedSecond.commit();
        }
        Map<String, Object> answer = Output.document();
        answer.put("folder", into.toString());
        answer.put("only_first", written[0]);
        answer.put("only_second", written[1]);
        answer.put("shared", written[2]);
        return answer;
    }

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
