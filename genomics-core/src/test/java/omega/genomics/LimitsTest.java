package omega.genomics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.expression.GctReader;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.gtf.assembly.RowCounts;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.GziIndex;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixBuilder;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.io.TabixLayout;
import omega.genomics.model.Gene;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.validate.VcfValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits are exact, may be set, and say how. */
class LimitsTest {
    private static final String VCF =
            "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\n";

    @TempDir
    private Path folder;

    private static InputSource source(String text) {
        return InputSource.of("limited", text.getBytes(UTF_8));
    }

    private static void refused(
            String rule, String option, org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(ParseException.class, e -> {
            assertThat(e.diagnostic().rule()).isEqualTo(rule);
            assertThat(e.diagnostic().message()).contains(option);
        });
    }

    @Test
    void ofTheSequencesOfAFasta() throws IOException {
        String fai = "a\t1\t3\t1\t2\nb\t1\t8\t1\t2\n";
        assertThat(FastaIndex.read(source(fai), 2).entries()).hasSize(2);
        refused("fai-length", "FastaIndex.read", () -> FastaIndex.read(source(fai), 1));
        String fasta = ">a\nA\n>b\nC\n";
        assertThat(FastaIndex.build(source(fasta), 2).entries()).hasSize(2);
        refused("fai-length", "FastaIndex.build", () -> FastaIndex.build(source(fasta), 1));
        refused(
                "fai-length",
                "names of at most 128 bytes on average",
                () -> FastaIndex.build(source(">" + "a".repeat(257) + "\nA\n"), 2));

        Path path = Files.writeString(folder.resolve("x.fa"), fasta);
        try (IndexedFasta indexed = IndexedFasta.open(path, FastaIndex.build(InputSource.of(path), 2))) {
            assertThat(indexed.sequence(new Region("b", 1, 1))).isEqualTo("C");
        }
    }

    @Test
    void ofTheBlocksAndBytesOfAnIndex() throws IOException {
        ByteBuffer gzi = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        gzi.putLong(2).putLong(100).putLong(1000).putLong(200).putLong(2000);
        assertThatCode(() -> GziIndex.read(InputSource.of("x.gzi", gzi.array()), 2))
                .doesNotThrowAnyException();
        refused(
                "index-damaged",
                "GziIndex.read(source, maxBlocks)",
                () -> GziIndex.read(InputSource.of("x.gzi", gzi.array()), 1));

        Path path = folder.resolve("x.tbi");
        new TabixBuilder(TabixFormat.TBI, TabixLayout.VCF).build().write(path);
        int length;
        try (var in = InputSource.of(path).open()) {
            length = in.readAllBytes().length;
        }
        assertThat(TabixIndex.read(InputSource.of(path), length).contigs()).isEmpty();
        refused(
                "index-length",
                "TabixIndex.read(source, maxBytes)",
                () -> TabixIndex.read(InputSource.of(path), length - 1));
    }

    @Test
    void ofHeaders() throws IOException {
        // Two lines, two fields that the tabs behind CHROM and nine others make, and the bytes.
        int vcf = VCF.length() - 2 + 2 * 16 + 10 * 16;
        VcfReader.options().maxHeaderBytes(vcf).open(source(VCF)).close();
        refused(
                "header-length",
                "maxHeaderBytes(…)",
                () -> VcfReader.options().maxHeaderBytes(vcf - 1).open(source(VCF)));
        refused(
                "header-length",
                "maxHeaderBytes(…)",
                () -> VcfReader.options()
                        .mode(ParseMode.LENIENT)
                        .maxHeaderBytes(vcf - 1)
                        .openParallel(source(VCF), 2));
        refused(
                "header-length",
                "maxHeaderBytes(…)",
                () -> new VcfValidator().maxHeaderBytes(20).validate(source(VCF)));
        refused("header-length", "maxHeaderBytes(…)", () -> {
            try (GtfReader reader = GtfReader.options().maxHeaderBytes(40).open(source("##a\n##b\n##c\n"))) {
                reader.advance();
            }
        });
        refused(
                "header-length",
                "maxHeaderBytes(…)",
                () -> GctReader.options()
                        .maxHeaderBytes(40)
                        .open(source("#1.2\n1\t2\nName\tDescription\ta\tb\nG\tg\t1\t2\n")));
        assertThatThrownBy(() -> VcfReader.options().maxHeaderBytes(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofTheValuesOfAColumn() throws IOException {
        String record = VCF + "1\t5\t.\tA\tC,G,T\t.\t.\tDP=1\tGT:DP\t0/1:2\t0/2:3\n";
        assertThat(new VcfValidator().maxValues(3).validate(source(record)).records())
                .isEqualTo(1);
        refused(
                "record-values",
                "VcfValidator.maxValues(…)",
                () -> new VcfValidator().maxValues(2).validate(source(record)));
    }

    @Test
    void ofTheRowsOfAGene() throws IOException {
        String row = "1\tx\t%s\t%d\t%d\t.\t+\t.\tgene_id \"%s\"; transcript_id \"T%s\";\n";
        String text = row.formatted("exon", 1, 9, "A", "A")
                + row.formatted("exon", 11, 19, "B", "B")
                + row.formatted("exon", 31, 39, "B", "B")
                + row.formatted("exon", 51, 59, "C", "C");
        try (GtfReader reader = GtfReader.open(source(text))) {
            GeneModelAssembler assembler =
                    GeneModelAssembler.strict().maxGeneRows(2).addAll(reader);
            refused("gene-rows", "maxGeneRows(…)", () -> assembler.forEachGene(gene -> {}));
        }
        List<String> rules = new ArrayList<>();
        try (GtfReader reader = GtfReader.open(source(text))) {
            GeneModelAssembler assembler = GeneModelAssembler.of(
                            ParseMode.LENIENT, finding -> rules.add(finding.rule()))
                    .maxGeneRows(2)
                    .addAll(reader);
            assertThat(assembler.toModel().genes()).extracting(Gene::id).containsExactly("A", "C");
            assertThat(assembler.toModel().genes()).hasSize(2);
            assertThat(assembler.counts()).containsExactly(new RowCounts("1", 4, 2, 0, 2, 0));
            assertThat(assembler.errors()).isEqualTo(1);
        }
        assertThat(rules).containsExactly("gene-rows");
    }

    @Test
    void ofWhatIsReadByDefault() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BgzfWriter bgzf = BgzfWriter.to(out, -1)) {
            bgzf.write(VCF.getBytes(UTF_8));
        }
        VcfReader.open(InputSource.of("x.vcf.gz", out.toByteArray())).close();
    }
}
