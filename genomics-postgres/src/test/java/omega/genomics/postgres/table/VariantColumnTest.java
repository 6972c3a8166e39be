package omega.genomics.postgres.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.stream.Stream;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@DatabaseTest
class VariantColumnTest {
    @Test
    void areThoseOfTheTableInItsOrder(TestDatabase database) throws SQLException {
        Genomes.empty(database, "columns");

        assertThat(Stream.of(VariantColumn.values())
                        .map(column -> column.sqlName() + " " + column.type().sql()))
                .containsExactlyElementsOf(
                        database.rows("SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute"
                                + " WHERE attrelid = 'columns.variants'::regclass AND attnum > 0 ORDER BY attnum"));
    }

    @Test
    void refusesANameThatIsNone() {
        assertThat(VariantColumn.named("position")).isEqualTo(VariantColumn.POSITION);
        assertThatThrownBy(() -> VariantColumn.named("pos"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"pos\"");
    }
}
