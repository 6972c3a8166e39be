package omega.genomics.postgres.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DatabaseTest
class StagedTableTest {
    /** Who loads one contig for an hour must not keep another load from replacing what is there of the next. */
    @Test
    void locksNoPartitionBesideItsParent(TestDatabase database) throws Exception {
        database.execute("DROP SCHEMA IF EXISTS locks CASCADE");
        GenomicsDatabase.open(database.url()).assembly("locks").migrate();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        InputSource file = InputSource.of("none.vcf", "none".getBytes(StandardCharsets.US_ASCII));
        LoadPlan plan = new LoadPlan(
                VcfLoad.KIND,
                "one",
                LoadMode.REPLACE,
                List.of(file),
                "",
                1,
                progress -> {},
                new CancelSignal(),
                LockLimits.DEFAULT);

        LoadRun.execute(source, "locks", plan, run -> {
            run.staging().stage("variants_chr1", "dataset_id", run.staging().idleConnection());
            run.staging().await();
            List<String> locked = database.rows("SELECT DISTINCT c.relname FROM pg_locks l JOIN pg_class c"
                    + " ON c.oid = l.relation WHERE c.relnamespace = 'locks'::regnamespace AND c.relkind = 'p'"
                    + " AND c.relispartition");
            assertThat(locked).containsExactly("variants_chr1");
            run.seal(LoadCounts.NONE);
            return run.switchIn(Set.of());
        });
    }
}
