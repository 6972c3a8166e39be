package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to be loaded or dropped is on the disk, also on a server that does not wait for it by itself. */
@DatabaseTest
class DurableSwitchTest {
    @ParameterizedTest
    @CsvSource({"off, on", "remote_apply, remote_apply", "local, local"})
    void waitsForTheDiskAtLeast(String usual, String used, TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        String name = database.value("SELECT current_database()");
        database.execute("ALTER DATABASE \"" + name + "\" SET synchronous_commit = " + usual);
        database.execute("DROP TABLE IF EXISTS seen; CREATE TABLE seen (what text, used text)");
        database.execute(
                "CREATE OR REPLACE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.seen"
                        + " VALUES (TG_OP, current_setting('synchronous_commit')); RETURN NULL; END $$;"
                        + "CREATE OR REPLACE TRIGGER see AFTER INSERT OR DELETE ON grch38.datasets FOR EACH ROW EXECUTE FUNCTION see()");

        genome.loadGenes(Fixtures.genes()).run();
        genome.datasets().drop("genes", "genes");

        assertThat(database.rows("SELECT what, used FROM seen")).containsExactly("INSERT|" + used, "DELETE|" + used);
    }
}
