package omega.genomics.postgres.query.variants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import omega.genomics.bed.RegionFile;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file of regions chooses what is loaded, and what is found. */
@DatabaseTest
class RegionFilesTest {
    private static final String VARIANTS = """
            ##fileformat=VCFv4.2
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            chr1	90	.	ACGTACGTACGTACG	A	.	.	.
            chr1	100	.	A	C	.	.	.
            chr1	110	.	A	C	.	.	.
            chr1	111	.	A	C	.	.	.
            chr2	50	.	G	T	.	.	.
            chr3	50	.	G	T	.	.	.
            """;

    private static AssemblyDatabase genome;

    @BeforeAll
    static void create(TestDatabase database) throws Exception {
        genome = Genomes.empty(database, "grch38");
    }

    private static RegionFile bed(String text) throws IOException {
        return RegionFile.readBed(InputSource.of("panel.bed", text.getBytes(UTF_8)));
    }

    private static List<String> places(VariantQueries variants) {
        return variants.list().stream()
                .map(variant -> variant.contig() + ":" + variant.position())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(VariantLayout.class)
    void regionsOfAFileAreLoadedAndFound(VariantLayout layout) throws IOException {
        InputSource source = InputSource.of("calls.vcf", VARIANTS.getBytes(UTF_8));
        RegionFile panel = bed("track name=panel\n1\t99\t110\nchr1\t105\t108\nchr2\t0\t1000\n");
        String name = "of " + layout;

        genome.loadVariants(source).dataset("all " + layout).layout(layout).run();
        LoadReport loaded = genome.loadVariants(source)
                .dataset(name)
                .layout(layout)
                .regions(panel)
                .run();

        List<String> expected = List.of("1:90", "1:100", "1:110", "2:50");
        assertThat(places(genome.variants().in(name))).isEqualTo(expected);
        assertThat(places(genome.variants().in("all " + layout).overlapping(panel)))
                .isEqualTo(expected);
        assertThat(loaded.recordsRead()).isEqualTo(4);
        assertThat(genome.loadVariants(source)
                        .dataset(name)
                        .layout(layout)
                        .regions(bed("chr2\t0\t1000\n1\t99\t110\nchr1\t105\t108\n"))
                        .run()
                        .state())
                .isEqualTo(LoadState.UNCHANGED);
        assertThat(genome.loadVariants(source)
                        .dataset(name)
                        .layout(layout)
                        .regions(bed("chr3\t0\t1000\n"))
                        .run()
                        .state())
                .isEqualTo(LoadState.DONE);
        assertThat(places(genome.variants().in(name))).containsExactly("3:50");
    }

    @ParameterizedTest
    @EnumSource(VariantLayout.class)
    void regionsOfOtherContigsLoadNothing(VariantLayout layout) {
        InputSource source = InputSource.of("calls.vcf", VARIANTS.getBytes(UTF_8));

        assertThatThrownBy(() -> genome.loadVariants(source)
                        .dataset("none")
                        .layout(layout)
                        .regions(bed("GL000219.1\t0\t10\n"))
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GL000219.1");
    }
}
