package omega.genomics.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;

/** PostgreSQL's driver, which writes down what is executed: an application is asked from outside how many statements an answer took. */
public final class CountedDriver implements Driver {
    static final List<String> EXECUTED = new CopyOnWriteArrayList<>();
    private static final String PREFIX = "jdbc:counted:";

    /** The address by which Spring finds this driver. */
    static String url(String postgres) {
        return postgres.replaceFirst("jdbc:", PREFIX);
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Connection connection = DriverManager.getConnection(url.replaceFirst(PREFIX, "jdbc:"), info);
        return counted(connection, Connection.class, null);
    }

    private static <T> T counted(T target, Class<T> type, String prepared) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object[] of = arguments == null ? new Object[0] : arguments;
                    if (method.getName().startsWith("execute")) {
                        EXECUTED.add(of.length == 0 ? prepared : String.valueOf(of[0]));
                    }
                    Object result = invoke(target, method, arguments);
                    if (result instanceof PreparedStatement statement) {
                        return counted(statement, PreparedStatement.class, String.valueOf(of[0]));
                    }
                    return result instanceof Statement statement
                                    && method.getName().equals("createStatement")
                            ? counted(statement, Statement.class, null)
                            : result;
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
