package omega.genomics.spark;

import org.apache.spark.sql.SparkSession;

/** The one session of the tests. */
final class Sessions {
    private static final SparkSession SESSION = SparkSession.builder()
            .master("local[2,8]") // tasks are tried eight times
            .appName("tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            // compiling a query takes longer than running it on so few rows
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/genomics-spark-warehouse")
            .getOrCreate();

    private Sessions() {}

    static SparkSession session() {
        return SESSION;
    }
}
