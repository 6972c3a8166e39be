package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.spark.sink.PostgresTarget;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames and files become the same rows as a load makes, once. */
@DatabaseTest
class PostgresTest {
    private static final List<String> CONTIGS = List.of("1", "2", "17", "X", "MT", "KI270728.1");

    @TempDir
    Path folder;

    private SparkSession spark;
    private TestDatabase database;
    private AssemblyDatabase genome;
    private Path file;

    @BeforeEach
    void write(TestDatabase fresh) throws IOException, SQLException {
        spark = Sessions.session();
        database = fresh;
        genome = GenomicsDatabase.open(database.url()).assembly("grch38");
        if (!database.hasTable("grch38", "genomics_schema_history")) {
            genome.migrate();
        }
        database.clear("grch38");
        file = SomeVariants.write(folder.resolve("v.vcf.gz"), CONTIGS, 400, 6);
    }

    private PostgresTarget target(String dataset) {
        return PostgresTarget.of(database.url(), "grch38", dataset);
    }

    private void assertSame(String one, String other) throws SQLException {
        assertThat(SomeVariants.content(database, other))
                .isEqualTo(SomeVariants.content(database, one))
                .isNotEmpty();
        assertThat(database.rows(String.format(SomeVariants.COUNTS, other)))
                .isEqualTo(database.rows(String.format(SomeVariants.COUNTS, one)));
        assertThat(SomeVariants.leftovers(database)).isEmpty();
    }

    @Test
    void filesAreLoadedAsByOneMachine() throws IOException, SQLException {
        genome.loadVariants(InputSource.of(file)).dataset("whole").run();
        LoadReport report = GenomicsSpark.load(spark, target("spark"), file.toString())
                .run()
                .orElseThrow();
        assertThat(report.recordsStored()).isGreaterThan(2000);
        assertSame("whole", "spark");
    }

    @Test
    void optionsAreThoseOfTheLoader() throws IOException, SQLException {
        Path text = folder.resolve("v.vcf");
        Files.writeString(text, SomeVariants.text(CONTIGS, 400, 6));
        genome.loadVariants(InputSource.of(file))
                .dataset("whole")
                .genotypes(true)
                .infoKeys("DP")
                .duplicates(DuplicatePolicy.FIRST)
                .matching(omega.genomics.vcf.filter.VcfFilter.parse("QUAL>20"))
                .run();
        for (Path path : List.of(file, text)) {
            GenomicsSpark.load(spark, target("spark").maxConnections(5), path.toString())
                    .genotypes(true)
                    .infoKeys("DP")
                    .duplicates(DuplicatePolicy.FIRST)
                    .matching("QUAL>20")
                    .run();
            assertSame("whole", "spark");
            String samples =
                    "SELECT sample_index, s.name FROM grch38.samples s JOIN grch38.datasets d USING (dataset_id)"
                            + " WHERE d.name = '%s' ORDER BY 1";
            assertThat(database.rows(String.format(samples, "spark")))
                    .isEqualTo(database.rows(String.format(samples, "whole")))
                    .hasSize(3);
        }
    }

    @Test
    void aFileForEachContigIsLoadedAsSeveralAre() throws IOException, SQLException {
        Path several = Files.createDirectory(folder.resolve("several"));
        for (String contig : CONTIGS) {
            SomeVariants.write(several.resolve("chr" + contig + ".vcf.gz"), List.of(contig), 100, 3);
        }
        List<InputSource> sources;
        try (var listed = Files.list(several)) {
            sources = listed.filter(path -> path.toString().endsWith(".gz"))
                    .sorted()
                    .map(InputSource::of)
                    .toList();
        }
        genome.loadVariants(sources).dataset("whole").run();
        GenomicsSpark.load(spark, target("spark"), several.toString()).run();
        assertSame("whole", "spark");
        SomeVariants.write(several.resolve("again.vcf.gz"), List.of("X"), 10, 3);
        assertThatThrownBy(() -> GenomicsSpark.load(spark, target("spark"), several.toString())
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("each contig in one file, found X");
        assertSame("whole", "spark");
    }

    @Test
    void aWriteIdIsWrittenOnce() throws IOException, SQLException {
        PostgresLoad load = GenomicsSpark.load(spark, target("spark").writeId("monday"), file.toString());
        assertThat(load.run()).isPresent();
        List<String> before = SomeVariants.content(database, "spark");
        assertThat(load.run()).isEmpty();
        assertThat(GenomicsSpark.load(spark, target("spark").writeId("tuesday"), file.toString())
                        .run())
                .isPresent();
        assertThat(SomeVariants.content(database, "spark")).isEqualTo(before);
        assertThat(SomeVariants.leftovers(database)).isEmpty();
    }

    private Dataset<Row> frame() {
        return spark.read()
                .format("vcf")
                .option("genotypes", "none")
                .load(file.toString())
                .selectExpr("*", "posexplode(alts) AS (number, alt)")
                .dropDuplicates("chromosome", "position", "ref", "alt")
                .selectExpr(
                        "chromosome",
                        "position",
                        "end_pos",
                        "cast(monotonically_increasing_id() % 1000000 AS int) AS record_number",
                        "cast(number + 1 AS smallint) AS allele_index",
                        "'SNV' AS variant_type",
                        "ref",
                        "alt",
                        "cast(qual AS float) AS qual",
                        "info.DP AS depth",
                        "info.CLNSIG AS clinical_significances",
                        "to_json(struct(info.DP)) AS info");
    }

    private DataFrameWriter<Row> writer(Dataset<Row> frame, String dataset) {
        return frame.write()
                .format("genomics-postgres")
                .option("url", database.url())
                .option("assembly", "grch38")
                .option("dataset", dataset);
    }

    @Test
    void aFrameBecomesADataset() throws SQLException {
        Dataset<Row> frame = frame().localCheckpoint(); // of two rows of one variant, any may be dropped
        writer(frame, "frame").mode("overwrite").save();
        String query =
                "SELECT chromosome, position, end_pos, ref, alt, qual::int, depth, clinical_significances::text, info->>'DP'"
                        + " FROM grch38.variants ORDER BY 1, 2, 4, 5";
        List<String> expected = frame
                .selectExpr(
                        "chromosome",
                        "position",
                        "end_pos",
                        "ref",
                        "alt",
                        "cast(qual AS int)",
                        "depth",
                        "concat('{', array_join(clinical_significances, ','), '}')",
                        "get_json_object(info, '$.DP')")
                .orderBy("chromosome", "position", "ref", "alt")
                .collectAsList()
                .stream()
                .map(row -> row.mkString("|"))
                .toList();
        assertThat(database.rows(query)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(expected).hasSizeGreaterThan(1500);
        assertThat(SomeVariants.leftovers(database)).isEmpty();
    }

    @Test
    void aFrameThatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws SQLException {
        assertThatThrownBy(() -> writer(frame(), "frame").mode("append").save())
                .hasMessageContaining("expected mode overwrite");
        assertThatThrownBy(() ->
                        writer(frame().drop("ref"), "frame").mode("overwrite").save())
                .hasStackTraceContaining("[ref]");
        assertThatThrownBy(() -> writer(frame().selectExpr("*", "ref AS colour"), "frame")
                        .mode("overwrite")
                        .save())
                .hasStackTraceContaining("colour");
        assertThatThrownBy(() -> writer(frame().drop("position").selectExpr("*", "ref AS position"), "frame")
                        .mode("overwrite")
                        .save())
                .hasStackTraceContaining("column position: expected a type that can be stored as int4, found string");
        assertThatThrownBy(() -> writer(frame(), "frame")
                        .option("databse", "x")
                        .mode("overwrite")
                        .save())
                .hasMessageContaining("databse");
        assertThat(database.rows("SELECT * FROM grch38.variants")).isEmpty();
    }

    /** As the guide has it: a batch that is repeated after a crash, since the checkpoint does not know that it was written. */
    @Test
    void aBatchOfAStreamIsWrittenOnce() throws Exception {
        Path input = folder.resolve("input");
        Dataset<Row> frame = frame().localCheckpoint();
        frame.write().parquet(input.toString());
        assertThatThrownBy(() -> stream(frame, input)
                        .format("genomics-postgres")
                        .option("url", database.url())
                        .option("assembly", "grch38")
                        .option("dataset", "calls")
                        .start()
                        .awaitTermination())
                .hasStackTraceContaining("write its batches with foreachBatch");
        for (int i = 0; i < 2; i++) {
            stream(frame, input)
                    .foreachBatch((Dataset<Row> batch, Long number) -> writer(batch, "calls " + number)
                            .option("writeId", "calls " + number)
                            .mode("overwrite")
                            .save())
                    .start()
                    .awaitTermination();
            assertThat(
                            database.rows(
                                    "SELECT name, count(*) FROM grch38.variants JOIN grch38.datasets USING (dataset_id) GROUP BY 1"))
                    .containsExactly("calls 0|" + frame.count());
            assertThat(database.rows("SELECT dataset, state FROM grch38.load_runs"))
                    .containsExactly("calls 0|done");
            Files.delete(folder.resolve("checkpoint/commits/0"));
            Files.deleteIfExists(folder.resolve("checkpoint/commits/.0.crc"));
        }
        assertThat(SomeVariants.leftovers(database)).isEmpty();
    }

    private org.apache.spark.sql.streaming.DataStreamWriter<Row> stream(Dataset<Row> like, Path input) {
        return spark.readStream()
                .schema(like.schema())
                .parquet(input.toString())
                .writeStream()
                .trigger(org.apache.spark.sql.streaming.Trigger.AvailableNow())
                .option("checkpointLocation", folder.resolve("checkpoint").toString());
    }

    @Test
    void aJobThatFailsChangesNothing() throws SQLException {
        writer(frame(), "frame").mode("overwrite").save();
        List<String> before = SomeVariants.content(database, "frame");
        Dataset<Row> broken = frame().filter("position < 500")
                .withColumn(
                        "depth",
                        org.apache
                                .spark
                                .sql
                                .functions
                                .expr("if(chromosome = 'X', raise_error('no such depth'), depth)")
                                .cast("int"));
        assertThatThrownBy(() -> writer(broken, "frame").mode("overwrite").save())
                .hasStackTraceContaining("no such depth");
        assertThat(SomeVariants.content(database, "frame")).isEqualTo(before);
        assertThat(SomeVariants.leftovers(database)).isEmpty();
    }

    @Test
    void secretsAreInNoPlanAndNoText() throws Exception {
        PostgresTarget target = PostgresTarget.of("jdbc:postgresql://db/genome?password=hidden1", "grch38", "d")
                .user("loader")
                .password("hidden2");
        assertThat(target.toString()).doesNotContain("hidden");
        assertThatThrownBy(() -> PostgresTarget.of("jdbc:mysql://db?password=hidden3", "grch38", "d"))
                .hasMessageNotContaining("hidden3");
        StringBuilder plans = new StringBuilder();
        var listener = new org.apache.spark.sql.util.QueryExecutionListener() {
            @Override
            public void onSuccess(String name, org.apache.spark.sql.execution.QueryExecution execution, long time) {
                plans.append(execution);
            }

            @Override
            public void onFailure(String name, org.apache.spark.sql.execution.QueryExecution execution, Exception e) {
                plans.append(execution).append(e);
            }
        };
        spark.listenerManager().register(listener);
        try {
            writer(frame(), "secret")
                    .option("password", "hidden4")
                    .option("user", "nobody2")
                    .mode("overwrite")
                    .save();
        } catch (Exception e) {
            plans.append(e); // where the server asks for passwords
        } finally {
            spark.sparkContext().listenerBus().waitUntilEmpty();
            spark.listenerManager().unregister(listener);
        }
        assertThat(plans.toString())
                .contains("genomics-postgres dataset secret")
                .doesNotContain("hidden4");
    }
}
