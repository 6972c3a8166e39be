package omega.genomics.postgres.query.variants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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

    /** 200,000 regions, of which most are between two variants, in bounded time. */
    @ParameterizedTest
    @EnumSource(VariantLayout.class)
    void manyRegionsTakeSeconds(VariantLayout layout) throws IOException {
        Random random = new Random(9);
        StringBuilder vcf = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=chr4>\n##contig=<ID=chr5>\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        StringBuilder bed = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (String contig : List.of("4", "5")) {
            BitSet covered = new BitSet();
            for (int i = 0; i < 100_000; i++) {
                int start0 = random.nextInt(4_000_000);
                int length = 1 + random.nextInt(12);
                covered.set(start0 + 1, start0 + 1 + length);
                bed.append(contig + "\t" + start0 + "\t" + (start0 + length) + "\n");
            }
            for (int position = 1 + random.nextInt(40); position < 4_000_000; position += 1 + random.nextInt(80)) {
                String ref = "ACGTACGTACGTACGT".substring(0, random.nextInt(8) > 0 ? 1 : 1 + random.nextInt(16));
                vcf.append("chr" + contig + "\t" + position + "\t.\t" + ref + "\t<DEL>\t.\t.\t.\n");
                int found = covered.nextSetBit(position);
                if (found >= 0 && found < position + ref.length()) {
                    expected.add(contig + ":" + position);
                }
            }
        }
        InputSource source = InputSource.of("many.vcf", vcf.toString().getBytes(UTF_8));
        genome.loadVariants(source).dataset("many " + layout).layout(layout).run();
        RegionFile panel = bed(bed.toString());
        assertThat(panel.regions()).hasSize(200_000);
        VariantQueries found = genome.variants().in("many " + layout).overlapping(panel);

        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            assertThat(places(found)).isEqualTo(expected).hasSizeGreaterThan(30_000);
            assertThat(found.count()).isEqualTo(expected.size());
            try (Stream<StoredVariant> stream = found.stream()) {
                assertThat(stream.map(each -> each.contig() + ":" + each.position()))
                        .containsExactlyElementsOf(expected);
            }
            VariantPage page = found.page(100);
            VariantPage next = found.page(page.next().orElseThrow(), 100);
            assertThat(next.variants().get(0).position())
                    .hasToString(expected.get(100).substring(2));
        });
    }
}
