package omega.genomics.plot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.contig.Assembly;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.testing.NullCalls;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.stats.VcfStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Null for a parameter that is not {@code @Nullable} is refused by the parameter's name. */
class NullArgumentsTest {
    private static final String VCF = """
            ##fileformat=VCFv4.3
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            1\t4\t.\tA\tC\t.\t.\tAF=0.5
            """;
    private static final String GTF = """
            1\ts\tgene\t1\t9\t.\t+\t.\tgene_id "1";
            1\ts\ttranscript\t1\t9\t.\t+\t.\tgene_id "1"; transcript_id "1";
            1\ts\texon\t1\t9\t.\t+\t.\tgene_id "1"; transcript_id "1";
            """;

    @Test
    void areRefusedByName(@TempDir Path folder) throws Exception {
        NullCalls calls = NullCalls.of(Path.of("target", "classes"), name -> true, call -> true)
                .with(Path.class, folder.resolve("picture"));
        calls.with(Assembly.class, Assembly.grch38()).withFresh(VcfReader.class, NullArgumentsTest::variants);
        try (GtfReader genes = GtfReader.open(InputSource.of("s", GTF.getBytes(UTF_8)))) {
            Gene gene = GeneModelAssembler.assemble(genes).genes().get(0);
            calls.with(GenePlot.of(gene)).with(BarPlot.of(List.of(new Bar("a", "b", 1))));
        }
        try (VcfReader reader = variants()) {
            VariantDensity density = VariantDensity.of(reader, Assembly.grch38());
            calls.with(density).with(DensityPlot.of(density));
        }
        try (VcfReader reader = variants()) {
            calls.with(SubstitutionPlot.of(VcfStatistics.of(reader)));
        }
        try (VcfReader reader = variants()) {
            calls.with(FrequencyPlot.of(AlleleFrequencies.of(reader)));
        }
        calls.with(FlowPlot.of(List.of(new Flow("a", "b", 1)))).with(Stream.class, Stream.of());
        calls.explore();
        assertThat(calls.untried()).isEmpty();
        assertThat(calls.bare()).isEmpty();
    }

    private static VcfReader variants() throws IOException {
        return VcfReader.open(InputSource.of("s", VCF.getBytes(UTF_8)));
    }
}
