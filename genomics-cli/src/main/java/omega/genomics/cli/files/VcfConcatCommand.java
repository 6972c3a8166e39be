package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.tools.VcfConcatenation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code genomics vcf concat}. */
@Command(
        name = "concat",
        description = "Writes the records of files with the same samples one after the other, as bcftools concat does.")
final class VcfConcatCommand extends ManyFiles {
    @Option(
            names = {"-a", "--allow-overlaps"},
            description = "Sorted files whose regions may overlap: their records come in one order.")
    private boolean allowOverlaps;

    @Override
    long write(List<VcfReader> readers, OutputStream to) throws IOException {
        return allowOverlaps ? VcfConcatenation.merge(readers, to) : VcfConcatenation.write(readers, to);
    }
}
