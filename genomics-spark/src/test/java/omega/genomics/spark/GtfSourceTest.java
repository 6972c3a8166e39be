package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.gtf.GtfReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GtfSourceTest {
    private static final Path SAMPLE = Path.of("..", "docs", "sample", "sample.gtf");
    private static final Path VARIANTS = Path.of("..", "docs", "sample", "sample.vcf");

    private final SparkSession spark = Sessions.session();

    @Test
    void rowsAreThoseOfTheReader() throws IOException {
        List<String> expected = new ArrayList<>();
        try (GtfReader reader = GtfReader.open(SAMPLE)) {
            reader.forEach(record -> expected.add(record.contig() + "|" + record.source() + "|" + record.type() + "|"
                    + record.start() + "|" + record.end() + "|" + (record.hasScore() ? record.score() : "null") + "|"
                    + record.strand() + "|" + (record.hasFrame() ? record.frame() : "null") + "|"
                    + record.attribute("gene_id") + "|"
                    + record.attributes().all("tag").size() + "|"
                    + record.attribute("gene_id")));
        }
        List<String> found = new ArrayList<>();
        spark.read()
                .format("gtf")
                .option("attributes", "gene_id, transcript_id")
                .load(SAMPLE.toString())
                .selectExpr(
                        "chromosome",
                        "source",
                        "feature",
                        "start_pos",
                        "end_pos",
                        "score",
                        "strand",
                        "frame",
                        "gene_id",
                        "coalesce(size(attributes['tag']), 0)",
                        "attributes['gene_id'][0]")
                .collectAsList()
                .forEach(row -> found.add(row.mkString("|").replace("|-1|", "|0|")));
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(50);
    }

    @Test
    void variantsAreJoinedWithGenes() {
        Dataset<Row> genes = spark.read()
                .format("gtf")
                .option("attributes", "gene_name")
                .load(SAMPLE.toString())
                .filter("feature = 'gene'");
        Dataset<Row> variants = spark.read().format("vcf").load(VARIANTS.toString());
        genes.createOrReplaceTempView("genes");
        variants.createOrReplaceTempView("variants");
        assertThat(spark.sql(
                                "SELECT g.gene_name, count(*) FROM variants v JOIN genes g ON v.chromosome = g.chromosome AND"
                                        + " v.position BETWEEN g.start_pos AND g.end_pos GROUP BY 1")
                        .count())
                .isPositive();
    }

    @Test
    void gff3AndKeysThatRepeatAreRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.gff3"), "##gff-version 3\n1\ts\tgene\t5\t9\t0.5\t-\t.\tID=g1;Alias=a,b%2Cc\n");
        assertThat(spark.read().format("gtf").load(file.toString()).first().json())
                .isEqualTo(
                        "{\"chromosome\":\"1\",\"source\":\"s\",\"feature\":\"gene\",\"start_pos\":5,\"end_pos\":9,"
                                + "\"score\":0.5,\"strand\":\"-\",\"frame\":null,\"attributes\":{\"Alias\":[\"a\",\"b,c\"],\"ID\":[\"g1\"]}}");
        assertThatThrownBy(() -> spark.read().format("gtf").option("keys", "ID").load(file.toString()))
                .hasMessageContaining("keys");
    }
}
