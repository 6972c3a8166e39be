package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** A stream sees the state of its beginning, whatever is loaded while it is read. */
@DatabaseTest
class OneStateTest {
    /** More than the first statement of a stream reads. */
    private static final int MANY = 2500;

    private static InputSource file(String alleles, int from) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (String contig : List.of("1", "2", "3", "KI270728.1")) {
            for (int i = 0; i < (contig.equals("1") ? MANY : 20); i++) {
                text.append(contig + "\t" + (from + 10 * i) + "\t.\t" + alleles + "\t.\t.\t.\n");
            }
        }
        return InputSource.of(alleles.charAt(2) + ".vcf", text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aStreamSeesNothingOfWhatIsLoadedWhileItIsRead(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadVariants(file("A\tC", 1000)).dataset("one").run();
        for (VariantQueries query :
                List.of(genome.variants(), genome.variants().overlapping(Region.parse("1:1005-90000")))) {
            List<String> before = query.list().stream().map(StoredVariant::name).toList();
            List<String> read = new ArrayList<>();
            try (Stream<StoredVariant> rows = query.stream()) {
                Iterator<StoredVariant> each = rows.iterator();
                read.add(each.next().name());
                genome.loadVariants(file("A\tG", 1001))
                        .dataset("new" + before.size())
                        .run();
                genome.loadVariants(file("A\tT", 1002 + before.size()))
                        .dataset("one")
                        .mode(LoadMode.APPEND)
                        .run();
                each.forEachRemaining(variant -> read.add(variant.name()));
            }
            assertThat(read).isEqualTo(before);
            assertThat(query.count()).isGreaterThan(before.size());
        }
    }
}
