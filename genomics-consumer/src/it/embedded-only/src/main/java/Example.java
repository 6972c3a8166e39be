import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import omega.genomics.embedded.EmbeddedServer;

/** Uses a PostgreSQL of its own, whoever runs it and without anything installed. */
public class Example {
    public static void main(String[] args) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.startTemporary();
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 6 * 7")) {
            result.next();
            System.out.println(result.getInt(1));
        }
    }
}
