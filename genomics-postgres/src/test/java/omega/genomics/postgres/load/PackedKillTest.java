package omega.genomics.postgres.load;

import java.nio.file.Path;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.testing.DatabaseTest;
import org.junit.jupiter.api.Tag;

/** The same loads, packed. */
@Tag("slow")
@DatabaseTest
class PackedKillTest extends VcfKillTest {
    @Override
    VariantLayout layout() {
        return VariantLayout.PACKED;
    }

    @Override
    Class<?> program() {
        return PackedLoader.class;
    }

    /** Loads in a JVM of its own. */
    static final class PackedLoader {
        private PackedLoader() {}

        public static void main(String[] args) throws Exception {
            load(GenomicsDatabase.open(args[0]).assembly("grch38"), Path.of(args[1]), VariantLayout.PACKED)
                    .run();
        }
    }
}
