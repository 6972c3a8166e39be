package omega.genomics.postgres.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.testing.DatabaseTest;
import org.junit.jupiter.api.Tag;

/** Loads of variants, killed: what the next call takes over of contigs that were complete must not be seen. */
@Tag("slow")
@DatabaseTest
class VcfKillTest extends KilledLoads {
    private static final String CONTENTS =
            "SELECT count(*), sum(position::bigint * record_number), sum(allele_count), sum(length(info::text)),"
                    + " sum(hashtext(genotypes::text)), count(DISTINCT chromosome), (SELECT count(*) || ' ' || sum(hashtext(c::text))"
                    + " FROM grch38.variant_consequences c) FROM grch38.all_variants";

    private static final int RECORDS = 60_000;

    @Override
    void writeOld(Path file) throws IOException {
        write(1, RECORDS / 10, file);
    }

    @Override
    void writeChanged(Path file) throws IOException {
        write(2, RECORDS, file);
    }

    private static void write(long seed, int records, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            RandomVariants.write(seed, records, out);
        }
    }

    @Override
    LoadReport load(AssemblyDatabase into, Path file) throws IOException {
        return load(into, file, layout()).run();
    }

    VariantLayout layout() {
        return VariantLayout.ROWS;
    }

    /** With all consequences: these are in tables of their own. */
    static VcfLoad load(AssemblyDatabase into, Path file, VariantLayout layout) {
        return into.loadVariants(InputSource.of(file))
                .consequences(WideGenes.annotator(5))
                .allConsequences(true)
                .genotypes(true)
                .layout(layout);
    }

    @Override
    Class<?> program() {
        return Loader.class;
    }

    @Override
    boolean readsWhileWriting() {
        return true;
    }

    @Override
    String contents() {
        return CONTENTS;
    }

    /** Loads in a JVM of its own. */
    static final class Loader {
        private Loader() {}

        public static void main(String[] args) throws Exception {
            load(GenomicsDatabase.open(args[0]).assembly("grch38"), Path.of(args[1]), VariantLayout.ROWS)
                    .run();
        }
    }
}
