package omega.genomics.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;

import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** On a server without pgvector, or one that is told to do without. */
@DatabaseTest
class VectorsWithoutExtensionTest extends VectorContract {
    @Override
    String url(TestDatabase database) {
        return withoutExtension(database);
    }

    static String withoutExtension(TestDatabase database) {
        return database.url() + (database.url().contains("?") ? "&" : "?") + "options=-c%20genomics.vectors=array";
    }

    @Test
    void keepsVectorsAsArrays(TestDatabase database) {
        assertThat(GenomicsDatabase.open(url(database))
                        .assembly("grch38")
                        .vectors()
                        .storage())
                .isEqualTo("real[]");
    }
}
