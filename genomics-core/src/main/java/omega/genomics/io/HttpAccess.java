package omega.genomics.io;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How files on web servers are read: through range requests, by the JDK's client. Immutable: each method returns changed settings.
 *
 * <pre>{@code
 * InputSource source = InputSource.of(address, HttpAccess.defaults().header("Authorization", "Bearer " + token));
 * }</pre>
 */
public final class HttpAccess {
    private static final HttpAccess DEFAULTS = new HttpAccess(Map.of(), false, Duration.ofSeconds(30), 4);

    private final Map<String, String> headers;
    private final boolean allowsPlain;
    private final Duration timeout;
    private final int attempts;

    private HttpAccess(Map<String, String> headers, boolean allowsPlain, Duration timeout, int attempts) {
        this.headers = headers;
        this.allowsPlain = allowsPlain;
        this.timeout = timeout;
        this.attempts = attempts;
    }

    /**
     * Returns the default settings.
     *
     * @return https, plain http to this machine only; 30 seconds for a request, four attempts
     */
    public static HttpAccess defaults() {
        return DEFAULTS;
    }

    /**
     * Adds a header to each request, such as a token. It is not sent to another host that a server redirects to.
     *
     * @param name of the header
     * @param value its value, which no message shows
     * @return changed settings
     */
    public HttpAccess header(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAccess(Map.copyOf(more), allowsPlain, timeout, attempts);
    }

    /**
     * Allows http without encryption to other machines than this one.
     *
     * @return changed settings
     */
    public HttpAccess allowPlain() {
        return new HttpAccess(headers, true, timeout, attempts);
    }

    /**
     * Sets how long a request for a range may take.
     *
     * @param duration more than 0
     * @return changed settings
     * @throws IllegalArgumentException if it is not
     */
    public HttpAccess timeout(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("expected a timeout of more than 0, found " + duration);
        }
        return new HttpAccess(headers, allowsPlain, duration, attempts);
    }

    /**
     * Sets how often a range is asked for if a connection fails, a request times out, a body is cut, or a server says that it is busy.
     * Attempts are 0.1, 0.2, 0.4 … seconds apart.
     *
     * @param count 1 or more
     * @return changed settings
     * @throws IllegalArgumentException if it is less than 1
     */
    public HttpAccess attempts(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 attempt or more, found " + count);
        }
        return new HttpAccess(headers, allowsPlain, timeout, count);
    }

    Map<String, String> headers() {
        return headers;
    }

    Duration timeout() {
        return timeout;
    }

    int attempts() {
        return attempts;
    }

    /** @throws IllegalArgumentException if the address must not be read */
    void check(URI address) {
        String scheme = String.valueOf(address.getScheme());
        String host = address.getHost();
        if (host == null || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
            throw new IllegalArgumentException("expected an address of https, found " + shown(address));
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "expected an address without a password, found one: " + shown(address) + "; see HttpAccess.header");
        }
        if (scheme.equalsIgnoreCase("http") && !allowsPlain && !isLoopback(host)) {
            throw new IllegalArgumentException("expected https, found " + shown(address)
                    + "; plain http is read from this machine only, unless HttpAccess.allowPlain is set");
        }
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]")
                || host.equals("::1");
    }

    /** Returns an address without what may be secret. */
    static String shown(URI address) {
        String query = address.getRawQuery() == null ? "" : "?…";
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getRawPath() + query;
    }

    /** Returns the settings for people, without the values of headers. */
    @Override
    public String toString() {
        return "headers=" + headers.keySet() + " plain=" + allowsPlain + " timeout=" + timeout + " attempts="
                + attempts;
    }
}
