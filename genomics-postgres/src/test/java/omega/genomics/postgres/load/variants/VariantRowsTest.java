package omega.genomics.postgres.load.variants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows have the columns for which the header promises values, and each row has all of them. */
class VariantRowsTest {
    private static final List<String> PROMISED = List.of(
            "gene", "gene_id", "consequence", "impact", "clinical_significance", "clinical_significances", "info");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "all",
            value = {
                "DP; all; DP=5; info",
                "DP; DP; DP=5; info",
                "DP; ''; DP=5; ''",
                "CLNSIG; ''; CLNSIG=Pathogenic; clinical_significance clinical_significances",
                "GENEINFO; ''; GENEINFO=BRCA2:675; gene",
                "CSQ; ''; CSQ=C|missense_variant|MODERATE|BRCA2|ENSG1; gene gene_id consequence impact",
                "CLNSIG CSQ; all; DP=5;"
                        + " gene gene_id consequence impact clinical_significance clinical_significances info",
            })
    void columnsAreThoseThatTheHeaderPromises(String declared, @Nullable String keys, String info, String expected)
            throws IOException {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n");
        for (String id : declared.split(" ", -1)) {
            text.append("##INFO=<ID=").append(id).append(",Number=.,Type=String,Description=\"");
            text.append(id.equals("CSQ") ? "Format: Allele|Consequence|IMPACT|SYMBOL|Gene" : id)
                    .append("\">\n");
        }
        text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        text.append("1\t10\t.\tA\tC\t.\t.\t")
                .append(info)
                .append("\n1\t11\t.\tA\t.\t.\t.\t")
                .append(info)
                .append('\n');

        @Nullable Set<String> wanted = keys == null ? null : Set.of(keys.split(" ", -1));
        List<String> columns = columns(text.toString(), wanted, DuplicatePolicy.FIRST, true);

        assertThat(columns)
                .startsWith("rs_number")
                .contains("filter")
                .doesNotContain("dataset_id", "chromosome", "ordinal")
                .doesNotHaveDuplicates();
        assertThat(columns(text.toString(), wanted, DuplicatePolicy.FIRST, false))
                .startsWith("chromosome", "rs_number")
                .hasSize(columns.size() + 1);
        assertThat(columns(text.toString(), wanted, DuplicatePolicy.ALL, false))
                .contains("ordinal")
                .hasSize(columns.size() + 2);
        assertThat(columns.stream().filter(PROMISED::contains))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" ", -1));
    }

    /** Three records of as many ALT alleles as are taken, with all typed columns; each value is looked for once. */
    @ParameterizedTest
    @ValueSource(strings = {"", "CLNSIG CAF", "CSQ"})
    @Timeout(15)
    void manyAllelesCostNoMoreThanTheirNumber(String more) throws IOException {
        int alts = 32_000;
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n");
        text.append("##INFO=<ID=AC,Number=A,Type=Integer,Description=\"x\">\n");
        text.append("##INFO=<ID=AF,Number=A,Type=Float,Description=\"x\">\n");
        text.append("##INFO=<ID=AD,Number=R,Type=Integer,Description=\"x\">\n");
        text.append("##INFO=<ID=CLNSIG,Number=.,Type=String,Description=\"x\">\n");
        text.append("##INFO=<ID=CAF,Number=.,Type=String,Description=\"x\">\n");
        text.append(
                "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Format: Allele|Consequence|IMPACT|SYMBOL|Gene\">\n");
        text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        List<String> bases = IntStream.range(0, alts)
                .mapToObj(i -> "A"
                        + Integer.toString(i, 4)
                                .replace('0', 'A')
                                .replace('1', 'C')
                                .replace('2', 'G')
                                .replace('3', 'T'))
                .toList();
        StringBuilder info =
                new StringBuilder("AC=" + "1,".repeat(alts - 1) + "1;AF=" + "0.5,".repeat(alts - 1) + "0.5");
        info.append(";AD=").append("1,".repeat(alts)).append('1');
        for (String key : more.isEmpty() ? List.<String>of() : List.of(more.split(" ", -1))) {
            String value = key.equals("CSQ") ? "%s|missense_variant|MODERATE|G|ENSG1" : key.equals("CAF") ? "0.1" : "2";
            info.append(';').append(key).append('=');
            info.append(bases.stream().map(value::formatted).collect(Collectors.joining(",")));
        }
        for (int record = 1; record <= 3; record++) {
            text.append("1\t").append(record).append("\t.\tA\t").append(String.join(",", bases));
            text.append("\t.\t.\t").append(info).append('\n');
        }
        VariantOptions options = new VariantOptions(null).with(of -> of.infoKeys = Set.of("AC", "AF", "AD"));
        RowAlleles alleles = new RowAlleles(options);
        BinaryCopyWriter out = new BinaryCopyWriter((block, length) -> block);
        try (VcfReader reader =
                VcfReader.open(InputSource.of("rows.vcf", text.toString().getBytes(UTF_8)))) {
            VariantRows rows = new VariantRows(VariantPlan.of(reader.header(), options), null, reader.keptValues());
            while (reader.advance()) {
                VcfRecord record = reader.record();
                rows.begin(record);
                int count = alleles.read(record, "1");
                int altCount = record.altCount();
                for (int i = 0; i < count; i++) {
                    rows.write(out, record, "1", true, 1, alleles.get(i), altCount);
                }
            }
            out.flush();
            assertThat(out.rows()).isEqualTo(3L * alts);
        }
    }

    /** Writes all rows, each of which the writer checks, and returns their columns. */
    private static List<String> columns(
            String vcf, @Nullable Set<String> keys, DuplicatePolicy duplicates, boolean ofOneContig)
            throws IOException {
        Set<String> wanted = keys != null && keys.contains("") ? Set.of() : keys;
        VariantOptions options = new VariantOptions(null).with(of -> {
            of.infoKeys = wanted;
            of.duplicates = duplicates;
        });
        RowAlleles alleles = new RowAlleles(options);
        BinaryCopyWriter out = new BinaryCopyWriter((block, length) -> block);
        try (VcfReader reader = VcfReader.open(InputSource.of("rows.vcf", vcf.getBytes(UTF_8)))) {
            VariantPlan plan = VariantPlan.of(reader.header(), options);
            VariantRows rows = new VariantRows(plan, null, reader.keptValues());
            while (reader.advance()) {
                VcfRecord record = reader.record();
                rows.begin(record);
                alleles.read(record, "1");
                rows.write(out, record, "1", ofOneContig, 1, alleles.get(0), record.altCount());
            }
            out.flush();
            assertThat(out.rows()).isEqualTo(2);
            return plan.names(ofOneContig);
        }
    }
}
