package omega.genomics.postgres.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the ways people name a PostgreSQL server into a JDBC address. */
final class ServerAddress {
    private static final String JDBC = "jdbc:postgresql:";

    private ServerAddress() {}

    /** Takes a JDBC address as it is, and libpq's {@code postgresql://user:password@host:port/database?key=value}. */
    static String jdbc(String url) {
        if (url.startsWith(JDBC)) {
            return url;
        }
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw none(url, null);
        }
        URI uri = uri(url);
        StringBuilder jdbc = new StringBuilder(JDBC).append("//").append(uri.getHost() == null ? "" : uri.getHost());
        if (uri.getPort() >= 0) {
            jdbc.append(':').append(uri.getPort());
        }
        jdbc.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return jdbc.append(separated(query, login(uri.getRawUserInfo()))).toString();
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw none(url, e);
        }
    }

    private static IllegalArgumentException none(String url, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "expected an address such as jdbc:postgresql://localhost/genomes, found \"" + url + "\"", cause);
    }

    private static String login(@Nullable String userInfo) {
        if (userInfo == null) {
            return "";
        }
        int colon = userInfo.indexOf(':');
        String user = "user=" + recoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
        return colon < 0 ? user : user + "&password=" + recoded(userInfo.substring(colon + 1));
    }

    private static String recoded(String percentEncoded) {
        String plain = URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        return URLEncoder.encode(plain, StandardCharsets.UTF_8);
    }

    private static String separated(String first, String second) {
        String joined = first.isEmpty() || second.isEmpty() ? first + second : first + '&' + second;
        return joined.isEmpty() ? "" : '?' + joined;
    }

    /** Returns null where the environment names neither a host nor a database. */
    static @Nullable String fromEnvironment(Map<String, String> environment) {
        String host = environment.get("PGHOST");
        String database = environment.get("PGDATABASE");
        if (host == null && database == null) {
            return null;
        }
        if (host != null && host.startsWith("/")) {
            throw new IllegalArgumentException(
                    "PGHOST=" + host + " is a Unix socket, which JDBC cannot use; give a host name or --url");
        }
        String port = environment.getOrDefault("PGPORT", "5432");
        String name = database != null ? database : environment.getOrDefault("PGUSER", "postgres");
        return JDBC + "//" + (host == null ? "localhost" : host) + ':' + port + '/'
                + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
