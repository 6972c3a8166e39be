package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of Hadoop's file systems are read by ranges, with their indexes. */
class StorageTest {
    @TempDir
    Path folder;

    private static Dataset<Row> read(String path) {
        return spark().read().format("vcf").option("partitions", 3).load(path);
    }

    private static SparkSession spark() {
        SparkSession spark = Sessions.session();
        spark.sparkContext().hadoopConfiguration().set("fs.other.impl", OtherFileSystem.class.getName());
        return spark;
    }

    @Test
    void filesOfOtherSystemsHaveTheSameRows() throws Exception {
        Path file = SomeVariants.write(folder.resolve("v.vcf.gz"), List.of("1", "2", "3"), 20_000, 9);
        Path text = Files.writeString(folder.resolve("v.vcf"), SomeVariants.text(List.of("1", "2", "3"), 20_000, 9));
        long all = read(file.toString()).filter("info.DP > 50").count();
        for (Path path : List.of(file, text)) {
            assertThat(read("other:" + path).filter("info.DP > 50").count()).isEqualTo(all);
        }
        assertThat(read("other:" + folder + "/*.gz")
                        .select("_file")
                        .distinct()
                        .collectAsList()
                        .toString())
                .isEqualTo("[[other:" + file + "]]");
        OtherFileSystem.READ.set(0);
        assertThat(read("other:" + file)
                        .filter("chromosome = '2' AND position BETWEEN 1000 AND 1100")
                        .count())
                .isEqualTo(read(file.toString())
                        .filter("chromosome = '2' AND position BETWEEN 1000 AND 1100")
                        .count())
                .isPositive();
        assertThat(OtherFileSystem.READ.get()).isPositive();
        assertThat(Storage.hosts("other:" + file, configuration(), 0, 10)).containsExactly("machine-a");
        assertThatThrownBy(() -> read("other:" + folder + "/none.vcf")).hasMessageContaining("found none");
    }

    private static Configuration configuration() {
        return spark().sparkContext().hadoopConfiguration();
    }

    @Test
    void addressesMeanTheSameEverywhere() throws Exception {
        Path file = SomeVariants.write(folder.resolve("a b%.vcf.gz"), List.of("1"), 10, 9);
        Path here = Path.of("").toAbsolutePath().relativize(file);
        assertThat(Storage.files(List.of(here.toString()), configuration())).allMatch(uri -> uri.startsWith("file:/"));
        assertThat(read(here.toString()).count()).isEqualTo(10);
        Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> read(folder.resolve("empty").toString())).hasMessageContaining("empty folders");
    }
}
