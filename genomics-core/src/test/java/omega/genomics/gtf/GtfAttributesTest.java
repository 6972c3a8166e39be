package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import omega.genomics.Attributes;
import omega.genomics.io.InputSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/reference/interpretation.md, row by row. */
class GtfAttributesTest {

    private static Arguments row(String column, String... keysAndValues) {
        return Arguments.of(column, Attributes.of(keysAndValues));
    }

    static Stream<Arguments> gtf() {
        return Stream.of(
                row("gene_id \"G1\"; gene_name \"A\";", "gene_id", "G1", "gene_name", "A"),
                row(
                        "gene_id \"CYCD1;1\"; note \"a; transcript_id \";",
                        "gene_id",
                        "CYCD1;1",
                        "note",
                        "a; transcript_id "),
                row("gene_id \"G1\"; level 2; exon_number 10;", "gene_id", "G1", "level", "2", "exon_number", "10"),
                row("note some free text ; b 1", "note", "some free text", "b", "1"),
                row("exon_number 1 gene_name \"X\"", "exon_number", "1", "gene_name", "X"),
                row("gene_id \"G1\" transcript_id \"T1\"", "gene_id", "G1", "transcript_id", "T1"),
                row(
                        "gene_id \"G1\";transcript_id \"T1\";;  ; tag \"x\" ; ",
                        "gene_id",
                        "G1",
                        "transcript_id",
                        "T1",
                        "tag",
                        "x"),
                row("gene_id=G1; gene_name=\"A b\"; note = \"c\"", "gene_id", "G1", "gene_name", "A b", "note", "c"),
                row("tag \"b\"; tag \"a\"; tag \"b\";", "tag", "b", "tag", "a", "tag", "b"),
                row("transcript_id \"\"; partial; pseudo;", "transcript_id", "", "partial", "", "pseudo", ""),
                row("Target \"EST1\" 11 55 ; E_value 0.0003", "Target", "EST1", "Target", "11 55", "E_value", "0.0003"),
                row("note \"say \\\"hi; ho\\\"\"; p \"C:\\\\x\\y\";", "note", "say \"hi; ho\"", "p", "C:\\x\\y"),
                row("note \"tab\\there\";", "note", "tab\there"),
                row("gene_id \"G1\"; # a comment; tag \"x\"", "gene_id", "G1"),
                row("gene_id \"G1\";\t# a comment", "gene_id", "G1"),
                row("product \"β-galactosidase é\";", "product", "β-galactosidase é"),
                row("gene_id\"G1\";", "gene_id", "G1"),
                row("Exon_7 \"a\"; a-key.2 \"b\"; \"no key\";", "Exon_7", "a", "a-key.2", "b", "", "no key"),
                row("geneA", "geneA", ""),
                row("."),
                row(""));
    }

    static Stream<Arguments> gff3() {
        return Stream.of(
                row("ID=gene:G1;Name=A", "ID", "gene:G1", "Name", "A"),
                row("Parent=a,b;Name=x", "Parent", "a", "Parent", "b", "Name", "x"),
                row("Note=a%2Cb,c%3Bd%25;k%3D=v", "Note", "a,b", "Note", "c;d%", "k=", "v"),
                row("description=kinase, alpha", "description", "kinase", "description", " alpha"),
                row("Parent=a,;Alias=b,,c", "Parent", "a", "Parent", "", "Alias", "b", "Alias", "", "Alias", "c"),
                row("Note=50% of; x=%zz%4", "Note", "50% of", "x", "%zz%4"),
                row(" ID = a ; Name=b c ;; flag", "ID", "a", "Name", "b c", "flag", ""),
                row("ID=\"x\";Name=%22y%22;Alias=\"", "ID", "x", "Name", "\"y\"", "Alias", "\""),
                row("a=b=c;empty=;=v", "a", "b=c", "empty", "", "", "v"),
                row("Note=caf%C3%A9,caf%E9,café", "Note", "café", "Note", "café", "Note", "café"),
                row("."),
                row(""));
    }

    private static Attributes read(GtfDialect dialect, String column, String lineEnd) throws IOException {
        String text = "1\tx\tgene\t1\t2\t.\t+\t.\t" + column + lineEnd;
        InputSource source = InputSource.of("a.gtf", text.getBytes(StandardCharsets.UTF_8));
        try (GtfReader reader = GtfReader.options().dialect(dialect).open(source)) {
            assertThat(reader.advance()).isTrue();
            Attributes all = reader.record().attributes();
            for (String key : all.keys()) {
                assertThat(reader.record().attribute(key))
                        .isEqualTo(all.first(key).orElseThrow());
            }
            assertThat(reader.record().toFeature().attributes()).isEqualTo(all);
            return all;
        }
    }

    @ParameterizedTest
    @MethodSource("gtf")
    void readsGtf(String column, Attributes expected) throws IOException {
        for (String lineEnd : Arrays.asList("", "\n", "\r\n", "\n" + "#".repeat(200))) {
            assertThat(read(GtfDialect.GTF, column, lineEnd)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("gff3")
    void readsGff3(String column, Attributes expected) throws IOException {
        for (String lineEnd : Arrays.asList("", "\n", "\r\n", "\n" + "#".repeat(200))) {
            assertThat(read(GtfDialect.GFF3, column, lineEnd)).isEqualTo(expected);
        }
    }
}
