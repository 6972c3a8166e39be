package omega.genomics.postgres.query.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.BrokenValues;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.normalize.VcfNormalizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rows that an expression selects are the alleles that it selects from the file once its records are split. */
@DatabaseTest
class ExpressionFilterTest {
    private static final List<String> FILES = List.of(
            "vcf/bcftools/view.vcf",
            "vcf/vcflib/sample.vcf",
            "vcf/truvari/phab_base.vcf.gz",
            "vcf/bcftools/check.vcf",
            "vcf/vcfanno/example/exac.vcf.gz",
            "vcf/cyvcf2/test.mnp.vcf",
            "vcf/bcftools/mpileup.2.vcf");

    private static AssemblyDatabase genome;
    private static AssemblyDatabase few;

    @BeforeAll
    static void create(TestDatabase database) throws Exception {
        genome = Genomes.empty(database, "expressionfilter");
        few = Genomes.empty(database, "grch38");
    }

    private static String dataset(String file, VariantLayout layout) {
        return file + " " + layout;
    }

    private static void load(String file, VariantLayout layout) throws IOException {
        genome.loadVariants(InputSource.of(Needs.data(file)))
                .dataset(dataset(file, layout))
                .layout(layout)
                .genotypes(layout == VariantLayout.ROWS)
                .duplicates(DuplicatePolicy.ALL)
                .unknownContigs(UnknownContigs.KEEP)
                .assemblyCheck(false)
                .run();
    }

    /** The alleles of a file, each as a record. */
    private static List<Variant> alleles(Path file) throws IOException {
        List<Variant> alleles = new ArrayList<>();
        try (VcfReader reader = VcfReader.options()
                .mode(ParseMode.LENIENT)
                .brokenValues(BrokenValues.KEEP)
                .open(file)) {
            VcfNormalizer.withoutReference().normalize(reader, alleles::add);
        }
        return alleles;
    }

    private static List<String> ofFile(List<Variant> alleles, VcfHeader header, RecordFilter filter) {
        RecordFilter.Test test = filter.of(header);
        return alleles.stream()
                .filter(allele -> test.test(VcfRecord.of(allele)))
                .map(allele -> name(allele.position(), allele.ref(), String.join(",", allele.alts())))
                .sorted()
                .toList();
    }

    private static String name(int position, String ref, String alt) {
        return position + " " + ref + ">" + (alt.isEmpty() ? "." : alt);
    }

    private static List<String> ofRows(List<StoredVariant> rows) {
        return rows.stream()
                .map(row -> name(row.position(), row.ref(), row.alt().orElse(".")))
                .sorted()
                .toList();
    }

    @Test
    void rowsAreTheAllelesOfTheFile() throws IOException {
        compare(FILES.subList(0, 2), 16);
    }

    /** {@code -Dgenomics.filter.expressions=1000} takes more. */
    @Test
    @Tag("slow")
    void rowsAreTheAllelesOfEveryFile() throws IOException {
        compare(FILES, Integer.getInteger("genomics.filter.expressions", 8));
    }

    private static void compare(List<String> files, int expressions) throws IOException {
        Comparison comparison = new Comparison();
        for (String name : files) {
            Path file = Needs.data(name);
            List<Variant> alleles = alleles(file);
            FileExpressions texts = new FileExpressions(file, name.hashCode());
            for (VariantLayout layout : VariantLayout.values()) {
                load(name, layout);
            }
            for (int i = 0; i < expressions; i++) {
                comparison.compare(name, alleles, texts.header(), texts.next(), i % 5 == 4);
            }
        }
        assertThat(comparison.differences).isEmpty();
        assertThat(comparison.compared).isGreaterThan(expressions * files.size());
        assertThat(comparison.inSql).isGreaterThan(comparison.compared / 2);
    }

    /** What was found so far. */
    private static final class Comparison {
        final List<String> differences = new ArrayList<>();
        int compared;
        int inSql;

        void compare(String name, List<Variant> alleles, VcfHeader header, String expression, boolean excludes) {
            VcfFilter filter = VcfFilter.parse(expression);
            boolean ofGenotypes = expression.matches(".*(GT|_MISSING|\\b(AC|AN|AF|MAF|MAC)\\b).*");
            List<String> expected;
            try {
                expected = ofFile(withGenotypes(alleles, ofGenotypes), header, excludes ? filter.negate() : filter);
            } catch (ParseException e) {
                return; // a record breaks the format there
            }
            for (VariantLayout layout : VariantLayout.values()) {
                VariantQueries rows = genome.variants().in(dataset(name, layout));
                VariantQueries chosen = excludes ? rows.excluding(filter) : rows.matching(filter);
                try {
                    List<String> found = ofRows(chosen.list().stream()
                            .filter(row -> !ofGenotypes || row.alt().isPresent())
                            .toList());
                    boolean hasGenotypes = layout == VariantLayout.ROWS || header.sampleCount() == 0;
                    if (hasGenotypes || !ofGenotypes) {
                        compare(chosen, found, expected, (excludes ? "not " : "") + expression);
                    }
                } catch (ParseException e) {
                    if (!ofGenotypes) {
                        differences.add(name + ": " + expression + ": " + e.getMessage());
                    }
                }
            }
        }

        private void compare(VariantQueries chosen, List<String> found, List<String> expected, String expression) {
            String plan = chosen.explain();
            inSql += plan.contains("on the rows") ? 0 : 1;
            if (!found.equals(expected)) {
                List<String> more = new ArrayList<>(found);
                expected.forEach(more::remove);
                List<String> fewer = new ArrayList<>(expected);
                found.forEach(fewer::remove);
                differences.add(
                        expression + ": only rows " + more.stream().limit(3).toList() + ", only the file "
                                + fewer.stream().limit(3).toList() + "\n" + plan);
            } else if (compared++ % 8 == 0 && !expression.matches(".*(GT|_MISSING|A[CNF]|MA[CF]).*")) {
                assertThat(chosen.count()).as(expression).isEqualTo(found.size());
                assertThat(chosen.page(3).variants()).as(expression).hasSize(Math.min(3, found.size()));
                try (Stream<StoredVariant> stream = chosen.stream()) {
                    assertThat(stream.count()).as(expression).isEqualTo(found.size());
                }
            }
        }

        /** Genotypes are stored of alleles only, so that a record without ALT has none. */
        private static List<Variant> withGenotypes(List<Variant> alleles, boolean needsThem) {
            return alleles.stream()
                    .filter(allele -> !needsThem || !allele.alts().isEmpty())
                    .toList();
        }
    }

    // ---- small files ---------------------------------------------------------------------------------------------

    private static void loadText(String dataset, VariantLayout layout, String... keys) throws IOException {
        few.loadVariants(InputSource.of(
                        dataset, (dataset.startsWith("freq") ? FREQUENCIES : SIGNIFICANCES).getBytes(UTF_8)))
                .dataset(dataset)
                .layout(layout)
                .indexInfo(keys)
                .run();
    }

    private static final String FREQUENCIES = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
            ##INFO=<ID=AN,Number=1,Type=Integer,Description="Number">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            chr1	100	rs1	A	C,G	50	PASS	AF=0.2,0.001;AC=20,1;AN=100
            chr1	200	rs2	T	C	.	.	AF=0.01
            chr2	300	.	T	TA	10	PASS	AF=.;AC=1;AN=10
            """;

    private static final String SIGNIFICANCES = """
            ##fileformat=VCFv4.1
            ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            1	100	7	A	G	.	.	CLNSIG=Likely_pathogenic,_low_penetrance
            1	400	8	T	C	.	.	CLNSIG=Benign
            """;

    private static List<String> found(VariantQueries of) {
        return of.list().stream()
                .map(row -> row.contig() + ":"
                        + name(row.position(), row.ref(), row.alt().orElse(".")))
                .toList();
    }

    private static VariantQueries small() throws IOException {
        loadText("freq", VariantLayout.ROWS);
        loadText("freq packed", VariantLayout.PACKED);
        loadText("sig", VariantLayout.ROWS, "CLNSIG");
        return few.variants();
    }

    @Test
    void anAlleleIsTestedByItself() throws IOException {
        assertThat(found(small().in("freq").matching("AF<0.01"))).containsExactly("1:100 A>G");
        assertThat(found(small().in("freq packed").matching("AF<=0.01 && N_ALT=1")))
                .containsExactly("1:100 A>G", "1:200 T>C");
        assertThat(found(small().in("freq").excluding(VcfFilter.parse("AF<0.05"))))
                .containsExactly("1:100 A>C", "2:300 T>TA");
        assertThat(found(small().in("freq").matching("CHROM=\"chr2\""))).containsExactly("2:300 T>TA");
    }

    @Test
    void datasetsWithoutAKeyMissIt() throws IOException {
        assertThat(found(small().matching("AF>0.1 || CLNSIG~\"athogenic\"")))
                .containsExactly("1:100 A>C", "1:100 A>C", "1:100 A>G");
        assertThat(found(small().in("sig").matching("CLNSIG=\"Benign\""))).containsExactly("1:400 T>C");
    }

    @Test
    void saysWhatIsLeftToTheRows() throws IOException {
        VariantQueries chosen = small().in("freq").matching("POS<250 && AC/AN>=0.2");

        assertThat(chosen.explain())
                .contains("in SQL: ", ".\"position\" < 250")
                .contains("on the rows that are read: AC/AN>=0.2");
        assertThat(found(chosen)).containsExactly("1:100 A>C");
        assertThat(chosen.count()).isOne();
        assertThat(chosen.page(1).next()).isEmpty();
    }

    @Test
    void namesThePlaceOfWhatIsWrong() throws IOException {
        VariantQueries rows = small();

        assertThatThrownBy(() -> rows.matching("POS>1 && clnsig=\"a\"").list())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("filter expression:1:10:")
                .hasMessageContaining("did you mean CLNSIG?");
        assertThatThrownBy(() -> rows.matching("POS>1 &&"))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("filter expression:1:");
    }

    @Test
    void refusesWhatIsNotStored() throws IOException {
        String text = FREQUENCIES
                .replace(
                        "#CHROM",
                        "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"\">\n"
                                + "##FORMAT=<ID=GQ,Number=1,Type=Integer,Description=\"\">\n#CHROM")
                .replace("INFO\n", "INFO\tFORMAT\tS\n")
                .replaceAll("(AN=\\d+|0.01)\n", "$1\tGT:GQ\t0|1:9\n");
        few.loadVariants(InputSource.of("samples", text.getBytes(UTF_8)))
                .dataset("samples")
                .infoKeys("AC")
                .run();
        VariantQueries rows = few.variants().in("samples");

        assertThatThrownBy(() -> rows.matching("GT=\"het\"").list()).hasMessageContaining("without genotypes");
        assertThatThrownBy(() -> rows.matching("POS>1 & GQ>3").list())
                .hasMessageContaining("filter expression:1:9:")
                .hasMessageContaining("of FORMAT only GT");
        assertThatThrownBy(() -> rows.matching("AF>0.1").list()).hasMessageContaining("loaded without AF");
        few.datasets().drop("variants", "samples");
    }

    @Test
    void usesTheIndexesThatFit() throws IOException {
        VariantQueries rows = small();

        assertThat(rows.matching("ID=\"rs2\"").explain()).contains("\"id\" = 'rs2'");
        assertThat(rows.in("sig").matching("CLNSIG=\"Benign\"").explain()).contains("-> 'CLNSIG') @> '\"Benign\"'");
        assertThat(rows.in("freq").matching("AF>=0.05 && AF<=0.5").explain()).contains("\"allele_frequency\" between");
        assertThat(rows.in("freq").matching("AF>=0.05").explain()).doesNotContain("allele_frequency");
    }
}
