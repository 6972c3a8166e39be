package omega.genomics.testing;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes a database before a class, hands it to its methods, and drops it after. */
final class TestDatabaseExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        context.getStore(NAMESPACE).put("database", server(context).createDatabase());
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        TestDatabase database = context.getStore(NAMESPACE).remove("database", TestDatabase.class);
        if (database != null) {
            server(context).dropDatabase(database);
        }
    }

    private static TestServer server(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(DatabaseTest.class).pgvector()
                ? withPgvector(context)
                : anyServer(context);
    }

    private static TestServer withPgvector(ExtensionContext context) {
        PgvectorTestServer found = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        "pgvector", key -> PgvectorTestServer.find(() -> anyServer(context)), PgvectorTestServer.class);
        return found.server().orElseGet(() -> Assumptions.abort("no server with pgvector: " + found.reason()));
    }

    private static TestServer anyServer(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("server", key -> TestServer.start(), TestServer.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get("database", TestDatabase.class);
    }
}
