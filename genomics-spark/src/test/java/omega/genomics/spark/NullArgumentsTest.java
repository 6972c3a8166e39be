package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import omega.genomics.spark.sink.PostgresSource;
import omega.genomics.spark.sink.PostgresTarget;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Null is refused by the parameter's name. Spark calls these methods; the other public ones have no parameters. */
class NullArgumentsTest {
    @Test
    @SuppressWarnings("DataFlowIssue")
    void areRefusedByName() {
        VcfSource source = new VcfSource();
        Transform[] none = {};
        assertThatThrownBy(() -> source.inferSchema(null)).hasMessage("options");
        assertThatThrownBy(() -> source.getTable(null, none, Map.of())).hasMessage("schema");
        assertThatThrownBy(() -> source.getTable(new StructType(), null, Map.of()))
                .hasMessage("partitioning");
        assertThatThrownBy(() -> source.getTable(new StructType(), none, null)).hasMessage("properties");
        GtfSource features = new GtfSource();
        assertThatThrownBy(() -> features.inferSchema(null)).hasMessage("options");
        assertThatThrownBy(() -> features.getTable(null, none, Map.of())).hasMessage("schema");
        assertThatThrownBy(() -> features.getTable(new StructType(), null, Map.of()))
                .hasMessage("partitioning");
        assertThatThrownBy(() -> features.getTable(new StructType(), none, null))
                .hasMessage("properties");
        PostgresSource sink = new PostgresSource();
        assertThatThrownBy(() -> sink.inferSchema(null)).hasMessage("options");
        assertThatThrownBy(() -> sink.getTable(null, none, Map.of())).hasMessage("schema");
        assertThatThrownBy(() -> sink.getTable(new StructType(), null, Map.of()))
                .hasMessage("partitioning");
        assertThatThrownBy(() -> sink.getTable(new StructType(), none, null)).hasMessage("properties");
    }

    @Test
    @SuppressWarnings("DataFlowIssue")
    void ofALoadAreRefusedByName() {
        assertThatThrownBy(() -> PostgresTarget.of(null, "a", "d")).hasMessage("url");
        assertThatThrownBy(() -> PostgresTarget.of("jdbc:postgresql:x", null, "d"))
                .hasMessage("assembly");
        assertThatThrownBy(() -> PostgresTarget.of("jdbc:postgresql:x", "a", null))
                .hasMessage("dataset");
        PostgresTarget target = PostgresTarget.of("jdbc:postgresql:x", "a", "d");
        assertThatThrownBy(() -> target.user(null)).hasMessage("name");
        assertThatThrownBy(() -> target.password(null)).hasMessage("text");
        assertThatThrownBy(() -> target.writeId(null)).hasMessage("id");
        assertThatThrownBy(() -> target.maxConnections(2)).hasMessageContaining("3 or more");
        assertThatThrownBy(() -> GenomicsSpark.load(null, target)).hasMessage("spark");
        assertThatThrownBy(() -> GenomicsSpark.load(Sessions.session(), null)).hasMessage("target");
        assertThatThrownBy(() -> GenomicsSpark.load(Sessions.session(), target, (String[]) null))
                .hasMessage("paths");
        PostgresLoad load = GenomicsSpark.load(Sessions.session(), target, "x");
        assertThatThrownBy(() -> load.infoKeys((String[]) null)).hasMessage("ids");
        assertThatThrownBy(() -> load.matching(null)).hasMessage("expression");
        assertThatThrownBy(() -> load.duplicates(null)).hasMessage("policy");
    }
}
