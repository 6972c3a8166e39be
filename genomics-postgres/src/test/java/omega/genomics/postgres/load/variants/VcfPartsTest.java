package omega.genomics.postgres.load.variants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import omega.genomics.Region;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.sink.PartReceipt;
import omega.genomics.postgres.load.sink.PartWriter;
import omega.genomics.postgres.load.sink.StagedSink;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.VcfIndex;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfSplit;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.header.VcfHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is loaded in parts has the rows of one that is loaded at once. */
@DatabaseTest
class VcfPartsTest {
    private static final List<String> CONTIGS = List.of("1", "2", "17", "X", "MT", "KI270728.1");
    private static final String HEADER = "##fileformat=VCFv4.2\n"
            + "##INFO=<ID=AC,Number=A,Type=Integer,Description=\"c\">\n##INFO=<ID=AN,Number=1,Type=Integer,Description=\"n\">\n"
            + "##INFO=<ID=DP,Number=1,Type=Integer,Description=\"d\">\n##INFO=<ID=GENEINFO,Number=1,Type=String,Description=\"g\">\n"
            + "##INFO=<ID=CLNSIG,Number=.,Type=String,Description=\"s\">\n"
            + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"g\">\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts1\ts2\ts3\n";

    @TempDir
    Path folder;

    private TestDatabase database;
    private AssemblyDatabase genome;
    private Path file;

    @BeforeEach
    void write(TestDatabase fresh) throws IOException, SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        StringBuilder lines = new StringBuilder(HEADER);
        Random random = new Random(6);
        for (String contig : CONTIGS) {
            int position = 0;
            for (int i = 0; i < 600; i++) {
                position += random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(20); // some variants come twice
                lines.append(contig + "\t" + position + "\t" + (i % 3 == 0 ? "." : "rs" + i) + "\tA\t"
                        + (random.nextInt(6) == 0 ? "C,G" : "T") + "\t" + random.nextInt(90) + "\tPASS\tAC=1;AN=6;DP="
                        + random.nextInt(99) + ";GENEINFO=BRCA1:672;CLNSIG=Benign\tGT\t0/1\t0/0\t./.\n");
            }
        }
        file = folder.resolve("v.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(file)) {
            out.write(lines.toString().getBytes(UTF_8));
        }
        VcfIndex.write(file, TabixFormat.TBI);
    }

    private VcfLoad load(String dataset) {
        return genome.loadVariants(InputSource.of(file)).dataset(dataset);
    }

    private void inParts(VcfLoad load) throws IOException {
        VcfHeader header = VcfReader.open(file).header();
        InputSource source = InputSource.of(file);
        TabixIndex index = TabixIndex.of(file);
        try (StagedSink sink = load.sinkPlan(header).begin()) {
            List<PartReceipt> receipts = new ArrayList<>();
            long before = 0;
            for (String contig : CONTIGS) {
                VcfSplit split = VcfSplit.of(source, header, index, List.of(Region.whole(contig)), 1)
                        .get(0);
                try (PartWriter part = sink.stage(contig);
                        VcfReader reader = load.openPart(split, header)) {
                    before += load.writePart(reader, before, part);
                    receipts.add(part.finish());
                }
            }
            if (hasSamples) {
                try (PartWriter part = sink.stage("samples")) {
                    load.writeSamples(header, part);
                    receipts.add(part.finish());
                }
            }
            Collections.shuffle(receipts, new Random(1));
            sink.commit(receipts);
        }
    }

    private boolean hasSamples;

    private void assertSame(String one, String other) throws SQLException {
        String rows =
                "SELECT to_jsonb(v) - 'dataset_id' FROM grch38.variants v JOIN grch38.datasets d USING (dataset_id)"
                        + " WHERE d.name = '%s' ORDER BY chromosome, record_number, allele_index, ordinal";
        List<String> expected = database.rows(String.format(rows, one));
        assertThat(expected).hasSizeGreaterThan(1000);
        assertThat(database.rows(String.format(rows, other))).isEqualTo(expected);
        String header =
                "SELECT d.row_counts, r.header FROM grch38.datasets d JOIN grch38.load_runs r ON r.dataset_id = d.dataset_id"
                        + " WHERE d.name = '%s'";
        assertThat(database.rows(String.format(header, other))).isEqualTo(database.rows(String.format(header, one)));
    }

    @Test
    void haveTheRowsOfAWholeLoad() throws IOException, SQLException {
        load("whole").run();
        inParts(load("parts"));
        assertSame("whole", "parts");
    }

    @Test
    void haveTheSameOptions() throws IOException, SQLException {
        for (DuplicatePolicy duplicates : List.of(DuplicatePolicy.FIRST, DuplicatePolicy.ALL)) {
            VcfLoad load = load("whole " + duplicates)
                    .duplicates(duplicates)
                    .infoKeys("DP", "CLNSIG")
                    .matching(VcfFilter.parse("QUAL>20"));
            load.run();
            inParts(load.dataset("parts " + duplicates));
            assertSame("whole " + duplicates, "parts " + duplicates);
        }
    }

    @Test
    void haveTheSameGenotypes() throws IOException, SQLException {
        hasSamples = true;
        VcfLoad load = load("whole").genotypes(true);
        load.run();
        inParts(load.dataset("parts"));
        assertSame("whole", "parts");
        String samples =
                "SELECT sample_index, s.name FROM grch38.samples s JOIN grch38.datasets d USING (dataset_id) WHERE d.name = '%s' ORDER BY 1";
        assertThat(database.rows(String.format(samples, "parts")))
                .isEqualTo(database.rows(String.format(samples, "whole")))
                .hasSize(3);
    }

    @Test
    void refuseWhatNoPartCanKnow() throws IOException {
        VcfHeader header = VcfReader.open(file).header();
        for (VcfLoad load : List.of(
                load("a").layout(VariantLayout.PACKED),
                load("a").mode(LoadMode.APPEND),
                load("a").indexInfo("DP"),
                load("a").allConsequences(true),
                load("a").parseMode(omega.genomics.ParseMode.LENIENT))) {
            assertThatThrownBy(() -> load.sinkPlan(header))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("divided into parts");
        }
    }

    @Test
    void unsortedRecordsEndThePart() throws IOException, SQLException {
        file = Files.writeString(
                folder.resolve("unsorted.vcf"),
                HEADER + "1\t20\t.\tA\tT\t.\t.\t.\tGT\t0/1\t0/0\t./.\n1\t10\t.\tA\tT\t.\t.\t.\tGT\t0/1\t0/0\t./.\n");
        VcfHeader header = VcfReader.open(file).header();
        VcfLoad load = load("unsorted");
        try (StagedSink sink = load.sinkPlan(header).begin();
                PartWriter part = sink.stage("all");
                VcfReader reader = load.openPart(VcfSplit.of(file, 1).get(0), header)) {
            assertThatThrownBy(() -> load.writePart(reader, 0, part))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("sorted by position");
        }
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relname ~ '^staged_r'"))
                .isEmpty();
    }
}
