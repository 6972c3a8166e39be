package omega.genomics.cli;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the ways people name a PostgreSQL server into a JDBC address.
 *
 * <p>Addresses are taken apart here, not by {@link java.net.URI}, which has no hosts with underscores and no lists of hosts; and they are
 * checked here, because the driver logs what it cannot read, passwords included. No message holds a password.
 */
final class ServerAddress {
    private static final String JDBC = "jdbc:postgresql:";
    private static final Pattern LIBPQ = Pattern.compile("postgres(?:ql)?://(.*)", Pattern.DOTALL);

    /** A name or an IPv4 address, or an IPv6 address in brackets; and a port. */
    private static final Pattern HOST =
            Pattern.compile("([\\p{L}\\p{N}._-]*|\\[[0-9a-fA-F:.]+(?:%[\\p{L}\\p{N}._-]+)?\\])(?::([0-9]{0,5}))?");

    private static final int MAX_PORT = 65_535;

    /** What libpq calls a setting, and the driver. */
    private static final Map<String, String> SETTINGS = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "target_session_attrs", "targetServerType");

    private static final Map<String, String> SESSIONS = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private ServerAddress() {}

    /**
     * Takes a JDBC address as it is, and libpq's {@code postgresql://user:password@host:port,host:port/database?key=value}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static String jdbc(String url) {
        if (url.startsWith(JDBC)) {
            return checked(url);
        }
        Matcher libpq = LIBPQ.matcher(url);
        if (!libpq.matches()) {
            throw none(url, "expected an address such as jdbc:postgresql://localhost/genomes");
        }
        String rest = libpq.group(1);
        int end = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
        int at = rest.lastIndexOf('@', end - 1);
        String login = at < 0 ? "" : rest.substring(0, at);
        if (login.indexOf('@') >= 0) {
            throw none(url, "expected one @ before the host (in a password it is written %40)");
        }
        Matcher parts = Pattern.compile("([^/?]*)(?:/([^?]*))?(?:\\?(.*))?", Pattern.DOTALL)
                .matcher(rest.substring(at + 1));
        if (!parts.matches()) {
            throw new AssertionError(rest.length());
        }
        String database = parts.group(2) == null ? "" : parts.group(2);
        List<String> settings = new ArrayList<>(settings(url, parts.group(3)));
        if (at >= 0) {
            int colon = login.indexOf(':');
            settings.add("user=" + recoded(url, colon < 0 ? login : login.substring(0, colon)));
            if (colon >= 0) {
                settings.add("password=" + recoded(url, login.substring(colon + 1)));
            }
        }
        return JDBC + "//" + hosts(url, parts.group(1)) + '/' + recoded(url, database)
                + (settings.isEmpty() ? "" : "?" + String.join("&", settings));
    }

    private static String hosts(String url, String list) {
        return list.isEmpty()
                ? ""
                : Stream.of(list.split(",", -1)).map(host -> host(url, host)).collect(Collectors.joining(","));
    }

    private static String host(String url, String text) {
        if (text.toLowerCase(Locale.ROOT).startsWith("%2f")) {
            throw none(url, "expected a host, found a Unix socket, which JDBC cannot use");
        }
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw none(url, "expected HOST or HOST:PORT, or several with commas between, in the address of the server");
        }
        String name = host.group(1).isEmpty() ? "localhost" : host.group(1);
        String port = host.group(2) == null ? "" : host.group(2);
        if (!port.isEmpty() && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > MAX_PORT)) {
            throw none(url, "expected a port from 1 to " + MAX_PORT);
        }
        return port.isEmpty() ? name : name + ':' + port;
    }

    private static List<String> settings(String url, @Nullable String query) {
        List<String> settings = new ArrayList<>();
        for (String setting : query == null ? new String[0] : query.split("&", 0)) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw none(url, "expected settings as KEY=VALUE, with & between");
            }
            String key = setting.substring(0, equals);
            String value = setting.substring(equals + 1);
            if (List.of("host", "hostaddr", "port", "dbname").contains(key)) {
                throw none(url, "expected " + key + " before the question mark");
            }
            settings.add(SETTINGS.getOrDefault(key, key)
                    + '='
                    + recoded(url, key.equals("target_session_attrs") ? SESSIONS.getOrDefault(value, value) : value));
        }
        return settings;
    }

    /** What the driver would misread or log. */
    private static String checked(String url) {
        String rest = url.substring(JDBC.length());
        if (rest.startsWith("//")) {
            String hosts = rest.substring(2).split("[/?]", 2)[0];
            if (rest.indexOf('@') >= 0 && rest.indexOf('@') < (rest + '?').indexOf('?')) {
                throw none(
                        url,
                        "expected jdbc:postgresql://HOST/DATABASE?user=NAME, or postgresql://NAME@HOST/DATABASE with the"
                                + " user before the host");
            }
            hosts(url, hosts);
        }
        return url;
    }

    private static String recoded(String url, String percentEncoded) {
        try {
            String plain = URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            return URLEncoder.encode(plain, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // its message has a piece of what may be a password
            throw none(url, "expected two hexadecimal digits after %, which by itself is written %25");
        }
    }

    private static IllegalArgumentException none(String url, String expected) {
        return new IllegalArgumentException(expected + ", found \"" + Passwords.hiddenInAddress(url) + '"');
    }

    /** Returns whether an address says who logs in, so that the environment need not. */
    static boolean has(String jdbc, String setting) {
        return Pattern.compile("[?&]" + setting + "=").matcher(jdbc).find();
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
        String name = database != null ? database : environment.getOrDefault("PGUSER", "postgres");
        return JDBC + "//"
                + hosts(
                        host == null ? "localhost" : host,
                        environment.getOrDefault("PGPORT", "5432").split(",", -1)) + '/'
                + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** Joins libpq's list of hosts with its list of ports, or its one port. */
    private static String hosts(String list, String[] ports) {
        String[] hosts = list.split(",", -1);
        if (ports.length != 1 && ports.length != hosts.length) {
            throw new IllegalArgumentException("expected one port in PGPORT, or " + hosts.length
                    + " as there are hosts in PGHOST" + ", found " + ports.length);
        }
        return IntStream.range(0, hosts.length)
                .mapToObj(i -> (hosts[i].contains(":") && !hosts[i].startsWith("[") ? '[' + hosts[i] + ']' : hosts[i])
                        + ':'
                        + ports[ports.length == 1 ? 0 : i])
                .collect(Collectors.joining(","));
    }
}
