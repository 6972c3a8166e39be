package omega.genomics.postgres.load.genes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.query.genes.SetMember;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole human annotation of Ensembl 75, in a small heap, agrees with an independent count of the file: its lines, split at
 * tabs. Of 723,792 CDS lines 295 hold nothing but bases of a stop codon that an intron splits; the model's CDS ends before the
 * stop codon, so they have no row in {@code cds} and are counted as records without one.
 */
@Tag("slow")
@DatabaseTest
class HumanAnnotationTest {
    private static final long CDS_OF_STOP_CODON_ONLY = 295;
    private static final String HUMAN = "gtf/ensembl/Homo_sapiens.GRCh37.75.gtf.gz";

    @Test
    void loadsWholeInAQuarterOfAGigabyte(TestDatabase database) throws Exception {
        Path file = Needs.data(HUMAN);
        AssemblyDatabase genome = Genomes.empty(database, "grch37");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        database.url(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        Map<String, Map<String, Long>> lines = linesByTypeAndContig(file);
        assertThat(count(lines, "CDS")).isEqualTo(723_792);
        long stored = count(lines, "gene")
                + count(lines, "transcript")
                + count(lines, "exon")
                + count(lines, "CDS")
                - CDS_OF_STOP_CODON_ONLY;
        long all = lines.keySet().stream().mapToLong(type -> count(lines, type)).sum();
        assertThat(said).isEqualTo(all + " = " + stored + " + 0 + 0 + " + (all - stored));

        assertThat(rows(database, "genes")).isEqualTo(count(lines, "gene")).isEqualTo(57_773);
        assertThat(rows(database, "transcripts"))
                .isEqualTo(count(lines, "transcript"))
                .isEqualTo(196_354);
        assertThat(rows(database, "exons")).isEqualTo(count(lines, "exon")).isEqualTo(1_195_408);
        assertThat(rows(database, "cds")).isEqualTo(count(lines, "CDS") - CDS_OF_STOP_CODON_ONLY);
        assertCountsOfEachContig(database, lines);
        assertThat(genome.genes().inSet("longevity")).hasSize(16).allMatch(SetMember::isFound);
        assertThat(genome.loadGenes(InputSource.of(file)).run().state()).isEqualTo(LoadState.UNCHANGED);
    }

    private static Map<String, Map<String, Long>> linesByTypeAndContig(Path file) throws IOException {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.ISO_8859_1))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t", 4);
                    counts.computeIfAbsent(columns[2], type -> new HashMap<>()).merge(columns[0], 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    private static long count(Map<String, Map<String, Long>> lines, String type) {
        return lines.getOrDefault(type, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long rows(TestDatabase database, String table) throws SQLException {
        return Long.parseLong(database.value("SELECT count(*) FROM grch37." + table));
    }

    private static void assertCountsOfEachContig(TestDatabase database, Map<String, Map<String, Long>> lines)
            throws SQLException {
        Map<String, Long> read = new TreeMap<>();
        lines.values().forEach(ofType -> ofType.forEach((contig, n) -> read.merge(contig, n, Long::sum)));
        List<String> expected = read.entrySet().stream()
                .map(entry -> entry.getKey() + "|" + entry.getValue() + "|0|0")
                .toList();
        assertThat(database.rows("SELECT c.contig, c.records_read, c.duplicates, c.rejects FROM grch37.load_runs,"
                        + " jsonb_to_recordset(contigs) AS c(contig text, records_read bigint, records_stored bigint,"
                        + " duplicates bigint, rejects bigint) WHERE state = 'done' ORDER BY c.contig COLLATE \"C\""))
                .isEqualTo(expected);
        // what is stored of a contig, by the tables themselves
        assertThat(database.rows("SELECT c.contig, c.records_stored FROM grch37.load_runs,"
                        + " jsonb_to_recordset(contigs) AS c(contig text, records_stored bigint)"
                        + " WHERE state = 'done' ORDER BY c.contig COLLATE \"C\""))
                .isEqualTo(database.rows("SELECT chromosome, sum(n) FROM ("
                        + "SELECT chromosome, count(*) AS n FROM grch37.genes GROUP BY 1 UNION ALL "
                        + "SELECT chromosome, count(*) + sum(exon_count) FROM grch37.transcripts GROUP BY 1 UNION ALL "
                        + "SELECT chromosome, count(*) FROM grch37.cds JOIN grch37.transcripts"
                        + " USING (dataset_id, transcript_key) GROUP BY 1) counts GROUP BY 1"
                        + " ORDER BY chromosome COLLATE \"C\""));
    }

    /** Loads in a JVM of its own, and says what came of it. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            LoadReport report = omega.genomics.postgres.GenomicsDatabase.open(args[0])
                    .assembly("grch37")
                    .loadGenes(InputSource.of(Path.of(args[1])))
                    .run();
            System.out.print(report.recordsRead() + " = " + report.recordsStored() + " + " + report.duplicates() + " + "
                    + report.rejects() + " + " + report.other());
        }
    }
}
