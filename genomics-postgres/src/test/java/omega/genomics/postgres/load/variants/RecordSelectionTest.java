package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.filter.VcfFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load takes the records that an expression chooses, and knows its expression again. */
@DatabaseTest
class RecordSelectionTest {
    private static final String VCF = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            1	10	a	A	C	50	PASS	AF=0.001
            1	20	b	A	C	20	PASS	AF=0.001
            1	30	c	A	C,G	50	PASS	AF=0.5,0.002
            2	10	d	A	C	50	PASS	AF=0.5
            """;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private VcfLoad load() {
        return genome.loadVariants(InputSource.of("test.vcf", VCF.getBytes(StandardCharsets.UTF_8)))
                .dataset("test");
    }

    private List<String> ids() throws SQLException {
        return database.rows("SELECT id || coalesce(alt, '') FROM grch38.variants ORDER BY 1");
    }

    @Test
    void takesWholeRecordsThatMatch() throws Exception {
        LoadReport report =
                load().matching(VcfFilter.parse("QUAL>30 && INFO/AF<0.01")).run();

        assertThat(ids()).containsExactly("aC", "cC", "cG");
        assertThat(report.rows()).isEqualTo(3);
    }

    @Test
    void takesTheOthers() throws Exception {
        load().excluding(VcfFilter.parse("QUAL>30 && INFO/AF<0.01")).run();

        assertThat(ids()).containsExactly("bC", "dC");
    }

    @Test
    void anotherExpressionIsAnotherLoad(@TempDir Path folder) throws Exception {
        Path names = Files.writeString(folder.resolve("names.txt"), "a\n");
        VcfFilter listed = VcfFilter.parse("ID=@" + names);

        assertThat(load().matching(listed).run().state()).isEqualTo(LoadState.DONE);
        assertThat(load().matching(listed).run().state()).isEqualTo(LoadState.UNCHANGED);
        Files.writeString(names, "b\n");
        assertThat(load().matching(listed).run().state()).isEqualTo(LoadState.DONE);
        assertThat(ids()).containsExactly("bC");
        assertThat(load().excluding(listed).run().state()).isEqualTo(LoadState.DONE);
        assertThat(ids()).containsExactly("aC", "cC", "cG", "dC");
        assertThat(load().run().state()).isEqualTo(LoadState.DONE);
        assertThat(ids()).hasSize(5);
    }

    @Test
    void aKeyThatTheHeaderDoesNotHaveEndsTheLoad() {
        assertThatThrownBy(() -> load().matching(VcfFilter.parse("DP>30")).run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("DP");
    }
}
