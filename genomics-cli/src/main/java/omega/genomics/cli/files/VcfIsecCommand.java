package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import omega.genomics.cli.Output;
import omega.genomics.cli.RecordChoice;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.tools.VcfCollapse;
import omega.genomics.vcf.tools.VcfIntersection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics vcf isec}. */
@Command(
        name = "isec",
        description =
                "Writes the records of the first file that the others have, too, with the same POS, REF and ALT; or that"
                        + " they lack. Files are sorted. As bcftools isec -w1.")
final class VcfIsecCommand extends ManyFiles {
    @Option(
            names = {"-C", "--complement"},
            description = "Records of the first file that no other file has.")
    private boolean complement;

    @Option(
            names = {"-n", "--nfiles"},
            paramLabel = "[+-=]N|~BITS",
            description = "Records that N files have, the one that is written among them; +N or more, -N or fewer; with"
                    + " ~110, records that the first two files have and the third has not. Default: all files.")
    private @Nullable String files;

    @Option(
            names = {"-c", "--collapse"},
            paramLabel = "LOGIC",
            description =
                    "Records at one position that are taken for the same, besides those with the same alleles: some,"
                            + " that share an ALT allele; snps, indels or both, that are of this kind; any or all; none. Default:"
                            + " none.")
    private String collapse = "none";

    @Option(
            names = {"-w", "--write"},
            paramLabel = "N",
            description = "The file whose records are written, from 1. Default: 1.")
    private @Nullable Integer written;

    @Mixin
    private final RegionOptions regions = new RegionOptions();

    @ArgGroup(exclusive = true)
    private @Nullable RecordChoice choice;

    @Option(
            names = {"-p", "--prefix"},
            paramLabel = "FOLDER",
            description = "Of two files: writes 0000.vcf and 0001.vcf with the records that only one of them has, and"
                    + " 0002.vcf and 0003.vcf with those of both, as the first and as the second file has them.")
    private @Nullable Path folder;

    @Override
    VcfReader.Options options(InputSource source) throws IOException {
        return RecordChoice.apply(choice, regions.applyTo(VcfReader.options(), source, this), this);
    }

    @Override
    boolean writesFiles() {
        return folder != null;
    }

    @Override
    Map<String, Object> writeFiles(List<VcfReader> readers) throws IOException {
        if (complement || files != null || written != null || readers.size() != 2) {
            throw wrongUsage("expected two files and none of --complement, --nfiles and --write with --prefix");
        }
        VcfCollapse logic = logic();
        Path into = Files.createDirectories(Objects.requireNonNull(folder));
        long[] written;
        try (AtomicFile onlyFirst = AtomicFile.replace(into.resolve("0000.vcf"));
                AtomicFile onlySecond = AtomicFile.replace(into.resolve("0001.vcf"));
                AtomicFile sharedFirst = AtomicFile.replace(into.resolve("0002.vcf"));
                AtomicFile sharedSecond = AtomicFile.replace(into.resolve("0003.vcf"))) {
            written = VcfIntersection.separate(
                    readers.get(0),
                    readers.get(1),
                    logic,
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
        int file = written == null ? 1 : written;
        if (file < 1 || file > readers.size()) {
            throw wrongUsage("expected --write from 1 to " + readers.size() + ", found " + file);
        }
        return selection().collapse(logic()).write(readers, file - 1, to);
    }

    private VcfCollapse logic() {
        String name = collapse.toUpperCase(Locale.ROOT);
        for (VcfCollapse logic : VcfCollapse.values()) {
            if (logic.name().equals(name.equals("ALL") ? "ANY" : name)) {
                return logic;
            }
        }
        throw wrongUsage("expected --collapse none, some, snps, indels, both, any or all, found " + collapse);
    }

    private VcfIntersection selection() {
        if (complement) {
            return VcfIntersection.complement();
        }
        if (files == null) {
            return VcfIntersection.inAll();
        }
        if (files.matches("~[01]+") && files.length() == fileCount() + 1) {
            boolean[] have = new boolean[fileCount()];
            for (int i = 0; i < have.length; i++) {
                have[i] = files.charAt(i + 1) == '1';
            }
            return VcfIntersection.inExactly(have);
        }
        if (!files.matches("[+=-]?[1-9]\\d{0,5}")) {
            throw wrongUsage(
                    "expected a number of files such as 2, +2 or -2, or ~ and a 0 or 1 for each file, found " + files);
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
