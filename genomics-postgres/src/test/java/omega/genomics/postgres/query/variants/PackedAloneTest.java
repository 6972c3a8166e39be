package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** A database that has nothing but one packed dataset: no table of rows is there to be asked first. */
@DatabaseTest
class PackedAloneTest {
    @Test
    void findsPackedVariantsWhereNoDatasetHasRows(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "packedalone");
        String text = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t10\t.\tA\tC\t.\t.\t.\n";
        genome.loadVariants(InputSource.of("one.vcf", text.getBytes(StandardCharsets.US_ASCII)))
                .dataset("packed")
                .layout(VariantLayout.PACKED)
                .run();
        VariantQueries fresh =
                GenomicsDatabase.open(database.url()).assembly("packedalone").variants();
        assertThat(fresh.list()).hasSize(1);
        assertThat(fresh.in("packed").list()).hasSize(1);
        assertThat(fresh.first()).isPresent();
        assertThat(fresh.count()).isEqualTo(1);
    }
}
