package omega.genomics.cli.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import omega.genomics.cli.Output;
import omega.genomics.cli.Work;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.vcf.VcfIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf index}. */
@Command(name = "index", description = "Builds the index of a sorted BGZF file beside it, for reading regions.")
final class VcfIndexCommand extends Work {
    @Parameters(
            paramLabel = "FILE",
            description = "Sorted VCF in BGZF, such as vcf sort -o FILE.vcf.gz writes; or sorted BCF.")
    private Path file = Path.of("");

    @Option(
            names = {"-c", "--csi"},
            description = "Write a .csi index, which takes positions beyond 2^29. Default: .tbi; of BCF .csi.")
    private boolean csi;

    @Override
    public Integer call() throws Exception {
        Path index = VcfIndex.write(file, csi || isBcf() ? TabixFormat.CSI : TabixFormat.TBI);
        Map<String, Object> answer = Output.document();
        answer.put("file", file.toString());
        answer.put("index", index.toString());
        output().print(answer);
        return exitCode(true);
    }

    private boolean isBcf() throws IOException {
        try (InputStream in = InputSource.of(file).open()) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("BCF\u0002");
        }
    }
}
