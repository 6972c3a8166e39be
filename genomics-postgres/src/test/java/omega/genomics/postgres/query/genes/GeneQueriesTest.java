package omega.genomics.postgres.query.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.ResultPage;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DatabaseTest
class GeneQueriesTest {
    private static GeneQueries genes;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).dataset("small").run();
        genes = genome.genes();
    }

    @Test
    void findsAGeneWithEveryFieldOfItsRow() {
        StoredGene gene = genes.withId("ENSG01").list().get(0);
        assertThat(gene.version()).isEqualTo(OptionalInt.of(3));
        assertThat(gene.name()).contains("TP53");
        assertThat(gene.biotype()).contains("protein_coding");
        assertThat(gene.region()).isEqualTo(new Region("17", 1000, 5000));
        assertThat(gene.strand()).isEqualTo(Strand.MINUS);
        assertThat(gene.attributes().all("tag")).containsExactly("a", "b");
        assertThat(gene.attributes().first("note")).contains("x; \"y");
    }

    @Test
    void readsAResultInEveryWayAlike() {
        QueryResult<StoredGene> all = genes.all();
        List<String> ids = ids(all.list());
        List<String> each = new ArrayList<>();
        all.forEach(gene -> each.add(gene.id()));
        try (Stream<StoredGene> stream = all.stream()) {
            assertThat(stream.map(StoredGene::id)).isEqualTo(ids);
        }
        assertThat(ids).hasSize(3).isEqualTo(each);
        assertThat(all.count()).isEqualTo(3);
        assertThatThrownBy(() -> genes.withId("ENSG99").count()).isInstanceOf(UnknownNameException.class);
        assertThat(all.first().map(StoredGene::id)).hasValue(ids.get(0));

        ResultPage<StoredGene> first = all.page(2);
        ResultPage<StoredGene> second = all.page(first.next().orElseThrow(), 2);
        assertThat(ids(first.rows())).isEqualTo(ids.subList(0, 2));
        assertThat(ids(second.rows())).isEqualTo(ids.subList(2, 3));
        assertThat(second.next()).isEmpty();
        assertThat(all.page(3).next()).isEmpty();
        assertThatThrownBy(() -> all.page(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsAnIdWithItsVersionOrWithAnotherThatTheResultTells() {
        for (String id : List.of("ENSG01", "ENSG01.3", "ENSG01.2")) {
            assertThat(genes.withId(id).list())
                    .as(id)
                    .extracting(StoredGene::id)
                    .containsExactly("ENSG01");
            assertThat(genes.named(id)).as(id).isEqualTo(genes.withId(id).list());
            assertThat(genes.models(id)).as(id).hasSize(1);
        }
        assertThat(genes.named("ENSG01.2").get(0).version()).hasValue(3);
    }

    @Test
    void fetchesModelsBySymbolAndAlias() {
        assertThat(genes.models("TP53")).isEqualTo(genes.models("ENSG01")).hasSize(1);
        assertThat(genes.models("FRAP1")).isEqualTo(genes.models("ENSG03"));
    }

    @Test
    void findsByNameThenByAliasInEitherDirection() {
        assertThat(ids(genes.named("TP53"))).containsExactly("ENSG01");
        assertThat(ids(genes.named("p53"))).containsExactly("ENSG01");
        assertThat(ids(genes.named("MTOR"))).containsExactly("ENSG03");
        assertThat(ids(genes.named("FRAP1"))).containsExactly("ENSG03");
        assertThat(ids(genes.named("ENSG02"))).containsExactly("ENSG02");
        List<String> names = List.of("p53", "NOSUCH", "MTOR", "TP53", "ENSG02", "p53");
        assertThat(genes.named(names))
                .containsExactlyElementsOf(names.stream()
                        .map(name -> new SetMember(name, name.equals("NOSUCH") ? List.of() : genes.named(name)))
                        .toList());
        assertThat(genes.named(List.of())).isEmpty();
        List<String> versions = List.of("ENSG01.3", "ENSG01.9", "ENSG99.1", "ENSG02.1");
        assertThat(genes.named(versions))
                .containsExactlyElementsOf(versions.stream()
                        .map(id -> new SetMember(
                                id,
                                id.equals("ENSG99.1")
                                        ? List.of()
                                        : genes.withId(id).list()))
                        .toList());
        List<String> many = new ArrayList<>(Collections.nCopies(1_700, "NOSUCH"));
        many.addAll(names);
        assertThat(genes.named(many)).hasSize(1_706).endsWith(genes.named(names).toArray(SetMember[]::new));
    }

    @Test
    void saysWhichMembersOfASetAreMissing() {
        List<SetMember> members = genes.inSet("longevity");
        assertThat(members).hasSize(16);
        assertThat(members.stream().filter(SetMember::isFound).map(SetMember::symbol))
                .containsExactly("TP53", "MTOR");
    }

    @Test
    void refusesASetThatIsNotThereAndNamesThoseThatAre() {
        assertThat(genes.sets()).containsExactly("longevity");
        assertThatThrownBy(() -> genes.inSet("fruit"))
                .isInstanceOf(QueryException.class)
                .hasMessage("no gene set is called \"fruit\"; there are: longevity");
    }

    @Test
    void findsByBiotypeAndByRegion() {
        assertThat(ids(genes.ofBiotype("protein_coding").list())).containsExactly("ENSG01", "ENSG03");
        assertThat(ids(genes.overlapping(Region.parse("17:5000-8000")).list())).containsExactly("ENSG01", "ENSG02");
        assertThat(genes.overlapping(Region.parse("17:5001-7999")).list()).isEmpty();
        assertThat(ids(genes.overlapping(Region.parse("17:1-10000"), "lncRNA").list()))
                .containsExactly("ENSG02");
        assertThat(ids(genes.overlapping(Region.whole("X")).list())).containsExactly("ENSG03");
    }

    @Test
    void findsTheNearestOnEitherSide() {
        assertThat(ids(genes.nearest(Region.parse("17:7000"), 1).list())).containsExactly("ENSG02");
        assertThat(ids(genes.nearest(Region.parse("17:5100"), 5).list())).containsExactly("ENSG01", "ENSG02");
        assertThat(ids(genes.nearest(Region.parse("17:8500"), 1).list())).containsExactly("ENSG02");
        assertThat(ids(genes.nearestCoding(Region.parse("17:9500"), 2).list())).containsExactly("ENSG01");
        assertThatThrownBy(() -> genes.nearest(Region.parse("17:1"), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asksOneDatasetOnly() {
        assertThat(ids(genes.in("small").all().list())).hasSize(3);
    }

    @Test
    void streamsAndGivesTheConnectionBack() {
        try (Stream<StoredGene> stream = genes.all().stream()) {
            assertThat(stream.map(StoredGene::id)).containsExactly("ENSG01", "ENSG02", "ENSG03");
        }
    }

    @Test
    void saysWhatIsWrongWhenTheSchemaIsNotThere(TestDatabase database) {
        AssemblyDatabase assembly = GenomicsDatabase.open(database.url()).assembly("nowhere");
        GeneQueries nowhere = assembly.genes();
        for (ThrowingCallable answer : List.<ThrowingCallable>of(
                () -> nowhere.all().list(),
                () -> nowhere.all().first(),
                () -> nowhere.all().forEach(gene -> {}),
                () -> nowhere.forEachModel(gene -> {}),
                () -> assembly.variants().rs(7).forEach(variant -> {}))) {
            assertThatThrownBy(answer)
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("it has no assembly \"nowhere\"");
        }
        assertThatThrownBy(() -> nowhere.named("TP53"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("nowhere");
    }

    private static List<String> ids(List<StoredGene> genes) {
        return genes.stream().map(StoredGene::id).toList();
    }
}
