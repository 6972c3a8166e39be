package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.Attributes;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.Strand;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines, columns, dialects, modes and counts. */
class GtfReaderTest {
    private static final String GENE =
            "1\thavana\tgene\t11869\t14412\t.\t+\t.\tgene_id \"ENSG1\"; gene_name \"DDX11L1\"; tag \"a\"; tag \"b\";\n";

    private static InputSource source(String text) {
        return InputSource.of("test.gtf", text.getBytes(StandardCharsets.UTF_8));
    }

    private static GtfReader open(String text) throws IOException {
        return GtfReader.open(source(text));
    }

    @Test
    void readsEveryColumnOfARow() throws IOException {
        try (GtfReader reader = open("#!genome-build GRCh38\n" + GENE)) {
            assertThat(reader.advance()).isTrue();
            GtfRecord row = reader.record();
            assertThat(row.contig()).isEqualTo("1");
            assertThat(row.source()).isEqualTo("havana");
            assertThat(row.isType("gene")).isTrue();
            assertThat(row.start()).isEqualTo(11869);
            assertThat(row.end()).isEqualTo(14412);
            assertThat(row.hasScore()).isFalse();
            assertThatThrownBy(row::score).isInstanceOf(IllegalStateException.class);
            assertThat(row.strand()).isEqualTo(Strand.PLUS);
            assertThat(row.hasFrame()).isFalse();
            assertThatThrownBy(row::frame).isInstanceOf(IllegalStateException.class);
            assertThat(row.attribute("gene_name")).isEqualTo("DDX11L1");
            assertThat(row.attribute("gene")).isNull();
            assertThat(row.attributes())
                    .isEqualTo(Attributes.of("gene_id", "ENSG1", "gene_name", "DDX11L1", "tag", "a", "tag", "b"));
            assertThat(row.lineNumber()).isEqualTo(2);
            assertThat(reader.advance()).isFalse();
            assertThat(reader.advance()).isFalse();
            assertThat(reader.records()).isEqualTo(1);
            assertThat(reader.directives()).containsExactly("#!genome-build GRCh38");
        }
    }

    @Test
    void findingsNameTheContig() throws IOException {
        List<Diagnostic> heard = new ArrayList<>();
        try (GtfReader reader = GtfReader.options()
                .mode(ParseMode.LENIENT)
                .diagnostics(heard::add)
                .open(source("2\thavana\tgene\tx\t5\t.\t+\t.\tgene_id \"g\";\nno tab\n" + GENE))) {
            assertThat(reader.advance()).isTrue();
            assertThat(heard).extracting(Diagnostic::contig).containsExactly("2", "");
            Diagnostic finding = reader.record().finding(Severity.WARNING, "strand", "my-rule", "expected a strand");
            assertThat(finding.contig()).isEqualTo("1");
            assertThat(finding.location().line()).isEqualTo(3);
            assertThat(finding.location().column()).isEqualTo(29);
            assertThat(finding.excerpt()).contains("→11869→14412→.→+→.→gene_id").endsWith(" ^");
        }
    }

    @Test
    void passesOverWhatIsNoRow() throws IOException {
        String text = "\uFEFF#first\n\n  \ntrack name=x\nbrowser position chr1:1-2\n" + GENE
                + "# between\n###\n##late\n \t \r\n" + GENE + "##FASTA\n" + GENE;
        try (GtfReader reader = open(text)) {
            assertThat(reader.stream().count()).isEqualTo(2);
            assertThat(reader.records()).isEqualTo(2);
            assertThat(reader.directives())
                    .containsExactly("#first", "track name=x", "browser position chr1:1-2", "##late");
            assertThat(reader.lines()).isEqualTo(12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\r\n\n", "# comment\n", "track name=x\n"})
    void saysOnRequestThatItReadNoAnnotation(String text) throws IOException {
        try (GtfReader reader = open(text)) {
            assertThat(reader.advance()).isFalse();
            assertThatThrownBy(reader::requireContent)
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining(
                            "test.gtf:" + (reader.lines() + 1) + ":1: file: expected a row, or a directive (## or #!)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"##gff-version 3", "#!genome-build x\n", GENE, "# comment\n" + GENE})
    void anAnnotationHasARowOrADirective(String text) throws IOException {
        try (GtfReader reader = open(text)) {
            reader.forEach(row -> {});
            assertThatCode(reader::requireContent).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'##gff-version 3\n1\tx\tgene\t1\t2\t.\t+\t.\tgene_id \"a\"', GFF3",
        "'##gff-version   3.1.26\n', GFF3",
        "'##gff-version 2\n1\tx\tgene\t1\t2\t.\t+\t.\tID=a', GFF3",
        "'1\tx\tgene\t1\t2\t.\t+\t.\tID=a;Name=b', GFF3",
        "'1\tx\tgene\t1\t2\t.\t+\t.\tID=\"a\";gene_id=\"b\"', GFF3",
        "'1\tx\tgene\t1\t2\t.\t+\t.\t.\n1\tx\tgene\t1\t2\t.\t+\t.\tID=a', GFF3",
        "'1\tx\tgene\t1\t2\t.\t+\t.\tgene_id \"a=b\"', GTF",
        "'1\tx\tgene\t1\t2\t.\t+\t.\tgene_id=\"a\"', GTF",
        "'1\tx\tgene\t1\t2\t.\t+\t.\tgene_id=a;transcript_id=b', GTF",
        "'1\tx\tgene\t1\t2\t.\t+\t.\tlevel 2', GTF",
        "'1\tx\tgene\t1\t2\t.\t+\t.\tgroupA', GTF",
        "'', GTF"
    })
    void tellsTheDialectByContent(String text, GtfDialect expected) throws IOException {
        try (GtfReader reader = open(text)) {
            assertThat(reader.dialect()).isEqualTo(expected);
        }
        try (GtfReader reader = GtfReader.options().dialect(GtfDialect.GFF3).open(source(text))) {
            assertThat(reader.dialect()).isEqualTo(GtfDialect.GFF3);
        }
    }

    @Test
    void stopsAtTheSequencesOfGff3() throws IOException {
        try (GtfReader reader = open("##gff-version 3\n1\tx\tgene\t1\t2\t.\t+\t.\tID=a\n>1\nACGT\n")) {
            assertThat(reader.stream().toList()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1 x gene 1 2 . + .!2:19!attributes!columns!expected 9 columns separated by tabs (this row has 8), found nothing",
                "1!2:2!source!columns!expected 9 columns separated by tabs (this row has 1), found nothing",
                "1 x gene 1 2 . + . a b!2:22!attributes!columns!expected the end of the line after 9 columns, found \"b\"",
                " x gene 1 2 . + . a!2:1!seqname!not-empty!expected a name, found nothing",
                "1 x  1 2 . + . a!2:5!feature!not-empty!expected a name, found nothing",
                "1 x gene 0 2 . + . a!2:10!start!coordinate!expected a base number from 1 to 2147483647, found \"0\"",
                "1 x gene -5 2 . + . a!2:10!start!coordinate!expected a base number from 1 to 2147483647, found \"-5\"",
                "1 x gene 1e5 2 . + . a!2:10!start!coordinate!expected a base number from 1 to 2147483647, found \"1e5\"",
                "1 x gene 1 2147483648 . + . a!2:12!end!coordinate!expected a base number from 1 to 2147483647, found \"2147483648\"",
                "1 x gene 1  . + . a!2:12!end!coordinate!expected a base number from 1 to 2147483647, found nothing",
                "1 x gene 7 6 . + . a!2:12!end!start-end!expected an end of 7 (the start) or more, found \"6\"",
                "1 x gene 1 2 high + . a!2:14!score!score!expected a number or \".\", found \"high\"",
                "1 x gene 1 2 1e999 + . a!2:14!score!score!expected a number or \".\", found \"1e999\"",
                "1 x gene 1 2 . ++ . a!2:16!strand!strand!expected one of + - . ?, found \"++\"",
                "1 x gene 1 2 . + 3 a!2:18!frame!frame!expected one of 0 1 2 ., found \"3\"",
                "1 x gene 1 2 . + . a~\"b;~c~\"d\";!2:20!attributes!quotes!expected a closing quote for each opening one, found \"a \"b; c \"d\";\""
            })
    void refusesABrokenRowWithItsPlace(String row, String place, String field, String rule, String message)
            throws IOException {
        String text = GENE + row.replace(' ', '\t').replace('~', ' ') + "\n" + GENE;
        try (GtfReader reader = open(text)) {
            assertThat(reader.advance()).isTrue();
            assertThatThrownBy(reader::advance).isInstanceOfSatisfying(ParseException.class, bad -> {
                assertThat(bad.location()).hasToString("test.gtf:" + place);
                assertThat(bad.diagnostic().field()).isEqualTo(field);
                assertThat(bad.diagnostic().rule()).isEqualTo(rule);
                assertThat(bad.diagnostic().message()).isEqualTo(message);
            });
        }
        List<Diagnostic> heard = new ArrayList<>();
        GtfReader.Options lenient = GtfReader.options().mode(ParseMode.LENIENT).diagnostics(heard::add);
        try (GtfReader reader = lenient.open(source(text))) {
            assertThat(reader.stream().toList()).hasSize(2);
            assertThat(reader.skipped()).isEqualTo(1);
            assertThat(reader.records()).isEqualTo(2);
            assertThat(heard).hasSize(1);
            assertThat(heard.get(0).rule()).isEqualTo(rule);
        }
    }

    @Test
    void lenientReadingNeedsAListener() {
        GtfReader.Options options = GtfReader.options().mode(ParseMode.LENIENT);
        assertThatThrownBy(() -> options.open(source(GENE))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsTheLastBaseThereCanBe() throws IOException {
        try (GtfReader reader = open("1\tx\tgene\t2147483647\t2147483647\t0.5\t?\t2\t.\n")) {
            Feature feature = reader.stream().findFirst().orElseThrow();
            assertThat(feature.length()).isEqualTo(1);
            assertThat(feature.score()).hasValue(0.5);
            assertThat(feature.strand()).isEqualTo(Strand.UNKNOWN);
            assertThat(feature.frame()).hasValue(2);
            assertThat(feature.attributes().isEmpty()).isTrue();
        }
    }

    @Test
    void deliversOnlyTheTypesAskedFor() throws IOException {
        String text = GENE + GENE.replace("\tgene\t", "\texon\t") + GENE.replace("\tgene\t", "\tgene_segment\t") + GENE;
        try (GtfReader reader = GtfReader.options().types("gene").open(source(text))) {
            assertThat(reader.stream().map(Feature::type)).containsExactly("gene", "gene");
            assertThat(reader.filtered()).isEqualTo(2);
            assertThat(reader.records()).isEqualTo(2);
        }
    }

    /** Its eight columns would be told as faults of a row, far from what is wrong. */
    @Test
    void refusesAVcfAtItsFirstLine() throws IOException {
        try (GtfReader reader = GtfReader.open(source("##fileformat=VCFv4.2\n#CHROM\tPOS\n1\t5\n"))) {
            assertThatThrownBy(reader::advance)
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining(":1:1: header: expected GTF or GFF3, found \"##fileformat=VCFv4.2\"");
        }
    }

    @Test
    void refusesToReadAfterClose() throws IOException {
        GtfReader reader = open(GENE);
        reader.close();
        reader.close();
        assertThatThrownBy(reader::advance).isInstanceOf(IllegalStateException.class);
    }

    /** However the reader comes upon it: row by row, on the way to another type, as a comment or as the last line. */
    @ParameterizedTest
    @ValueSource(ints = {16, 64, 100, 4096, 1 << 18})
    void throwsForALineLongerThanAllowed(int blockSize) throws IOException {
        String longer = GENE.replace("DDX11L1", "DDX11L10");
        String comment = "#" + "c".repeat(GENE.length() - 1) + "\n";
        GtfReader.Options options =
                GtfReader.options().maxLineLength(GENE.length() - 1).blockSize(blockSize);
        for (String tooLong : List.of(longer, longer.replace("\n", "\r\n"), longer.strip(), comment)) {
            for (GtfReader.Options each : List.of(options, options.types("exon"))) {
                String exon = GENE.replace("\tgene\t", "\texon\t");
                try (GtfReader reader = each.open(source(exon + tooLong + (tooLong.endsWith("\n") ? exon : "")))) {
                    assertThat(reader.advance()).isTrue();
                    assertThatThrownBy(reader::advance)
                            .isInstanceOfSatisfying(
                                    ParseException.class,
                                    bad -> assertThat(bad.diagnostic().rule()).isEqualTo("line-length"));
                }
            }
        }
        try (GtfReader reader = options.open(source(GENE + GENE.strip()))) {
            assertThat(reader.stream().toList()).hasSize(2);
        }
    }

    /** A view kept by mistake must not silently show another row. Tests run with assertions; users may switch them on. */
    @Test
    void reportsUseOfAViewAfterItsStep() throws IOException {
        String rows = GENE + GENE.replace("11869", "11870") + GENE.replace("11869", "11871");
        GtfReader reader = GtfReader.open(InputSource.of("rows", rows.getBytes(StandardCharsets.UTF_8)));
        GtfRecord record = reader.record();
        assertThatThrownBy(record::start).isInstanceOf(IllegalStateException.class);
        reader.advance();
        List<ByteSlice> kept = List.of(
                record.contigBytes(),
                record.sourceBytes(),
                record.typeBytes(),
                record.attributeKey(0),
                record.attributeValue(0),
                java.util.Objects.requireNonNull(record.attribute(AttributeKey.of("gene_name"))));
        assertThat(kept).allSatisfy(slice -> assertThat(slice.toString()).isNotEmpty());
        reader.advance();
        for (ByteSlice slice : kept) {
            assertThatThrownBy(slice::toString).hasMessageContaining("after the reader advanced");
            assertThatThrownBy(() -> slice.byteAt(0)).isInstanceOf(IllegalStateException.class);
        }
        ByteSlice last = record.typeBytes();
        reader.close();
        assertThatThrownBy(last::length).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(record::type).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> record.attribute("gene_id")).hasMessageContaining("after closing");
    }

    @ParameterizedTest
    @CsvSource({
        "'1→x→exon→1→2→.→+→.→gene_id \"G\";',",
        "'1→x→exon→1→2→.→+→.→\"G\";',f:1:20: attributes: expected a key before each value",
        "'1→x→exon→1→2→.→+→.→ID=a%2;Name=b',f:1:24: attributes: expected two hexadecimal digits behind %",
        "'1→x%→exon→1→2→.→+→.→ID=a',f:1:4: source: expected two hexadecimal digits behind %",
        "'1→x→exon→1→2→.→+→.→ID=a%2C;Name=é',",
        "'1→x→exon→1→2→.→+→.→note \"é☠\";',f:1:28: attributes: expected text in UTF-8"
    })
    void validatesWhatReadingLeavesForLater(String row, String message) throws IOException {
        byte[] bytes = row.replace('→', '\t').replace("☠", "\u00ff").getBytes(StandardCharsets.UTF_8);
        bytes = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\u00c3\u00bf", "\u00ff")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (GtfReader reader = GtfReader.open(InputSource.of("f", bytes))) {
            assertThat(reader.advance()).isTrue();
            if (message == null) {
                reader.record().validate();
            } else {
                assertThatThrownBy(() -> reader.record().validate())
                        .isInstanceOf(ParseException.class)
                        .hasMessageStartingWith(message);
            }
        }
    }

    /** The rows of docs/reference/interpretation.md, "Columns 1 to 8", that are read although the specification says otherwise or nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1→→exon→007→10→.→+→.→a b                |1 . exon 7 10 [a \"b\";]",
                "1→x→exon→7→10→1e-3→?→.→a b→→           |1 x exon 7 10 [a \"b\";]",
                "1→x→exon→7→10→12→.→2→a b→# why          |1 x exon 7 10 [a \"b\";]",
                "c%201→x→exon→7→10→.→+→.→a b%20c         |c%201 x exon 7 10 [a \"b%20c\";]",
                "c%201→x%41→ex%6Fn→7→10→.→+→.→a=b%20c    |c 1 xA exon 7 10 [a \"b c\";]",
                "1→x→CDS→7→10→.→+→.→note \"caf\u00e9\"   |1 x CDS 7 10 [note \"caf\u00e9\";]"
            })
    void readsColumnsAsFilesWriteThem(String row, String expected) throws IOException {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            byte[] bytes = row.replace('→', '\t').getBytes(charset);
            try (GtfReader reader = GtfReader.open(InputSource.of("f", bytes))) {
                assertThat(reader.advance()).isTrue();
                GtfRecord r = reader.record();
                assertThat(r.contig() + " " + r.source() + " " + r.type() + " " + r.start() + " " + r.end() + " ["
                                + r.attributes() + "]")
                        .isEqualTo(expected);
            }
        }
    }

    static Stream<String> steady() {
        return Stream.of("gtf", "gff3", "types");
    }

    /** A reader that allocates a little a row is a reader that collects garbage a million times. */
    @ParameterizedTest
    @MethodSource("steady")
    void allocatesNothingInTheSteadyLoop(String kind) throws IOException {
        String row = kind.equals("gff3")
                ? "chr1\tx\texon\t11869\t14412\t0.25\t+\t.\tID=e%3A1;Parent=t1,t2;Note=a%2Cb\n"
                : GENE + GENE.replace("\tgene\t11869\t14412\t.", "\texon\t11870\t14412\t12.5") + "\n";
        byte[] text = row.repeat(40_000).getBytes(StandardCharsets.UTF_8);
        GtfReader.Options options = GtfReader.options();
        options = kind.equals("types") ? options.types("gene") : options;
        AttributeKey[] keys = {AttributeKey.of("tag"), AttributeKey.of("Parent"), AttributeKey.of("gene_name")};
        try (GtfReader reader = options.open(InputSource.of(kind, text))) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(reader.advance()).isTrue();
                touch(reader.record(), keys);
            }
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            long sum = 0;
            for (int i = 0; i < 20_000; i++) {
                reader.advance();
                sum += touch(reader.record(), keys);
            }
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(sum).isPositive();
            assertThat(allocated).as("bytes for 20,000 rows").isLessThan(20_000);
        }
    }

    private static long touch(GtfRecord row, AttributeKey[] keys) {
        long sum = (long) row.start()
                + row.end()
                + row.contig().length()
                + row.type().length()
                + row.strand().symbol();
        sum += row.hasScore() ? (long) row.score() : 0;
        for (AttributeKey key : keys) {
            ByteSlice value = row.attribute(key);
            sum += value == null ? 0 : value.length();
        }
        return sum + row.attributeCount() + row.attributeKey(0).length();
    }
}
