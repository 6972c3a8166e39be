package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import omega.genomics.postgres.internal.Sql;
import org.jspecify.annotations.Nullable;

/** Which gene a name in a file stands for: id, symbol, then what the sources of names know. In memory for one load. */
final class GeneKeys {
    private static final Pattern VERSION = Pattern.compile("\\.\\d{1,9}$");

    private final Map<String, Key> keys = new HashMap<>();

    /** A gene as vectors are stored under it. */
    record Key(
            String geneId, @Nullable String name, @Nullable String biotype) {}

    static GeneKeys read(Connection connection, Db db) throws SQLException {
        GeneKeys all = new GeneKeys();
        String genes = " FROM " + db.name("genes") + " ORDER BY dataset_id DESC, gene_key";
        all.add(connection, "SELECT gene_id, gene_id, gene_name, biotype" + genes);
        all.add(connection, "SELECT gene_name, gene_id, gene_name, biotype" + genes);
        String info = " FROM " + db.name("gene_info") + " ORDER BY dataset_id, info_key";
        String known = ", coalesce(ensembl_id, symbol), symbol, biotype";
        all.add(connection, "SELECT symbol" + known + info);
        all.add(connection, "SELECT ensembl_id" + known + info);
        all.add(connection, "SELECT hgnc_id" + known + info);
        all.addAliases(connection, db, "LIKE");
        all.addAliases(connection, db, "NOT LIKE");
        return all;
    }

    /** What came first stays: a symbol of today goes before one of the past. */
    private void add(Connection connection, String sql) throws SQLException {
        Sql.query(
                connection,
                row -> {
                    String key = row.getString(1);
                    if (key != null && !keys.containsKey(key)) {
                        // where the annotation knows the id, its name and biotype are used
                        Key gene = keys.get(row.getString(2));
                        keys.put(
                                key,
                                gene != null ? gene : new Key(row.getString(2), row.getString(3), row.getString(4)));
                    }
                    return true;
                },
                sql);
    }

    private void addAliases(Connection connection, Db db, String previous) throws SQLException {
        Sql.query(
                connection,
                row -> {
                    Key gene = keys.get(row.getString(2));
                    if (gene != null) {
                        keys.putIfAbsent(row.getString(1), gene);
                    }
                    return true;
                },
                "SELECT alias, symbol FROM " + db.name("gene_aliases") + " WHERE source " + previous
                        + " '%previous symbol' ORDER BY alias, symbol");
    }

    /** Finds a gene by what a file calls it, an id with version included. */
    Optional<Key> find(String name) {
        Key key = keys.get(name);
        if (key == null) {
            key = keys.get(VERSION.matcher(name).replaceFirst(""));
        }
        return Optional.ofNullable(key);
    }
}
