package omega.genomics.postgres.load.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.query.ChangeKind;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.genes.GeneChange;
import omega.genomics.postgres.query.genes.GeneChanges;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.postgres.query.genes.StoredTranscript;
import omega.genomics.postgres.query.genes.TranscriptChange;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of genes between two releases are those between two datasets into which these are loaded alone. */
@DatabaseTest
class GeneChangesTest {
    private static final String NAME = "ensembl";
    private static final int RELEASES = 5;

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private ReleaseCounts load(RandomGeneReleases releases, int k, RandomGeneReleases.Form form) throws IOException {
        Path file = releases.write(directory.resolve(k + ".gtf"), form);
        return genome.loadGenes(InputSource.of(file))
                .dataset(NAME)
                .release("r" + k)
                .renew()
                .run()
                .release()
                .orElseThrow();
    }

    private static String text(Object of) {
        return of.toString().replaceAll("(datasetId|[kK]ey|geneKey)=\\d+", "");
    }

    /** Returns the content of each gene of a dataset, by id and contig: its row, and those of its transcripts with what is below. */
    private Map<String, Map<String, String>> content(String dataset) throws SQLException {
        Map<String, Map<String, String>> genes = new HashMap<>();
        String rows = "SELECT g.gene_id || ' ' || g.chromosome, coalesce(t.transcript_id, ''), md5(ROW(g.gene_version,"
                + " g.written_id, g.gene_name, g.feature_type, g.biotype, g.source, g.start_pos, g.end_pos, g.strand,"
                + " g.is_derived, g.attributes)::text), md5(ROW(t.transcript_version, t.written_id, t.transcript_name,"
                + " t.feature_type, t.biotype, t.source, t.start_pos, t.end_pos, t.strand, t.is_derived,"
                + " t.attributes, (SELECT array_agg(ROW(e.exon_number, e.start_pos, e.end_pos, e.exon_id, e.attributes)"
                + " ORDER BY e.exon_number) FROM grch38.exons e WHERE e.dataset_id = t.dataset_id AND e.transcript_key ="
                + " t.transcript_key), (SELECT array_agg(ROW(c.cds_id, c.protein_id, c.attributes)) FROM"
                + " grch38.coding_sequences c WHERE c.dataset_id = t.dataset_id AND c.transcript_key = t.transcript_key))"
                + "::text) FROM grch38.genes g JOIN grch38.datasets d USING (dataset_id) LEFT JOIN grch38.transcripts t"
                + " ON t.dataset_id = g.dataset_id AND t.gene_key = g.gene_key WHERE d.name = '" + dataset + "'";
        for (String row : database.rows(rows)) {
            String[] values = row.split("[|\t]", -1);
            Map<String, String> of = genes.computeIfAbsent(values[0], gene -> new HashMap<>());
            of.put("", values[2]);
            of.put(values[1], values[3]);
        }
        return genes;
    }

    private static String key(GeneChange change) {
        return change.gene().id() + " " + change.gene().contig();
    }

    @Test
    void areThoseBetweenFreshLoads() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(11, 60);
        List<Map<String, Map<String, String>>> fresh = new ArrayList<>();
        List<ReleaseCounts> counts = new ArrayList<>();
        List<RandomGeneReleases.Form> forms = List.of(RandomGeneReleases.Form.values());
        for (int k = 0; k < RELEASES; k++) {
            counts.add(load(releases, k, forms.get(k % forms.size())));
            Path file = releases.write(directory.resolve("f" + k + ".gtf"), RandomGeneReleases.Form.PLAIN);
            genome.loadGenes(InputSource.of(file)).dataset("fresh" + k).run();
            fresh.add(content("fresh" + k));
            releases.next(25);
        }
        for (int since = 0; since < RELEASES; since++) {
            for (int until = since; until < RELEASES; until++) {
                List<GeneChange> changes = genome.geneChanges(NAME)
                        .since("r" + since)
                        .until("r" + until)
                        .list();
                assertSame(changes, fresh.get(since), fresh.get(until), since, until);
            }
        }
        for (int k = 1; k < RELEASES; k++) {
            Map<ChangeKind, Long> found =
                    genome.geneChanges(NAME).since("r" + (k - 1)).until("r" + k).counts();
            assertThat(found)
                    .containsEntry(ChangeKind.ADDED, counts.get(k).added())
                    .containsEntry(ChangeKind.REMOVED, counts.get(k).removed())
                    .containsEntry(ChangeKind.CHANGED, counts.get(k).changed());
        }
        assertThat(genome.geneChanges(NAME).since("r0").list())
                .isEqualTo(genome.geneChanges(NAME)
                        .since("r0")
                        .until("r" + (RELEASES - 1))
                        .list());
    }

    private void assertSame(
            List<GeneChange> changes,
            Map<String, Map<String, String>> before,
            Map<String, Map<String, String>> after,
            int since,
            int until) {
        Set<String> differ = new HashSet<>(before.keySet());
        differ.addAll(after.keySet());
        differ.removeIf(gene -> Objects.equals(before.get(gene), after.get(gene)));
        assertThat(changes).extracting(GeneChangesTest::key).containsExactlyInAnyOrderElementsOf(differ);
        Map<String, String> rowsBefore = rows(since);
        Map<String, String> rowsAfter = rows(until);
        for (GeneChange change : changes) {
            String gene = key(change);
            assertThat(change.before().map(GeneChangesTest::text).orElse(null)).isEqualTo(rowsBefore.get(gene));
            assertThat(change.after().map(GeneChangesTest::text).orElse(null)).isEqualTo(rowsAfter.get(gene));
            assertThat(change.kind())
                    .isEqualTo(
                            !before.containsKey(gene)
                                    ? ChangeKind.ADDED
                                    : after.containsKey(gene) ? ChangeKind.CHANGED : ChangeKind.REMOVED);
            if (change.kind() == ChangeKind.CHANGED) {
                assertBelow(change, before.get(gene), after.get(gene));
            } else {
                assertThat(change.changed()).isEmpty();
                assertThat(change.transcripts()).isEmpty();
            }
        }
    }

    private Map<String, String> rows(int k) {
        Map<String, String> rows = new HashMap<>();
        genome.genes().in("fresh" + k).all().forEach(gene -> rows.put(gene.id() + " " + gene.contig(), text(gene)));
        return rows;
    }

    private static void assertBelow(GeneChange change, Map<String, String> before, Map<String, String> after) {
        Set<String> differ = new HashSet<>(before.keySet());
        differ.addAll(after.keySet());
        differ.removeIf(id -> Objects.equals(before.get(id), after.get(id)));
        boolean isRowChanged = differ.remove("");
        assertThat(change.transcripts())
                .extracting(of -> of.transcript().id())
                .containsExactlyElementsOf(differ.stream().sorted().toList());
        assertThat(change.changed().contains("transcripts")).isEqualTo(!differ.isEmpty());
        assertThat(change.changed().stream().anyMatch(name -> !name.equals("transcripts")))
                .isEqualTo(isRowChanged);
        for (TranscriptChange of : change.transcripts()) {
            assertThat(of.before().isPresent())
                    .isEqualTo(before.containsKey(of.transcript().id()));
            assertThat(of.after().isPresent())
                    .isEqualTo(after.containsKey(of.transcript().id()));
            assertThat(of.changed().isEmpty()).isEqualTo(of.kind() != ChangeKind.CHANGED);
            StoredGene gene = change.after().orElseThrow();
            StoredTranscript transcript = of.transcript();
            assertThat(transcript.isOf(
                            of.after().isPresent() ? gene : change.before().orElseThrow()))
                    .isTrue();
        }
    }

    @Test
    void aReorderedFileHasNone() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(12, 40);
        load(releases, 0, RandomGeneReleases.Form.PLAIN);
        load(releases, 1, RandomGeneReleases.Form.SHUFFLED);
        load(releases, 2, RandomGeneReleases.Form.GZIP);

        assertThat(genome.geneChanges(NAME).since("r0").list()).isEmpty();
        assertThat(genome.geneChanges(NAME).since("r0").counts().values()).containsOnly(0L);
    }

    @Test
    void aReorderedFileHasNoneWhateverWasInBetween() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(13, 40);
        load(releases, 0, RandomGeneReleases.Form.PLAIN);
        Path first = directory.resolve("0.gtf");
        releases.next(30);
        load(releases, 1, RandomGeneReleases.Form.PLAIN);
        genome.loadGenes(InputSource.of(first))
                .dataset(NAME)
                .release("back")
                .renew()
                .run();

        assertThat(genome.geneChanges(NAME).since("r0").list()).isEmpty();
        assertThat(genome.geneChanges(NAME).since("r1").list()).isNotEmpty();
    }

    @Test
    void areNarrowed() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(14, 80);
        load(releases, 0, RandomGeneReleases.Form.PLAIN);
        releases.next(60);
        load(releases, 1, RandomGeneReleases.Form.PLAIN);
        GeneChanges all = genome.geneChanges(NAME).since("r0");
        List<GeneChange> list = all.list();

        assertThat(all.ofBiotype("lncRNA").list())
                .isNotEmpty()
                .isEqualTo(where(
                        list, gene -> gene.biotype().filter("lncRNA"::equals).isPresent()));
        Region region = Region.parse("chr17:20000-120000");
        assertThat(all.overlapping(region).list())
                .isNotEmpty()
                .isEqualTo(where(
                        list, gene -> gene.contig().equals("17") && gene.start() <= 120_000 && gene.end() >= 20_000));
        String id = list.get(3).gene().id();
        assertThat(all.ofGene(id).list())
                .isEqualTo(where(list, gene -> gene.id().equals(id)));
        assertThat(all.ofGene(id).ofBiotype("none").list()).isEmpty();
        try (Stream<GeneChange> stream = all.stream()) {
            assertThat(stream.limit(2).toList()).isEqualTo(list.subList(0, 2));
        }
    }

    private static List<GeneChange> where(List<GeneChange> all, java.util.function.Predicate<StoredGene> wanted) {
        return all.stream()
                .filter(change -> Stream.concat(change.before().stream(), change.after().stream())
                        .anyMatch(wanted))
                .toList();
    }

    @Test
    void needTwoReleases() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(15, 10);
        load(releases, 0, RandomGeneReleases.Form.PLAIN);
        releases.next(5);
        load(releases, 1, RandomGeneReleases.Form.PLAIN);

        assertThatThrownBy(() -> genome.geneChanges(NAME).list()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> genome.geneChanges(NAME).since("r9").list())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("r0 to r1");
        assertThatThrownBy(
                        () -> genome.geneChanges(NAME).since("r1").until("r0").list())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("not later than");
        assertThatThrownBy(() -> genome.geneChanges("other").since("r0").list()).isInstanceOf(QueryException.class);
    }
}
