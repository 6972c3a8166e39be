package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import omega.genomics.Region;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A region's contig by another of its names is the file's; a name that the file has not is no empty answer. */
class RegionContigTest {
    private static final String NUMBERS = "##contig=<ID=1>\n##contig=<ID=17>\n##contig=<ID=MT>\n";
    private static final String GRCH37 =
            "##contig=<ID=1,length=249250621>\n##contig=<ID=17,length=81195210>\n##contig=<ID=MT,length=16569>\n";
    private static final String BOTH = "##contig=<ID=17>\n##contig=<ID=chr17>\n";

    @TempDir
    private Path folder;

    private static String text(String contigs, String... records) {
        StringBuilder text = new StringBuilder(
                "##fileformat=VCFv4.3\n" + contigs + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (String contig : records) {
            text.append(contig).append("\t50\t").append(contig).append(".1\tA\tC\t.\t.\t.\n");
        }
        return text.toString();
    }

    private Path file(String text) throws IOException {
        Path path = folder.resolve("a.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(path)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        VcfIndex.write(path, TabixFormat.CSI);
        return path;
    }

    private static List<String> ids(VcfReader reader) {
        try (reader) {
            return reader.stream().map(variant -> variant.ids().get(0)).toList();
        }
    }

    private List<String> indexed(String text, String region) throws IOException {
        return ids(VcfReader.options().region(Region.parse(region)).open(file(text)));
    }

    private static List<String> scanned(String text, String region) throws IOException {
        return ids(VcfReader.options().scanFor(Region.parse(region)).open(source(text)));
    }

    private static InputSource source(String text) {
        return InputSource.of("a.vcf", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> parallel(String text, String region) throws IOException {
        ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
        try (VcfParallelReader reader =
                VcfReader.options().scanFor(Region.parse(region)).openParallel(source(text), 2)) {
            reader.forEach(record -> ids.add(record.ids().get(0)));
        }
        return List.copyOf(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "chr17", "NC_000017.11", "CM000663.2", "chr17:1-60", "chrM"})
    void findsAContigByItsOtherNames(String region) throws IOException {
        String text = text(NUMBERS, "1", "17", "MT");
        List<String> expected = List.of(region.startsWith("CM") ? "1.1" : region.equals("chrM") ? "MT.1" : "17.1");
        assertThat(indexed(text, region)).isEqualTo(expected);
        assertThat(scanned(text, region)).isEqualTo(expected);
        assertThat(parallel(text, region)).isEqualTo(expected);
        String undeclared = text("", "1", "17", "MT");
        assertThat(indexed(undeclared, region)).isEqualTo(expected);
        assertThat(scanned(undeclared, region)).isEqualTo(expected);
        assertThat(parallel(undeclared, region)).isEqualTo(expected);
    }

    @Test
    void aContigMayHaveNoRecords() throws IOException {
        String text = text(NUMBERS, "1");
        assertThat(indexed(text, "chr17")).isEmpty();
        assertThat(scanned(text, "chr17")).isEmpty();
        assertThat(parallel(text, "chr17")).isEmpty();
        assertThat(scanned(text("", "1", "17"), "17:900-1000")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chr99 | no contig of FILE is called \"chr99\"; there are: 1, 17, MT",
                "Chr17 | no contig of FILE is called \"Chr17\"; did you mean 17?; there are: 1, 17, MT",
            })
    void anUnknownContigIsNoEmptyAnswer(String region, String message) {
        String text = text(NUMBERS, "1", "17");
        assertThatThrownBy(() -> indexed(text, region))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message.replace("FILE", folder.resolve("a.vcf.gz").toString()));
        assertThatThrownBy(() -> scanned(text, region))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message.replace("FILE", "a.vcf"));
        assertThatThrownBy(() -> parallel(text, region)).hasMessage(message.replace("FILE", "a.vcf"));
        assertThatThrownBy(() -> scanned(text("", "1", "17"), region))
                .hasMessage("no contig of a.vcf is called \"" + region + '"');
    }

    /** UCSC's hg19 has two; the lengths tell that this is GRCh37, and an accession of GRCh38 is none of its. */
    @Test
    void guessesNoName() {
        String text = text(GRCH37, "1", "17", "MT");
        assertThatThrownBy(() -> scanned(text, "chrM"))
                .hasMessageContaining("is called \"chrM\"; there are: 1, 17, MT");
        assertThatThrownBy(() -> scanned(text, "NC_000017.11")).hasMessageContaining("is called \"NC_000017.11\"");
        assertThatThrownBy(() -> scanned(text(BOTH, "17"), "NC_000017.11"))
                .hasMessage("\"NC_000017.11\" stands for more than one contig of a.vcf, name one: 17, chr17");
        assertThatThrownBy(() -> scanned(text("", "17", "chr17"), "NC_000017.11"))
                .hasMessageContaining("stands for more than one contig");
    }

    @Test
    void aNameOfTheFileIsItself() throws IOException {
        assertThat(scanned(text(BOTH, "17", "chr17"), "chr17")).containsExactly("chr17.1");
        assertThat(indexed(text(BOTH, "17", "chr17"), "17")).containsExactly("17.1");
        assertThat(scanned(text(NUMBERS, "1", "17", "other"), "other")).containsExactly("other.1");
    }

    @Test
    void aPartOfAFileNeedNotHaveTheContig() throws IOException {
        Path path = file(text("", "1", "17"));
        for (VcfSplit split : VcfSplit.of(path, 1)) {
            assertThat(ids(VcfReader.options().scanFor(Region.parse("chr17")).open(split)))
                    .containsExactly("17.1");
            assertThat(ids(VcfReader.options().scanFor(Region.parse("chr5")).open(split)))
                    .isEmpty();
        }
    }
}
