package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.genotype.GenotypeCounts;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.InfoKey;
import org.junit.jupiter.api.Test;

public class VcfReaderTest {
    static final String EXAMPLE = """
            ##fileformat=VCFv4.2
            ##contig=<ID=20,length=62435964,assembly=B36,species="Homo sapiens, all of it">
            ##INFO=<ID=NS,Number=1,Type=Integer,Description="Number of Samples With Data">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Total Depth">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Allele Frequency">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="dbSNP membership, build 129">
            ##FILTER=<ID=q10,Description="Quality below 10">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            ##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype \\"Quality\\"">
            ##FORMAT=<ID=HQ,Number=2,Type=Integer,Description="Haplotype Quality">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	NA1	NA2	NA3
            20	14370	rs6054257	G	A	29	PASS	NS=3;DP=14;AF=0.5;DB;H2	GT:GQ:HQ	0|0:48:51,51	1|0:48:51,.	1/1:43
            20	17330	.	T	A	3.5	q10	NS=3;DP=.;AF=0.017	GT:GQ:HQ	0|0:49:58,50	./.	.
            20	1110696	rs6040355;rs2	A	G,T	.	.	DP=10;AF=0.333,0.667	GT:GQ	1|2:21	2|1:2	2/2:35
            20	1230237	.	T	.	47	PASS	.	GT	0|0	0/1	0
            """;

    public static VcfReader reader(String text) throws IOException {
        return VcfReader.open(InputSource.of("test.vcf", text.getBytes(UTF_8)));
    }

    @Test
    void readsTheFixedColumns() throws IOException {
        try (VcfReader reader = reader(EXAMPLE)) {
            assertThat(reader.advance()).isTrue();
            VcfRecord record = reader.record();
            assertThat(record.contig()).isEqualTo("20");
            assertThat(record.position()).isEqualTo(14370);
            assertThat(record.ids()).containsExactly("rs6054257");
            assertThat(record.ref()).isEqualTo("G");
            assertThat(record.alts()).containsExactly("A");
            assertThat(record.qual()).isEqualTo(29f);
            assertThat(record.isPass()).isTrue();
            assertThat(record.lineNumber()).isEqualTo(12);
            assertThat(reader.advance()).isTrue();
            assertThat(record.hasId()).isFalse();
            assertThat(record.filters()).containsExactly("q10");
            assertThat(reader.advance()).isTrue();
            assertThat(record.ids()).containsExactly("rs6040355", "rs2");
            assertThat(record.alt(1)).isEqualTo("T");
            assertThat(record.hasQual()).isFalse();
            assertThat(record.hasFilter()).isFalse();
            assertThat(reader.advance()).isTrue();
            assertThat(record.altCount()).isZero();
            assertThat(reader.advance()).isFalse();
            assertThat(reader.records()).isEqualTo(4);
        }
    }

    @Test
    void copiesStayWhenTheReaderAdvances() throws IOException {
        try (VcfReader reader = reader(EXAMPLE)) {
            InfoKey<Integer> dp = reader.header().info("DP").asInteger();
            FormatKey<Integer> gq = reader.header().format("GQ").asInteger();
            reader.advance();
            String line = reader.record().toString();
            VcfRecord copy = reader.record().copy();
            reader.advance();
            assertThat(copy.toString()).isEqualTo(line);
            assertThat(copy.location().line()).isEqualTo(12);
            assertThat(copy.info().intValue(dp)).isEqualTo(14);
            assertThat(copy.samples().intValue(gq, 2)).isEqualTo(43);

            reader.record().copyTo(copy);
            String second = reader.record().toString();
            reader.advance();
            assertThat(copy.toString()).isEqualTo(second);
            assertThat(copy.lineNumber()).isEqualTo(13);

            VcfRecord current = reader.record();
            assertThatThrownBy(() -> current.copyTo(current))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a copy that this record has made");
            try (VcfReader other = reader(EXAMPLE)) {
                other.advance();
                assertThatThrownBy(() -> other.record().copyTo(copy)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void readsInfoByKeysResolvedOnce() throws IOException {
        try (VcfReader reader = reader(EXAMPLE)) {
            InfoKey<Integer> dp = reader.header().info("DP").asInteger();
            InfoKey<float[]> af = reader.header().info("AF").asFloats();
            InfoKey<Boolean> db = reader.header().info("DB").asFlag();
            reader.advance();
            InfoView info = reader.record().info();
            assertThat(info.intValue(dp)).isEqualTo(14);
            assertThat(info.floatValue(af, 0)).isEqualTo(0.5f);
            assertThat(info.flag(db)).isTrue();
            assertThat(info.size()).isEqualTo(5);
            assertThat(info.definition(4).origin()).isEqualTo(FieldOrigin.RESERVED);
            reader.advance();
            info = reader.record().info();
            InfoView second = info;
            assertThat(second.isPresent(dp)).isTrue();
            assertThat(second.has(dp)).isFalse();
            assertThat(second.flag(db)).isFalse();
            assertThatThrownBy(() -> second.intValue(dp)).isInstanceOf(NoSuchElementException.class);
            reader.advance();
            float[] values = new float[4];
            assertThat(reader.record().info().floats(af, values, Float.NaN)).isEqualTo(2);
            assertThat(values[1]).isEqualTo(0.667f);
            reader.advance();
            assertThat(reader.record().info().size()).isZero();
            assertThat(reader.record().info().has(dp)).isFalse();
        }
    }

    @Test
    void readsTheValueOfAnAllele() throws IOException {
        String text = """
                ##fileformat=VCFv4.3
                ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
                ##INFO=<ID=AD,Number=R,Type=Integer,Description="Depths">
                ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
                ##FORMAT=<ID=VAF,Number=A,Type=Float,Description="Frequency">
                #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	S
                1	5	.	A	C,G	.	.	AF=0.2,0.001;AD=7,.,3	GT:VAF	0/2:.,0.5
                """;
        try (VcfReader reader = reader(text)) {
            InfoKey<float[]> af = reader.header().info("AF").asFloats();
            InfoKey<int[]> ad = reader.header().info("AD").asIntegers();
            FormatKey<float[]> vaf = reader.header().format("VAF").asFloats();
            reader.advance();
            InfoView info = reader.record().info();
            SamplesView samples = reader.record().samples();
            int carried = samples.allele(0, 1);
            assertThat(info.floatForAllele(af, carried, Float.NaN)).isEqualTo(0.001f);
            assertThat(info.floatOr(af, 0, Float.NaN)).isEqualTo(0.2f);
            assertThat(info.floatOr(af, 2, Float.NaN)).isNaN();
            assertThat(info.doubleValue(af, 1)).isEqualTo(0.001);
            assertThat(info.intForAllele(ad, 0, -1)).isEqualTo(7);
            assertThat(info.intForAllele(ad, 1, -1)).isEqualTo(-1);
            assertThat(info.intForAllele(ad, carried, -1)).isEqualTo(3);
            assertThat(samples.floatForAllele(vaf, 0, carried, Float.NaN)).isEqualTo(0.5f);
            assertThat(samples.floatForAllele(vaf, 0, 1, Float.NaN)).isNaN();
            assertThatThrownBy(() -> info.floatForAllele(af, 0, 0f)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsSamples() throws IOException {
        try (VcfReader reader = reader(EXAMPLE)) {
            FormatKey<Integer> gq = reader.header().format("GQ").asInteger();
            FormatKey<int[]> hq = reader.header().format("HQ").asIntegers();
            reader.advance();
            SamplesView samples = reader.record().samples();
            assertThat(samples.formatKeys()).containsExactly("GT", "GQ", "HQ");
            assertThat(samples.intValue(gq, 2)).isEqualTo(43);
            assertThat(samples.has(hq, 2)).isFalse();
            assertThat(samples.isMissing(hq, 1, 1)).isTrue();
            assertThat(samples.intValue(hq, 1, 0)).isEqualTo(51);
            assertThat(samples.genotype(1)).hasToString("1|0");
            int[] dosages = new int[3];
            samples.dosages(dosages, -9);
            assertThat(dosages).containsExactly(0, 1, 2);
            reader.advance();
            reader.record().samples().dosages(dosages, -9);
            assertThat(dosages).containsExactly(0, -9, -9);
            GenotypeCounts counts = new GenotypeCounts();
            reader.advance();
            reader.record().samples().count(counts);
            assertThat(counts).hasToString("homRef=0 het=2 homAlt=1 missing=0");
        }
    }

    @Test
    void showsChosenSamplesAndFieldsOnly() throws IOException {
        try (VcfReader reader = VcfReader.options()
                .samples("NA3", "NA1")
                .info("AF")
                .open(InputSource.of("test.vcf", EXAMPLE.getBytes(UTF_8)))) {
            assertThat(reader.header().samples()).containsExactly("NA3", "NA1");
            reader.advance();
            assertThat(reader.record().samples().genotype(0)).hasToString("1/1");
            assertThat(reader.record().info().size()).isEqualTo(1);
            assertThat(reader.record().info().keyBytes(0)).hasToString("AF");
        }
    }

    @Test
    void headerComesBackAsItWas() throws IOException {
        try (VcfReader reader = reader(EXAMPLE)) {
            String header = EXAMPLE.substring(0, EXAMPLE.indexOf("20\t14370"));
            assertThat(reader.header().toText()).isEqualTo(header);
            assertThat(reader.header().format("GQ").description()).isEqualTo("Genotype \"Quality\"");
            assertThat(reader.header().contig("20").orElseThrow().length()).hasValue(62435964);
        }
    }

    @Test
    void streamsOwnedVariants() throws IOException {
        try (VcfReader reader = reader(EXAMPLE)) {
            List<Variant> variants = reader.stream().toList();
            assertThat(variants).hasSize(4);
            assertThat(variants.get(2).alts()).containsExactly("G", "T");
        }
    }

    @Test
    void saysWhereARecordIsWrong() throws IOException {
        try (VcfReader reader = reader(EXAMPLE.replace("17330", "17x30"))) {
            reader.advance();
            assertThatThrownBy(reader::advance)
                    .isInstanceOf(ParseException.class)
                    .hasMessageStartingWith(
                            "test.vcf:13:4: POS: expected an integer from 0 to 2147483647, found \"17x30\"");
        }
    }
}
