package omega.genomics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.List;
import omega.genomics.bed.BedReader;
import omega.genomics.bed.RegionFile;
import omega.genomics.contig.Assembly;
import omega.genomics.expression.GctReader;
import omega.genomics.expression.TissueTable;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.FastaStatistics;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.geneset.GeneSet;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GtfValidator;
import omega.genomics.io.GziIndex;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.longevity.hagr.HagrFormat;
import omega.genomics.longevity.hagr.HagrReader;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.validate.VcfValidator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call that opens a source throws {@link IOException} for every failure to read until it returns; a reader that it returns throws
 * {@link UncheckedIOException} afterwards.
 */
class FailingInputTest {
    /** Longer than any block that is read ahead. */
    private static final int LONG = 2_000_000;

    private interface Call {
        void run(InputSource source) throws IOException;
    }

    private record Case(String name, String text, Call call) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String lines(String heading, String line) {
        StringBuilder text = new StringBuilder(heading);
        for (int i = 1; text.length() < LONG; i++) {
            text.append(line.replace("#N", Integer.toString(i)));
        }
        return text.toString();
    }

    private static InputSource failing(String text) {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is broken");
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
                return read();
            }
        };
        InputStream sound = new ByteArrayInputStream(text.getBytes(US_ASCII));
        return InputSource.of("file", new SequenceInputStream(sound, broken)).threads(1);
    }

    static List<Case> callsThatOpen() {
        String vcf = lines("##fileformat=VCFv4.3\n", "##x#N=y\n");
        String hgnc = lines("hgnc_id\tsymbol\tname\n", "HGNC:#N\tA#N\tb\n");
        return List.of(
                new Case("FastaStatistics.forEach", lines("", ">a#N\nAC\n"), s -> FastaStatistics.forEach(s, x -> {})),
                new Case(
                        "FastaStatistics.of",
                        lines("", ">a\nAC\n".repeat(1) + "ACGT\n".repeat(999)),
                        FastaStatistics::of),
                new Case("FastaIndex.read", lines("", "a#N\t4\t0\t4\t5\n"), FastaIndex::read),
                new Case("FastaIndex.build", lines(">a\n", "ACGT\n"), FastaIndex::build),
                new Case("GeneSet.read", lines("", "A#N\n"), s -> GeneSet.read("x", s)),
                new Case("HGNC", hgnc, s -> GeneInfoFormat.HGNC.forEach(s, gene -> {})),
                new Case("HGNC, list", hgnc, GeneInfoFormat.HGNC::list),
                new Case("GFF3", lines("##gff-version 3\n", "#x\n"), s -> GeneInfoFormat.GFF3.forEach(s, gene -> {})),
                new Case("TissueTable", lines("tissue\n", "Brain\n"), TissueTable::read),
                new Case("Assembly.fromAliases", lines("", "#N\tchr#N\n"), s -> Assembly.fromAliases("x", s)),
                new Case(
                        "Assembly.fromAssemblyReport",
                        lines("# Assembly name:  x\n", "# x\n"),
                        Assembly::fromAssemblyReport),
                new Case(
                        "HagrFormat.read",
                        lines("entrez id,gene symbol,senescence effect\n", "#N,A,Induces\n"),
                        HagrFormat.CELLAGE::read),
                new Case(
                        "GtfValidator",
                        lines("", "1\ts\tx\t1\t9\t.\t+\t.\tgene_id \"1\";\n"),
                        s -> GtfValidator.create().validate(s, finding -> {})),
                new Case("VcfValidator", vcf, s -> new VcfValidator().validate(s)),
                new Case("VcfReader.open", vcf, s -> VcfReader.open(s).close()),
                new Case(
                        "VcfReader.openParallel",
                        vcf,
                        s -> VcfReader.options().openParallel(s, 1).close()),
                new Case(
                        "GctReader.open",
                        "#1.2\n1\t1\nName\tDescription" + "\tx".repeat(LONG),
                        s -> GctReader.open(s).close()),
                new Case("RegionFile.readBed", lines("", "1\t0\t9\n"), RegionFile::readBed),
                new Case("GziIndex.read", "", GziIndex::read),
                new Case("TabixIndex.read", "TBI\1", TabixIndex::read));
    }

    @ParameterizedTest
    @MethodSource("callsThatOpen")
    void isAnIoExceptionOfTheCallThatOpens(Case one) {
        assertThatThrownBy(() -> one.call().run(failing(one.text())))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the disk is broken");
    }

    static List<Case> readers() {
        return List.of(
                new Case("GtfReader", lines("", "1\ts\tx\t1\t9\t.\t+\t.\tgene_id \"1\";\n"), s -> {
                    try (GtfReader reader = GtfReader.open(s)) {
                        reader.forEach(row -> {});
                    }
                }),
                new Case(
                        "VcfReader",
                        lines(
                                "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n",
                                "1\t#N\t.\tA\tC\t.\t.\t.\n"),
                        s -> {
                            try (VcfReader reader = VcfReader.open(s)) {
                                reader.forEach(record -> {});
                            }
                        }),
                new Case("GctReader", lines("#1.2\n9\t1\nName\tDescription\ta\n", "A#N\tB\t1\n"), s -> {
                    try (GctReader reader = GctReader.open(s)) {
                        reader.forEach(row -> {});
                    }
                }),
                new Case("BedReader", lines("", "1\t0\t9\n"), s -> {
                    try (BedReader reader = BedReader.open(s)) {
                        reader.forEach(line -> {});
                    }
                }),
                new Case("HagrReader", lines("entrez id,gene symbol,senescence effect\n", "#N,A,Induces\n"), s -> {
                    try (HagrReader<?> reader = HagrFormat.CELLAGE.open(s)) {
                        reader.forEach(row -> {});
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void isUncheckedOnceThereIsAReader(Case one) {
        assertThatThrownBy(() -> one.call().run(failing(one.text())))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("the disk is broken");
    }
}
