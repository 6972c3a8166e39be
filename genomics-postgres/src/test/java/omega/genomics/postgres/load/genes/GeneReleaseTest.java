package omega.genomics.postgres.load.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.DatasetReleases;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.StoredRelease;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.genes.GeneQueries;
import omega.genomics.postgres.query.genes.SetMember;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.postgres.query.genes.StoredTranscript;
import omega.genomics.postgres.query.genes.TranscriptQueries;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases of genes: an older one is what a dataset has into which it is loaded alone. */
@DatabaseTest
class GeneReleaseTest {
    private static final String NAME = "ensembl";

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private GeneLoad load(Path file, String dataset) {
        return genome.loadGenes(InputSource.of(file)).dataset(dataset);
    }

    private Path write(RandomGeneReleases releases, String name, RandomGeneReleases.Form form) throws IOException {
        return releases.write(directory.resolve(name + ".gtf"), form);
    }

    private static ReleaseCounts named(ReleaseCounts counts, String name, Optional<String> previous) {
        return new ReleaseCounts(
                name, previous, counts.added(), counts.removed(), counts.changed(), counts.unchanged(), counts.below());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void areAsFreshLoadsAre(long seed) throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(seed, 60);
        RandomGeneReleases.Form[] forms = RandomGeneReleases.Form.values();
        int last = 6;
        for (int k = 1; k <= last; k++) {
            ReleaseCounts expected = k == 1 ? null : releases.next(5 + 10 * (k % 3));
            String name = String.valueOf(108 + k);
            LoadReport report = load(write(releases, "r" + k, forms[k % forms.length]), NAME)
                    .release(name)
                    .renew()
                    .run();

            assertThat(report.state()).isEqualTo(LoadState.DONE);
            if (expected != null) {
                assertThat(report.release()).hasValue(named(expected, name, Optional.of(String.valueOf(107 + k))));
            }
            load(write(releases, "f" + k, RandomGeneReleases.Form.PLAIN), "fresh" + k)
                    .run();
        }
        for (int k = 1; k <= last; k++) {
            assertSame(k, String.valueOf(108 + k));
        }
        assertThat(genome.genes().in(NAME).all().list().stream().map(GeneReleaseTest::text))
                .containsExactlyInAnyOrderElementsOf(genome.genes().in("fresh" + last).all().list().stream()
                        .map(GeneReleaseTest::text)
                        .toList());
        assertThat(database.rows("SELECT DISTINCT t.n = d.n FROM (SELECT (SELECT count(*) FROM grch38.exons e WHERE"
                        + " e.dataset_id = d.dataset_id) AS n, row_counts FROM grch38.datasets d) t, LATERAL (SELECT"
                        + " (row_counts ->> 'exons')::int AS n) d"))
                .containsExactly("t");
    }

    private void assertSame(int k, String release) {
        GeneQueries past = genome.genes().in(NAME).asOf(release);
        GeneQueries fresh = genome.genes().in("fresh" + k);
        assertThat(state(past)).as(release).isEqualTo(state(fresh));
        assertThat(past.names()).as(release).isEqualTo(fresh.names());
        assertThat(texts(past.ofBiotype("lncRNA").list()))
                .isEqualTo(texts(fresh.ofBiotype("lncRNA").list()));
        Region region = Region.parse("17:20000-90000");
        assertThat(texts(past.overlapping(region).list()))
                .isEqualTo(texts(fresh.overlapping(region).list()));
        assertThat(past.overlapping(region).count())
                .isEqualTo(fresh.overlapping(region).count());
        Region base = Region.parse("17:50000-50000");
        assertThat(texts(past.nearest(base, 5).list()))
                .isEqualTo(texts(fresh.nearest(base, 5).list()));
        List<String> names = fresh.names();
        List<SetMember> members = fresh.named(names);
        List<SetMember> found = past.named(names);
        for (int i = 0; i < names.size(); i++) {
            assertThat(texts(found.get(i).genes()))
                    .as(names.get(i))
                    .isEqualTo(texts(members.get(i).genes()));
        }
        TranscriptQueries transcripts = genome.transcripts().asOf(release);
        for (StoredGene gene : fresh.all().list().subList(0, 5)) {
            String versioned = gene.id() + "." + gene.version().orElseThrow();
            assertThat(texts(past.withId(versioned).list()))
                    .isEqualTo(texts(fresh.withId(versioned).list()));
            for (StoredTranscript each : genome.transcripts().ofGene(gene).list()) {
                String id = each.id() + "." + each.version().orElseThrow();
                StoredTranscript same = transcripts.withId(id).list().get(0);
                assertThat(transcripts.exons(same))
                        .isEqualTo(genome.transcripts().exons(each));
                assertThat(transcripts.codingSequences(same))
                        .isEqualTo(genome.transcripts().codingSequences(each));
                String exon = transcripts.exons(same).get(0).id().orElseThrow();
                assertThat(texts(past.withExon(exon).list()))
                        .isEqualTo(texts(fresh.withExon(exon).list()));
            }
        }
    }

    private static String text(StoredGene gene) {
        return gene.toString().replaceFirst("datasetId=\\d+, key=\\d+", "");
    }

    private static Set<String> texts(List<StoredGene> genes) {
        return genes.stream().map(GeneReleaseTest::text).collect(Collectors.toSet());
    }

    private static Map<String, Object> state(GeneQueries genes) {
        TreeMap<String, Object> state = new TreeMap<>();
        for (Gene gene : genes.models()) {
            state.put(gene.toString(), Set.copyOf(gene.transcripts()));
        }
        genes.all().forEach(gene -> state.put(text(gene), ""));
        return state;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GZIP", "CRLF", "SHUFFLED"})
    void anotherFormOfTheSameFileChangesNothing(RandomGeneReleases.Form form) throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(4, 80);
        load(write(releases, "a", RandomGeneReleases.Form.PLAIN), NAME)
                .release("113")
                .renew()
                .run();
        List<String> before = database.rows("SELECT gene_key, gene_id FROM grch38.genes ORDER BY 1");

        ReleaseCounts counts = load(write(releases, "b", form), NAME)
                .release("114")
                .renew()
                .run()
                .release()
                .orElseThrow();

        assertThat(counts.added() + counts.removed() + counts.changed()).isZero();
        assertThat(counts.unchanged()).isEqualTo(80);
        assertThat(counts.below().values())
                .allSatisfy(of ->
                        assertThat(of.added() + of.removed() + of.changed()).isZero());
        assertThat(database.rows("SELECT gene_key, gene_id FROM grch38.genes ORDER BY 1"))
                .isEqualTo(before);
        assertThat(database.value("SELECT count(*) FROM grch38.exon_history")).isEqualTo("0");
    }

    @Test
    void theSameFileOfTheSameReleaseIsUnchanged() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(5, 20);
        Path file = write(releases, "a", RandomGeneReleases.Form.PLAIN);
        LoadReport first = load(file, NAME).release("113").renew().run();
        LoadReport again = load(file, NAME).release("113").renew().run();

        assertThat(first.release().orElseThrow().added()).isEqualTo(20);
        assertThat(first.release().orElseThrow().below().get("transcripts").added())
                .isEqualTo(first.rowsWritten().get("transcripts"));
        assertThat(again.state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(again.release().orElseThrow().unchanged()).isEqualTo(20);
        assertThat(again.release().orElseThrow().below().get("exons").unchanged())
                .isEqualTo(first.rowsWritten().get("exons"));
    }

    @Test
    void releasesAreNotForgottenByAccident() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(6, 20);
        load(write(releases, "a", RandomGeneReleases.Form.PLAIN), NAME)
                .release("113")
                .renew()
                .run();
        releases.next(5);
        Path second = write(releases, "b", RandomGeneReleases.Form.PLAIN);
        assertThatThrownBy(() -> load(second, NAME).release("113").renew().run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("another name");
        load(second, NAME).release("114").renew().run();
        releases.next(5);
        Path third = write(releases, "c", RandomGeneReleases.Form.PLAIN);
        assertThatThrownBy(() -> load(third, NAME).run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("2 releases");
        assertThatThrownBy(() -> load(third, NAME).renew().run()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> genome.genes().in(NAME).asOf("112").all().list())
                .isInstanceOf(QueryException.class)
                .hasMessage("expected a release of \"ensembl\" called \"112\", found none: ensembl has 113 to 114");
        assertThat(genome.genes().asOf("113").all().count()).isEqualTo(20);
    }

    @Test
    void droppingReleasesKeepsTheOthers() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(7, 50);
        for (int k = 1; k <= 5; k++) {
            loadBoth(releases, k);
            releases.next(12);
        }
        DatasetReleases ensembl = genome.geneReleases(NAME);

        ensembl.drop("111");
        assertSame(2, "110");
        assertSame(4, "112");
        ensembl.drop("113");
        assertSame(4, "112");
        assertThat(texts(genome.genes().in(NAME).all().list()))
                .isEqualTo(texts(genome.genes().in("fresh4").all().list()));
        loadBoth(releases, 6);
        ensembl.drop("109");
        assertSame(2, "110");
        assertSame(4, "112");
        assertSame(6, "114");
        assertThat(ensembl.list()).extracting(StoredRelease::name).containsExactly("110", "112", "114");
        assertThat(ensembl.list().get(1).counts().previous()).hasValue("110");
        for (StoredRelease release : ensembl.list()) {
            assertThat(release.rows())
                    .isEqualTo(
                            genome.genes().in(NAME).asOf(release.name()).all().count());
        }
        ensembl.drop("110");
        ensembl.drop("112");
        assertSame(6, "114");
        assertThat(database.value("SELECT (SELECT count(*) FROM grch38.gene_history) + (SELECT count(*) FROM"
                        + " grch38.cds_history) + (SELECT count(*) FROM grch38.gene_alias_history)"))
                .isEqualTo("0");
    }

    private void loadBoth(RandomGeneReleases releases, int k) throws IOException {
        Path file = write(releases, "r" + k, RandomGeneReleases.Form.PLAIN);
        load(file, NAME).release(String.valueOf(108 + k)).renew().run();
        load(file, "fresh" + k).run();
    }

    @Test
    void readersSeeOneReleaseOrTheOther() throws Exception {
        RandomGeneReleases releases = new RandomGeneReleases(8, 60);
        load(write(releases, "r1", RandomGeneReleases.Form.PLAIN), NAME)
                .release("1")
                .renew()
                .run();
        Set<Map<String, Object>> states = new HashSet<>();
        states.add(state(genome.genes().in(NAME)));
        AtomicBoolean isOver = new AtomicBoolean();
        Set<Object> seen = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            do {
                TreeMap<String, Object> state = new TreeMap<>();
                genome.genes()
                        .in(NAME)
                        .models()
                        .forEach(gene -> state.put(gene.toString(), Set.copyOf(gene.transcripts())));
                seen.add(state);
            } while (!isOver.get());
        });
        try {
            for (int k = 2; k <= 6; k++) {
                releases.next(30);
                load(write(releases, "r" + k, RandomGeneReleases.Form.PLAIN), NAME)
                        .release(String.valueOf(k))
                        .renew()
                        .run();
                states.add(state(genome.genes().in(NAME)));
            }
        } finally {
            isOver.set(true);
        }
        reader.get(1, TimeUnit.MINUTES);

        Set<Object> models = states.stream()
                .map(state -> {
                    TreeMap<String, Object> only = new TreeMap<>(state);
                    only.values().removeIf(""::equals);
                    return only;
                })
                .collect(Collectors.toSet());
        assertThat(models).containsAll(seen);
    }
}
