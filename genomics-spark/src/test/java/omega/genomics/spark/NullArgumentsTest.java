package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
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
    }
}
