package omega.genomics.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Makes the role that the service connects as; {@code read-only-role.sql} is the recipe. */
final class ReadOnlyRole {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private ReadOnlyRole() {}

    /**
     * Makes the role if it is not there, and lets it read the schema.
     *
     * @param ownerUrl JDBC address with the owner of the schema
     */
    static void grant(String ownerUrl, String schema, String role, String password) throws SQLException, IOException {
        if (!NAME.matcher(schema).matches() || !NAME.matcher(role).matches() || password.indexOf('\'') >= 0) {
            throw new IllegalArgumentException(
                    "expected names of letters, digits and underscores, a password without quotes");
        }
        try (InputStream in = ReadOnlyRole.class.getResourceAsStream("/read-only-role.sql");
                Connection connection = DriverManager.getConnection(ownerUrl);
                Statement statement = connection.createStatement()) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource read-only-role.sql");
            }
            statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{role}", role)
                    .replace("{schema}", schema));
            statement.execute("ALTER ROLE " + role + " PASSWORD '" + password + "'");
        }
    }
}
