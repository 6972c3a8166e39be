package omega.genomics.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A primary that streams, and a hot standby of it, made of a copy of its files. */
public final class Standby {
    private static final Map<String, String> STREAMING =
            Map.of("wal_level", "replica", "max_wal_senders", "4", "wal_keep_size", "256MB", "hot_standby", "on");

    private Standby() {}

    /** Starts a server that a standby can follow; its data is deleted on close. */
    public static EmbeddedServer startPrimary(Path root) throws IOException {
        return EmbeddedServer.start(root, true, STREAMING);
    }

    /** Starts a standby; the caller closes it before its primary. */
    public static EmbeddedServer startOf(EmbeddedServer primary, Path primaryRoot, Path root)
            throws IOException, SQLException {
        Files.createDirectories(root);
        try (Connection connection = DriverManager.getConnection(primary.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(primaryRoot.resolve("data"), root.resolve("data"));
            Files.copy(primaryRoot.resolve("password"), root.resolve("password"));
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(root.resolve("data/backup_label"), label.getString(1));
            }
        }
        Files.writeString(root.resolve("data/standby.signal"), "");
        Files.writeString(
                root.resolve("data/postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=" + primary.user() + " password="
                        + primary.password() + "'\n");
        Files.writeString(root.resolve("initialised"), "");
        return EmbeddedServer.start(root, true, STREAMING);
    }

    /** The write-ahead log comes by streaming. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Path relative = from.relativize(path);
            boolean isLog = relative.startsWith("pg_wal") && Files.isRegularFile(path);
            if (Files.isDirectory(path)) {
                Files.createDirectories(to.resolve(relative));
            } else if (!isLog && !relative.toString().startsWith("postmaster.")) {
                Files.copy(path, to.resolve(relative));
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }
}
