package omega.genomics.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;

/** Checks whether the server on a port is the one of this data: it must find a file that was just created in it. */
final class ServerProbe {
    private final Path data;
    private final String password;
    private String lastFailure = "no port is known";

    ServerProbe(Path data, String password) {
        this.data = data;
        this.password = password;
    }

    boolean finds(int port) throws IOException {
        // PostgreSQL empties this folder on start, and backups exclude it
        Path folder = data.resolve("pg_stat_tmp");
        Path file = (Files.isDirectory(folder) ? folder : data).resolve("genomics-probe-" + UUID.randomUUID());
        Files.createFile(file);
        try (Connection connection = connect(port);
                PreparedStatement look = connection.prepareStatement("SELECT size FROM pg_stat_file(?, true)")) {
            look.setString(1, data.relativize(file).toString().replace('\\', '/'));
            try (ResultSet result = look.executeQuery()) {
                result.next();
                result.getLong(1);
                lastFailure = "another database's server answers there";
                return !result.wasNull();
            }
        } catch (SQLException e) {
            lastFailure = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return false;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Connection connect(int port) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", ClusterFiles.USER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    String lastFailure() {
        return lastFailure;
    }
}
