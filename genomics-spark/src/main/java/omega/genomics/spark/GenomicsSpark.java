package omega.genomics.spark;

import java.util.List;
import java.util.Objects;
import omega.genomics.spark.sink.PostgresTarget;
import org.apache.spark.sql.SparkSession;

/**
 * Loads VCF files into PostgreSQL with the tasks of a Spark cluster.
 *
 * <pre>{@code
 * GenomicsSpark.load(spark, target, "s3a://bucket/chr*.vcf.gz").infoKeys("CLNSIG").genotypes(true).run();
 * }</pre>
 */
public final class GenomicsSpark {
    private GenomicsSpark() {}

    /**
     * Starts a load with the defaults of {@link omega.genomics.postgres.load.variants.VcfLoad}.
     *
     * @param spark whose executors reach the files and the server
     * @param target the dataset, which is replaced
     * @param paths files, folders and patterns in any file system of Hadoop
     * @return the load, to be set up and run
     */
    public static PostgresLoad load(SparkSession spark, PostgresTarget target, String... paths) {
        Objects.requireNonNull(spark, "spark");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(paths, "paths");
        return new PostgresLoad(spark, target, List.of(paths), LoadOptions.DEFAULT);
    }
}
