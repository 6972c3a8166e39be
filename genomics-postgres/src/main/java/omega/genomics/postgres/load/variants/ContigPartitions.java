package omega.genomics.postgres.load.variants;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.internal.TableLocks;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.TableKeys;
import org.jspecify.annotations.Nullable;

/**
 * Gives the chromosomes of an assembly partitions of their own where the migrations did not: those make human's. Scaffolds stay
 * together in the default partition.
 */
final class ContigPartitions {
    private static final List<String> PARENTS = List.of(
            VariantTableNames.VARIANTS,
            VariantTableNames.BLOCKS,
            VariantTableNames.BLOCK_KEYS,
            VariantTableNames.CONSEQUENCE_SETS,
            VariantTableNames.HISTORY,
            VariantTableNames.DIGESTS);
    private static final Set<Contig.Role> ROLES =
            Set.of(Contig.Role.CHROMOSOME, Contig.Role.MITOCHONDRION, Contig.Role.PLASTID);
    /** More would be scaffolds that are called chromosomes; each partition costs planning time. */
    private static final int MOST = 100;

    private static final int LONGEST_NAME = 24;
    /** Readers wait while these are made, some two milliseconds a table and index. */
    private static final int AT_ONCE = 8;

    private final LoadRun run;

    ContigPartitions(LoadRun run) {
        this.run = run;
    }

    /**
     * Makes the partitions that are missing.
     *
     * @param assembly whose contigs they are; null for those that {@code chromosome_metadata} tells
     */
    void make(@Nullable Assembly assembly) throws SQLException {
        List<String> wanted = assembly == null ? known() : chromosomes(assembly);
        if (wanted.size() > MOST) {
            run.warn(wanted.size() + " contigs are called chromosomes; they share the partition "
                    + VariantTableNames.OTHER);
            return;
        }
        List<String> missing = missing(wanted);
        for (int i = 0; i < missing.size(); i += AT_ONCE) {
            make(missing.subList(i, Math.min(i + AT_ONCE, missing.size())));
        }
    }

    private static List<String> chromosomes(Assembly assembly) {
        return assembly.contigs().stream()
                .filter(contig -> ROLES.contains(contig.role()))
                .map(Contig::name)
                .toList();
    }

    private List<String> known() throws SQLException {
        return run.ask(
                row -> row.getString(1),
                "SELECT chromosome FROM " + run.qualified("chromosome_metadata")
                        + " WHERE role = ANY (?) ORDER BY chromosome",
                (Object) ROLES.stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new));
    }

    private List<String> missing(List<String> wanted) throws SQLException {
        Set<String> there = run.catalog().listed(VariantTableNames.VARIANTS).keySet();
        return wanted.stream().filter(contig -> !there.contains(contig)).toList();
    }

    /** As a switch does, it keeps readers waiting for a moment only. */
    private void make(List<String> contigs) throws SQLException {
        List<String> defaults = new ArrayList<>();
        for (String parent : PARENTS) {
            defaults.addAll(run.catalog().tree(TableKeys.other(parent)));
        }
        TableLocks locks = TableLocks.of(PARENTS.stream().map(run::qualified).toList(), defaults, List.of());
        run.change(locks, connection -> {
            for (String contig : missing(contigs)) { // another load may have made them
                make(connection, contig);
            }
        });
    }

    private void make(Connection connection, String contig) throws SQLException {
        if (hasRows(connection, contig)) {
            run.warn(
                    "contig " + contig + " has rows in " + VariantTableNames.OTHER
                            + " and stays there: for a partition of its own drop the datasets that have it, and load them again");
            return;
        }
        String name = freeName(contig);
        for (String parent : PARENTS) {
            Sql.execute(
                    connection,
                    "CREATE TABLE " + run.qualified(parent + name) + " PARTITION OF " + run.qualified(parent)
                            + " FOR VALUES IN (" + Sql.literal(contig) + ") PARTITION BY LIST (dataset_id)");
        }
    }

    private boolean hasRows(Connection connection, String contig) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT EXISTS (SELECT FROM " + run.qualified(VariantTableNames.OTHER)
                                + " WHERE chromosome = ?)",
                        contig)
                .get(0);
    }

    /** Names of contigs are longer, and have more letters, than names of tables; two may differ in case alone. */
    private String freeName(String contig) throws SQLException {
        String plain =
                contig.toLowerCase(Locale.ROOT).replaceFirst("^chr(?=.)", "").replaceAll("[^a-z0-9_]", "_");
        CRC32 digest = new CRC32();
        digest.update(contig.getBytes(StandardCharsets.UTF_8));
        String digested = plain.substring(0, Math.min(plain.length(), LONGEST_NAME / 2))
                + String.format(Locale.ROOT, "_%08x", digest.getValue());
        boolean isFree = plain.length() <= LONGEST_NAME && !isTaken(plain);
        return "_chr" + (isFree ? plain : digested);
    }

    private boolean isTaken(String plain) throws SQLException {
        Catalog catalog = run.catalog();
        for (String parent : PARENTS) {
            if (catalog.has(parent + "_chr" + plain)) {
                return true;
            }
        }
        return false;
    }
}
