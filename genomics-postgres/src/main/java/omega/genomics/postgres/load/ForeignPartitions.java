package omega.genomics.postgres.load;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import omega.genomics.postgres.internal.Sql;
import org.postgresql.ds.PGSimpleDataSource;

/** Writes the statements that make partitions of other servers visible on the coordinator. */
final class ForeignPartitions {
    private ForeignPartitions() {}

    static String of(String schema, Map<String, Set<String>> contigsByUrl) {
        StringBuilder sql = new StringBuilder("CREATE EXTENSION IF NOT EXISTS postgres_fdw;\n");
        int number = 0;
        for (Map.Entry<String, Set<String>> shard : contigsByUrl.entrySet()) {
            String server = "genomics_" + schema + "_shard_" + ++number;
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(shard.getKey());
            sql.append(server(server, source));
            for (String contig : shard.getValue()) {
                sql.append(partition(schema, VcfLoad.TABLE, contig, server));
                sql.append(partition(schema, ConsequenceSets.TABLE, contig, server));
            }
        }
        return sql.toString();
    }

    /** Rows come in thousands at a time, and several shards are asked at once. */
    private static String server(String server, PGSimpleDataSource source) {
        String user = source.getUser() == null ? "" : source.getUser();
        String password = source.getPassword() == null ? "" : source.getPassword();
        return "CREATE SERVER IF NOT EXISTS " + server + " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host "
                + literal(source.getServerNames()[0]) + ", port '" + port(source) + "', dbname "
                + literal(String.valueOf(source.getDatabaseName()))
                + ", fetch_size '10000', async_capable 'true', updatable 'false');\n"
                + "CREATE USER MAPPING IF NOT EXISTS FOR CURRENT_USER SERVER " + server + " OPTIONS ("
                + (user.isEmpty() ? "" : "user " + literal(user))
                + (user.isEmpty() || password.isEmpty() ? "" : ", ")
                + (password.isEmpty() ? "" : "password " + literal(password)) + ");\n";
    }

    private static int port(PGSimpleDataSource source) {
        int port = source.getPortNumbers()[0];
        return port == 0 ? 5432 : port;
    }

    private static String partition(String schema, String parent, String contig, String server) {
        String name = parent + "_chr" + contig.toLowerCase(Locale.ROOT);
        String table = Sql.name(schema, name);
        return "DO $foreign$ BEGIN\n"
                + "    IF (SELECT relkind FROM pg_class WHERE oid = to_regclass(" + literal(table)
                + ")) = 'f' THEN RETURN; END IF;\n"
                + "    IF EXISTS (SELECT FROM " + table + ") THEN\n"
                + "        RAISE EXCEPTION '" + name
                + " has rows here: load its datasets through the shard map first, or drop"
                + " them';\n"
                + "    END IF;\n"
                + "    DROP TABLE " + table + ";\n"
                + "    CREATE FOREIGN TABLE " + table + " PARTITION OF " + Sql.name(schema, parent)
                + " FOR VALUES IN ("
                + literal(contig) + ") SERVER " + server + " OPTIONS (schema_name " + literal(schema) + ", table_name "
                + literal(name) + ");\n"
                + "END $foreign$;\n";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
