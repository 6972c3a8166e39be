package omega.genomics.postgres.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.GeneratedAnnotationType;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;

/**
 * The checked-in jOOQ sources are those of the migrations. After a change of the schema, rewrite them:
 *
 * <pre>mvn -pl genomics-postgres -am test -Dtest=GeneratedSourcesTest -Dgenomics.jooq.rewrite=true
 * -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@DatabaseTest
class GeneratedSourcesTest {
    private static final Path CHECKED_IN = Path.of("../genomics-jooq/src/generated/java");
    private static final String SCHEMA = "genome";

    @Test
    void areThoseOfTheMigrations(TestDatabase database) throws Exception {
        GenomicsDatabase.open(database.url()).assembly(SCHEMA).migrate();
        Path fresh = Path.of("target/generated-jooq");
        generate(database, fresh);
        if (Boolean.getBoolean("genomics.jooq.rewrite")) {
            delete(CHECKED_IN);
            generate(database, CHECKED_IN);
        }
        assertThat(files(CHECKED_IN)).isEqualTo(files(fresh));
    }

    private static void generate(TestDatabase database, Path directory) throws Exception {
        delete(directory);
        try (Connection connection = database.connect()) {
            GenerationTool tool = new GenerationTool();
            tool.setConnection(connection);
            tool.run(new Configuration().withLogging(Logging.ERROR).withGenerator(generator(directory)));
        }
    }

    private static Generator generator(Path directory) {
        Database tables = new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withInputSchema(SCHEMA)
                .withIncludes(".*")
                // partitions of datasets and contigs, the packed layout, which queries see as variants, Flyway's table,
                // and what differs with pgvector
                .withExcludes(
                        ".*_d\\d+(_r\\d+)?|(variants|consequence_sets|variant_history|variant_digests)_(chr[^_]+|other)|genomics_schema_history.*"
                                + "|variant_block.*|unpack.*|packed_.*|is_packed|all_variants|variant_type_counts|variant_id_key|variant_consequences_at|block_span"
                                + "|gene_embeddings|find_similar_genes|use_vector_extension|check_embedding_dimensions"
                                + "|embedding_model")
                .withIncludeSystemSequences(false);
        Generate generate = new Generate()
                .withGeneratedAnnotation(true)
                .withGeneratedAnnotationType(GeneratedAnnotationType.JAVAX_ANNOTATION_PROCESSING_GENERATED)
                .withGeneratedAnnotationDate(false)
                .withJooqVersionReference(false)
                .withGlobalRoutineReferences(false);
        return new Generator()
                .withDatabase(tables)
                .withGenerate(generate)
                .withTarget(new Target()
                        .withPackageName("omega.genomics.postgres.jooq")
                        .withDirectory(directory.toString())
                        .withEncoding("UTF-8"));
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(root)) {
            try (Stream<Path> walk = Files.walk(root)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    // The generator writes one more word where it runs on JDK 21 or newer.
                    String text = Files.readString(file).replace(", \"this-escape\"", "");
                    files.put(root.relativize(file).toString(), text);
                }
            }
        }
        return files;
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> walk = Files.walk(root)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
