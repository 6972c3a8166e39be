package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.longevity.trajectory.TrajectoryPoint;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.longevity.ResearchWriter;
import omega.genomics.postgres.vector.file.VectorFile;
import omega.genomics.postgres.vector.file.VectorFiles;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that PostgreSQL refuses is a finding with its place, never an error of the server. In the tables, 0 is NUL and L is long. */
@DatabaseTest
class UnstorableTextTest {
    private static final String LONG = longText();

    private TestDatabase database;
    private AssemblyDatabase genome;

    /** Does not compress, as an index would. */
    private static String longText() {
        StringBuilder text = new StringBuilder();
        java.util.Random random = new java.util.Random(4);
        while (text.length() < 12_000) {
            text.append((char) ('a' + random.nextInt(26))).append((char) ('A' + random.nextInt(26)));
        }
        return text.toString();
    }

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "own");
    }

    private static InputSource file(String name, String text) {
        String real = text.replace("NUL", "\0")
                .replace("LONG", LONG)
                .replace('~', '\t')
                .replace(';' + "\\n", "\n");
        return InputSource.of(name, real.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertLocated(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable load, String field, int column) {
        assertLocated(load, field, column, 2);
    }

    private static void assertLocated(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable load, String field, int column, long line) {
        assertThatThrownBy(load).isInstanceOfSatisfying(ParseException.class, e -> {
            assertThat(e.diagnostic().field()).isEqualTo(field);
            assertThat(e.diagnostic().location().line()).isEqualTo(line);
            assertThat(e.diagnostic().location().column()).isEqualTo(column);
            assertThat(e.diagnostic().rule()).isIn("text-nul", "text-length");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gtf | 1NULx~s~gene~1~9~.~+~.~gene_id \"G2\"; | seqname | 2",
                "gtf | 1~sNUL~gene~1~9~.~+~.~gene_id \"G2\"; | source | 4",
                "gtf | 1~s~geNULne~1~9~.~+~.~gene_id \"G2\"; | feature | 7",
                "gtf | 1~s~gene~1~9~.~+~.~gene_id \"G2NUL\"; | attributes | 31",
                "gtf | 1~s~gene~1~9~.~+~.~gene_id \"G2\"; note \"NUL\"; | attributes | 40",
                "gtf | 1~s~gene~1~9~.~+~.~gene_id \"LONG\"; | gene_id | 29",
                "gtf | 1~s~gene~1~9~.~+~.~gene_id \"G2\"; gene_name \"LONG\"; | gene_name | 45",
                "gtf | LONG~s~gene~1~9~.~+~.~gene_id \"G2\"; | seqname | 1",
                "gff3 | 1~s~gene~1~9~.~+~.~ID=G2;Note=a%00b | attributes | 32",
                "gff3 | 1~s~gene~1~9~.~+~.~ID=G2%00 | attributes | 25",
                "gff3 | 1%00~s~gene~1~9~.~+~.~ID=G2 | seqname | 2",
                "gff3 | 1~s~gene~1~9~.~+~.~ID=LONG | ID | 23",
            })
    void annotations(String format, String row, String field, int column) throws Exception {
        String first = format.equals("gtf") ? "1~s~gene~1~9~.~+~.~gene_id \"G1\";\n" : "1~s~gene~1~9~.~+~.~ID=G1\n";
        InputSource file = file("x." + format, first + row.strip() + "\n");

        assertLocated(() -> genome.loadGenes(file).run(), field, column);
        LoadReport report = genome.loadGenes(file).parseMode(ParseMode.LENIENT).run();

        assertThat(report.rejects()).isEqualTo(1);
        assertThat(report.recordsStored()).isEqualTo(1);
        assertThat(database.rows("SELECT gene_id FROM own.genes")).containsExactly("G1");
    }

    private static String vcf(String header, String record) {
        return "##fileformat=VCFv4.3\n" + header + record + "\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1NUL~5~.~A~C~.~.~. | CHROM | 2",
                "LONG~5~.~A~C~.~.~. | CHROM | 1",
                "1~5~LONG~A~C~.~.~. | ID | 5",
                "'1~5~.~A~C~.~.~CSQ=C|missense_variant|LONG' | INFO | 15",
            })
    void records(String record, String field, int column) throws Exception {
        String header = "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Format: Allele|Consequence|SYMBOL\">\n"
                + "#CHROM~POS~ID~REF~ALT~QUAL~FILTER~INFO\n1~4~.~A~C~.~.~.\n";
        InputSource file = file("x.vcf", vcf(header, record.strip()));

        assertThatThrownBy(() -> genome.loadVariants(file).allConsequences(true).run())
                .isInstanceOfSatisfying(ParseException.class, e -> {
                    assertThat(e.diagnostic().field()).isEqualTo(field);
                    assertThat(e.diagnostic().location().line()).isEqualTo(5);
                    assertThat(e.diagnostic().location().column()).isEqualTo(column);
                });
        LoadReport report = genome.loadVariants(file)
                .allConsequences(true)
                .parseMode(ParseMode.LENIENT)
                .run();

        assertThat(report.rejects()).isEqualTo(1);
        assertThat(database.value("SELECT count(*) FROM own.variants")).isEqualTo("1");
    }

    @Test
    void headersAndSamples() throws Exception {
        InputSource header =
                file("x.vcf", vcf("##note=aNULb\n#CHROM~POS~ID~REF~ALT~QUAL~FILTER~INFO\n", "1~4~.~A~C~.~.~."));
        assertLocated(() -> genome.loadVariants(header).run(), "header", 9);
        assertThat(genome.loadVariants(header)
                        .parseMode(ParseMode.LENIENT)
                        .run()
                        .warnings())
                .singleElement()
                .asString()
                .contains("x.vcf:2:9");

        InputSource sample =
                file("x.vcf", vcf("#CHROM~POS~ID~REF~ALT~QUAL~FILTER~INFO~FORMAT~SNUL\n", "1~4~.~A~C~.~.~.~GT~0/1"));
        assertLocated(() -> genome.loadVariants(sample).genotypes(true).run(), "sample", 48);
        genome.loadVariants(sample).genotypes(true).parseMode(ParseMode.LENIENT).run();
        assertThat(database.rows("SELECT name FROM own.samples")).containsExactly("S\u2400");

        InputSource many =
                file("x.vcf", vcf("#CHROM~POS~ID~REF~ALT~QUAL~FILTER~INFO~FORMAT~LONG\n", "1~4~.~A~C~.~.~.~GT~0/1"));
        assertLocated(() -> genome.loadVariants(many).genotypes(true).run(), "sample", 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"GNUL~S | Name", "G2~SNUL | Description", "LONG~S | Name", "G2~LONG | Description"})
    void expression(String row, String field) throws Exception {
        InputSource file = file("x.gct", "#1.2\n2~1\nName~Description~Liver\nG1~A~1.5\n" + row.strip() + "~2.5\n");

        assertThatThrownBy(() -> genome.loadExpression(file).run()).isInstanceOfSatisfying(ParseException.class, e -> {
            assertThat(e.diagnostic().field()).isEqualTo(field);
            assertThat(e.diagnostic().location().line()).isEqualTo(5);
        });
        assertThat(genome.loadExpression(file)
                        .parseMode(ParseMode.LENIENT)
                        .run()
                        .rejects())
                .isEqualTo(1);
    }

    @Test
    void expressionColumns() {
        InputSource file = file("x.gct", "#1.2\n1~1\nName~Description~LiverNUL\nG1~A~1.5\n");

        assertThatThrownBy(() -> genome.loadExpression(file).run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("x.gct:3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2~FOXNUL3~n~~~h~h | symbol",
                "2~LONG~n~~~h~h | symbol",
                "2~S~nNUL~~~h~h | name",
                "2~S~n~~PNUL~h~h | uniprot",
            })
    void studiesOfAgeing(String row, String field) throws Exception {
        String table = "GenAge ID~symbol~name~entrez gene id~uniprot~why\n1~TP53~n~~P~h\n";
        InputSource file = file("x.tsv", table + row.strip().replaceFirst("~h$", "") + "\n");

        assertLocated(() -> genome.loadGenAge(file).run(), field, 1, 3);
        LoadReport report = genome.loadGenAge(file).parseMode(ParseMode.LENIENT).run();

        assertThat(report.rejects()).isEqualTo(1);
        assertThat(report.recordsRead()).isEqualTo(2);
        assertThat(database.rows("SELECT symbol FROM own.genage_genes")).containsExactly("TP53");
    }

    @Test
    void headingsOfStudies() {
        InputSource file = file("x.tsv", "GenAge ID~symbol~name~entrez gene id~uniprot~why~xNUL\n1~TP53~n~~P~h~\n");
        assertLocated(() -> genome.loadGenAge(file).run(), "heading", 1, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HGNC:2~SNUL~n~a~b | symbol",
                "HGNC:2~S~n~aNUL~b | previousSymbols",
                "HGNC:2~S~n~a~LONG | aliases",
                "HGNC:2~S~nNUL~a~b | name",
                "HGNC:2LONG~S~n~a~b | hgncId",
            })
    void namesOfGenes(String row, String field) {
        InputSource file =
                file("x.tsv", "hgnc_id~symbol~name~prev_symbol~alias_symbol\nHGNC:1~A~n~~\n" + row.strip() + "\n");
        assertLocated(() -> genome.loadGeneInfo(GeneInfoFormat.HGNC, file).run(), field, 1, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ID=gene:G2;description=a%00b | description", "ID=gene:LONG;description=b | symbol"})
    void descriptionsOfGenes(String attributes, String field) {
        InputSource file = file("x.gff3", "##gff-version 3\n1~s~gene~1~9~.~+~.~" + attributes.strip() + "\n");
        assertLocated(() -> genome.loadGeneInfo(GeneInfoFormat.GFF3, file).run(), field, 1, 2);
    }

    @Test
    void sequences() {
        assertLocated(
                () -> genome.loadFasta(file("x.fa", ">a\nAC\n>LONG\nAC\n")).run(), "name", 1, 3);
        String index = "a~4~0~4~5\n";
        assertLocated(
                () -> genome.loadFasta(file("x.fai", index + "bNUL~4~9~4~5\n")).run(), "name", 1, 2);
        assertLocated(
                () -> genome.loadFasta(file("x.fai", index + "LONG~4~9~4~5\n")).run(), "name", 1, 2);
    }

    /** The key of an alias holds its gene's name, too. */
    @Test
    void aliasesWithLongSymbols() throws Exception {
        String name = LONG.substring(0, 1500);
        InputSource file = file(
                "x.gtf",
                "1~s~gene~1~9~.~+~.~gene_id \"G1\"; gene_name \"" + name + "\"; gene_synonym \"" + name + "x\";\n");
        assertThatThrownBy(() -> genome.loadGenes(file).run())
                .isInstanceOfSatisfying(
                        ParseException.class,
                        e -> assertThat(e.diagnostic().field()).isEqualTo("gene_synonym"));
    }

    /** Rows of a program's own making: the finding says which row. */
    @Test
    void researchRows() {
        ResearchWriter writer = genome.addResearch();
        for (String text : new String[] {"a\0", LONG}) {
            List<TrajectoryPoint> points = List.of(point("s"), point(text));
            assertLocated(() -> writer.trajectories(points), "subject", 1, 2);
        }
        List<TrajectoryPoint> units =
                List.of(new TrajectoryPoint("s", "a", "m", 1, 2, Optional.of("a\0"), Optional.empty()));
        assertLocated(() -> writer.trajectories(units), "unit", 1, 1);
        assertThat(writer.remove("s")).isZero();
    }

    private static TrajectoryPoint point(String subject) {
        return new TrajectoryPoint("s", subject, "m", 1, 2, Optional.empty(), Optional.empty());
    }

    @Test
    void namesThatProgramsGive() {
        for (String name : new String[] {"a\0", LONG}) {
            InputSource file = file("x", "");
            assertThatThrownBy(() -> genome.loadVariants(file).dataset(name))
                    .isInstanceOf(IllegalArgumentException.class);
            VectorFile vectors = VectorFiles.tsv(file);
            assertThatThrownBy(() -> genome.vectors().load(name, vectors)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> genome.vectors().load("m", vectors).version(name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void findsNulWhereverItIs() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = "a".repeat(length).getBytes(StandardCharsets.UTF_8);
            assertThat(StorableText.nul(bytes, 0, length, true)).isEqualTo(-1);
            for (int at = 0; at < length; at++) {
                byte[] with = bytes.clone();
                with[at] = 0;
                assertThat(StorableText.nul(with, 0, length, false)).isEqualTo(at);
                assertThat(StorableText.nul(with, at + 1, length, true)).isEqualTo(-1);
                byte[] escaped = bytes.clone();
                escaped[at] = '%';
                assertThat(StorableText.nul(escaped, 0, length, true)).isEqualTo(-1);
                if (at + 2 < length) {
                    escaped[at + 1] = '0';
                    escaped[at + 2] = '0';
                    assertThat(StorableText.nul(escaped, 0, length, true)).isEqualTo(at);
                    assertThat(StorableText.nul(escaped, 0, length, false)).isEqualTo(-1);
                    assertThat(StorableText.nul(escaped, 0, at + 2, true)).isEqualTo(-1);
                }
            }
        }
    }
}
