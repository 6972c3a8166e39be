package omega.genomics.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantPage;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Contigs that somebody moved out of the library's own partitions are read like all others. */
@DatabaseTest
class ForeignPartitionsTest {
    private static final String VCF = """
            ##fileformat=VCFv4.3
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            #CHROM POS ID REF ALT QUAL FILTER INFO
            1 100 . A G . . AF=0.1
            2 100 rs2 A G,T . . AF=0.1,0.2
            2 200 . A <DEL> . . END=9000
            3 100 . A G . . AF=0.1
            4 100 . A G . . AF=0.3
            5 100 . A G . . AF=0.1
            X 100 . A G . . AF=0.1
            KI270728.1 3 . C T . . .
            it's 3 . C T . . .
            """.replace(' ', '\t');

    private static AssemblyDatabase genome;
    private static VariantQueries variants;
    private static Map<String, Object> before;

    @BeforeAll
    static void moveContigsOut(TestDatabase database) throws Exception {
        genome = Genomes.empty(database, "grch38");
        load("all", VCF);
        variants = genome.variants();
        before = answers();

        PGSimpleDataSource address = new PGSimpleDataSource();
        address.setUrl(database.url());
        database.execute("CREATE EXTENSION postgres_fdw;"
                + "CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '"
                + address.getPortNumbers()[0] + "', dbname '" + address.getDatabaseName() + "');"
                + "CREATE USER MAPPING FOR CURRENT_USER SERVER other OPTIONS (user '" + address.getUser()
                + "', password '" + address.getPassword() + "');"
                + "CREATE SCHEMA elsewhere;"
                + "CREATE TABLE elsewhere.variants AS TABLE grch38.variants;"
                + "DROP TABLE grch38.variants_chr2, grch38.variants_chr3, grch38.variants_chr4, grch38.variants_chr5,"
                + " grch38.variants_other;"
                + foreign("variants_chr2", "FOR VALUES IN ('2')", "chromosome = '2'")
                + foreign("variants_chr3_4", "FOR VALUES IN ('3', '4', 'it''s')", "chromosome IN ('3', '4', 'it''s')")
                + foreign("variants_other", "DEFAULT", "chromosome LIKE 'KI%'")
                + "CREATE TABLE grch38.variants_chr5 PARTITION OF grch38.variants FOR VALUES IN ('5');"
                + "INSERT INTO grch38.variants SELECT * FROM elsewhere.variants WHERE chromosome = '5'");
    }

    private static String foreign(String name, String bound, String rows) {
        return "CREATE VIEW elsewhere." + name + " AS SELECT * FROM elsewhere.variants WHERE " + rows + ";"
                + "CREATE FOREIGN TABLE grch38." + name + " PARTITION OF grch38.variants " + bound
                + " SERVER other OPTIONS (schema_name 'elsewhere', table_name '" + name + "', updatable 'false');";
    }

    private static void load(String dataset, String vcf) throws Exception {
        genome.loadVariants(InputSource.of(dataset + ".vcf", vcf.getBytes(StandardCharsets.UTF_8)))
                .dataset(dataset)
                .unknownContigs(UnknownContigs.KEEP)
                .run();
    }

    /** Every way to ask. */
    private static Map<String, Object> answers() throws Exception {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("list", variants.list());
        answers.put("count", variants.count());
        answers.put(
                "first",
                variants.rarerThan(0.25).overlapping(Region.parse("2:100-100")).first());
        try (Stream<StoredVariant> stream = variants.stream()) {
            answers.put("stream", stream.toList());
        }
        List<StoredVariant> paged = new ArrayList<>();
        VariantPage page = variants.page(1);
        paged.addAll(page.variants());
        while (page.next().isPresent()) {
            page = variants.page(page.next().get(), 1);
            paged.addAll(page.variants());
        }
        answers.put("pages", paged);
        answers.put("region", variants.overlapping(Region.parse("2:5000-6000")).list());
        answers.put(
                "count of a region",
                variants.overlapping(Region.parse("2:1-10000")).count());
        answers.put("id", variants.rs(2).list());
        ByteArrayOutputStream tsv = new ByteArrayOutputStream();
        answers.put("rows of TSV", variants.writeTsv(tsv));
        answers.put("TSV", tsv.toString(StandardCharsets.UTF_8));
        ByteArrayOutputStream vcf = new ByteArrayOutputStream();
        answers.put("rows of VCF", variants.writeVcf(vcf));
        answers.put("VCF", vcf.toString(StandardCharsets.UTF_8));
        return answers;
    }

    @Test
    void everyWayToAskGivesWhatItGaveBefore() throws Exception {
        assertThat(before.get("count")).isEqualTo(10L);

        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void aLoadIntoAForeignContigIsRefusedByName() {
        assertThatThrownBy(() -> load("more", VCF))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("variants_chr2 is a foreign table");
        assertThat(genome.datasets().list())
                .extracting(dataset -> dataset.name())
                .containsExactly("all");
    }
}
