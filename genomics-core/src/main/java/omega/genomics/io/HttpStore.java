package omega.genomics.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files on a web server, by range requests (RFC 9110 §14). Nothing that was not asked for is read from a connection. */
final class HttpStore implements ByteStore {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18})");
    private static final int REDIRECTS = 5;
    private static final long FIRST_PAUSE = 100;

    /** Made when the first address is opened; immutable. */
    private static final class Client {
        static final HttpClient SHARED = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();

        private Client() {}
    }

    private final URI address;
    private final HttpAccess access;
    /** Of each file, the version that is read, by its suffix. */
    private final Map<String, Version> versions = new ConcurrentHashMap<>();

    private record Version(long size, String tag) {}

    HttpStore(URI address, HttpAccess access) {
        access.check(address);
        this.address = address;
        this.access = access;
    }

    @Override
    public ByteRanges open(String suffix) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new Ranges(
                suffix,
                URI.create(address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath() + suffix
                        + query));
    }

    /** A failure that another attempt may not have. */
    private static final class Temporary extends IOException {
        private static final long serialVersionUID = 1L;

        Temporary(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final class Ranges implements ByteRanges {
        private final String suffix;
        private final String name;
        private URI place;
        private long size = -1;

        Ranges(String suffix, URI place) {
            this.suffix = suffix;
            this.place = place;
            this.name = HttpAccess.shown(place);
        }

        @Override
        public long size() throws IOException {
            Version known = versions.get(suffix);
            if (size < 0 && known != null) {
                size = known.size();
            } else if (size < 0) {
                read(0, ByteBuffer.allocate(1));
            }
            return Math.max(0, size);
        }

        @Override
        public int read(long offset, ByteBuffer target) throws IOException {
            if (!target.hasRemaining() || (size >= 0 && offset >= size)) {
                return target.hasRemaining() ? -1 : 0;
            }
            long pause = FIRST_PAUSE;
            for (int attempt = 1; ; attempt++, pause *= 2) {
                try {
                    byte[] bytes = range(offset, target.remaining());
                    target.put(bytes);
                    return bytes.length == 0 ? -1 : bytes.length;
                } catch (Temporary e) {
                    if (attempt == access.attempts()) {
                        throw new IOException(
                                name + ": byte " + offset + ": " + e.getMessage() + ", in the last of " + attempt
                                        + (attempt == 1 ? " attempt" : " attempts"),
                                e.getCause());
                    }
                    sleep(pause);
                }
            }
        }

        private void sleep(long milliseconds) throws InterruptedIOException {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException(name + ": interrupted");
            }
        }

        private byte[] range(long offset, int count) throws IOException {
            for (int redirect = 0; redirect <= REDIRECTS; redirect++) {
                HttpResponse<byte[]> response = send(offset, count);
                int status = response.statusCode();
                if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
                    return body(response, offset, count);
                }
                follow(response);
            }
            throw new IOException(name + ": expected a file, found more than " + REDIRECTS + " redirections");
        }

        private void follow(HttpResponse<byte[]> response) throws IOException {
            String location = response.headers().firstValue("location").orElse("");
            URI next;
            try {
                next = place.resolve(location);
                access.check(next);
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        name + ": expected a redirection to another file, found one that is not followed: "
                                + e.getMessage());
            }
            boolean wasLocal = HttpAccess.isLoopback(String.valueOf(place.getHost()));
            if (!wasLocal && HttpAccess.isLoopback(String.valueOf(next.getHost()))) {
                throw new IOException(name + ": expected a redirection to another server, found one to this machine");
            }
            place = next;
        }

        private HttpResponse<byte[]> send(long offset, int count) throws IOException {
            HttpRequest.Builder request = HttpRequest.newBuilder(place)
                    .timeout(access.timeout())
                    .header("Range", "bytes=" + offset + "-" + (offset + count - 1))
                    .header("Accept-Encoding", "identity");
            if (String.valueOf(place.getHost()).equalsIgnoreCase(address.getHost())) {
                access.headers().forEach(request::header);
            }
            CompletableFuture<HttpResponse<byte[]>> answer =
                    Client.SHARED.sendAsync(request.build(), info -> new Body(isContent(info, count) ? count : 0));
            try {
                return answer.get(access.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException(name + ": interrupted");
            } catch (TimeoutException e) {
                answer.cancel(true);
                throw new Temporary(
                        "expected an answer within " + access.timeout().toMillis() + " ms, found none", e);
            } catch (ExecutionException e) {
                throw new Temporary("expected " + count + " bytes, found " + reason(e), e.getCause());
            }
        }

        private static String reason(ExecutionException e) {
            Throwable cause = e.getCause();
            String message = cause == null ? null : cause.getMessage();
            return "a connection that failed (" + (message == null ? String.valueOf(cause) : message) + ")";
        }

        /** Whether there is a body to read: a range, or a whole file that is no longer. */
        private static boolean isContent(HttpResponse.ResponseInfo info, int count) {
            long length = info.headers().firstValueAsLong("content-length").orElse(Long.MAX_VALUE);
            return info.statusCode() == 206 || (info.statusCode() == 200 && length <= count);
        }

        private byte[] body(HttpResponse<byte[]> response, long offset, int count) throws IOException {
            switch (response.statusCode()) {
                case 206 -> {
                    return partial(response, offset, count);
                }
                case 200 -> {
                    return whole(response, offset, count);
                }
                case 416 -> {
                    Matcher range = CONTENT_RANGE.matcher(
                            response.headers().firstValue("content-range").orElse(""));
                    size = range.matches() ? Long.parseLong(range.group(3)) : size;
                    return new byte[0];
                }
                case 404, 410 -> throw new NoSuchFileException(name);
                case 401, 403 -> throw new AccessDeniedException(name, null, "HTTP status " + response.statusCode());
                case 408, 425, 429, 500, 502, 503, 504 ->
                    throw new Temporary("expected a range, found HTTP status " + response.statusCode(), null);
                default ->
                    throw new IOException(name + ": expected a range, found HTTP status " + response.statusCode());
            }
        }

        private byte[] partial(HttpResponse<byte[]> response, long offset, int count) throws IOException {
            Matcher range = CONTENT_RANGE.matcher(
                    response.headers().firstValue("content-range").orElse(""));
            boolean fits = range.matches() && range.group(1) != null && Long.parseLong(range.group(1)) == offset;
            if (!fits) {
                throw new IOException(name + ": expected bytes from " + offset + ", found "
                        + response.headers().firstValue("content-range").orElse("no Content-Range"));
            }
            long last = Long.parseLong(range.group(2));
            long total = Long.parseLong(range.group(3));
            long promised = Math.min(offset + count, total) - offset;
            if (last - offset + 1 != promised) {
                throw new IOException(name + ": expected bytes " + offset + "-" + (offset + promised - 1) + " of "
                        + total + ", found " + offset + "-" + last);
            }
            checkVersion(response, total);
            if (response.body().length != promised) {
                throw new Temporary("expected " + promised + " bytes, found " + response.body().length, null);
            }
            return response.body();
        }

        /** A server without ranges is good enough for a file that fits into the range. */
        private byte[] whole(HttpResponse<byte[]> response, long offset, int count) throws IOException {
            long length = response.headers().firstValueAsLong("content-length").orElse(Long.MAX_VALUE);
            if (offset > 0 || length > count) {
                throw new IOException(
                        name + ": expected a server that answers range requests, found one that sends the whole file,"
                                + " which was not read; download it first");
            }
            checkVersion(response, length);
            if (response.body().length != length) {
                throw new Temporary("expected " + length + " bytes, found " + response.body().length, null);
            }
            return response.body();
        }

        private void checkVersion(HttpResponse<byte[]> response, long total) throws IOException {
            String found = response.headers()
                    .firstValue("etag")
                    .or(() -> response.headers().firstValue("last-modified"))
                    .orElse("");
            Version version = new Version(total, found);
            Version known = versions.putIfAbsent(suffix, version);
            if (known != null && !known.equals(version)) {
                throw new IOException(name + ": expected the file that was opened, found another of " + total
                        + " bytes: it changed while it was read");
            }
            size = total;
        }

        @Override
        public void close() {
            // connections belong to the client
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A body of a limited length; what is longer is not read. */
    private static final class Body implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final int limit;
        private byte[] bytes = new byte[0];
        private int length;
        private Flow.@Nullable Subscription subscription;

        Body(int limit) {
            this.limit = limit;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            if (limit == 0) {
                newSubscription.cancel();
                result.complete(bytes);
            } else {
                bytes = new byte[limit];
                newSubscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (buffer.remaining() > limit - length) {
                    if (subscription != null) {
                        subscription.cancel();
                    }
                    result.completeExceptionally(new IOException("more than " + limit + " bytes"));
                    return;
                }
                int count = buffer.remaining();
                buffer.get(bytes, length, count);
                length += count;
            }
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(Arrays.copyOf(bytes, length));
        }
    }
}
