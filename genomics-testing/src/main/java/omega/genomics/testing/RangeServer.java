package omega.genomics.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A web server on loopback that answers range requests for files in memory or made on demand, counts, and can misbehave. */
public final class RangeServer implements AutoCloseable {
    private static final long DELAY_MILLIS = 150;

    private final Map<String, Content> files = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final HttpServer server;
    private volatile boolean isUnreliable;

    /** What a file contains. */
    public interface Content {
        long size();

        /** Fills an array with what begins at an offset; all of it is there. */
        void read(long offset, byte[] target) throws IOException;
    }

    private RangeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    public static RangeServer start() throws IOException {
        return new RangeServer();
    }

    public void serve(String name, Content content) {
        files.put('/' + name, content);
    }

    public void serve(String name, byte[] content) {
        serve(name, new Content() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public void read(long offset, byte[] target) {
                System.arraycopy(content, (int) offset, target, 0, target.length);
            }
        });
    }

    public URI address(String name) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + '/' + name);
    }

    /** From now on, of six requests one is delayed, one refused with 503, one dropped in the middle of its answer and one before it. */
    public void becomeUnreliable() {
        isUnreliable = true;
    }

    public int requests() {
        return requests.get();
    }

    /** Bytes of files that were sent. */
    public long sentBytes() {
        return sent.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int request = requests.getAndIncrement();
        try (exchange) {
            Content file = files.get(exchange.getRequestURI().getPath());
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (file == null || range == null) {
                exchange.sendResponseHeaders(file == null ? 404 : 400, -1);
                return;
            }
            String[] bounds = range.substring("bytes=".length()).split("-", -1);
            long from = Long.parseLong(bounds[0]);
            int count = (int) (Math.min(file.size(), Long.parseLong(bounds[1]) + 1) - from);
            if (count <= 0) {
                exchange.getResponseHeaders().add("Content-Range", "bytes */" + file.size());
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            int sending = isUnreliable ? misbehave(request, exchange, count) : count;
            if (sending == 0) {
                return;
            }
            byte[] bytes = new byte[count];
            file.read(from, bytes);
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + '-' + (from + count - 1) + '/' + file.size());
            exchange.sendResponseHeaders(206, count);
            OutputStream out = exchange.getResponseBody();
            sent.addAndGet(sending);
            out.write(bytes, 0, sending);
            out.flush();
        }
    }

    /** Returns how many bytes are sent: all, some, or none if the request is answered or dropped. */
    private static int misbehave(int request, HttpExchange exchange, int count) throws IOException {
        switch (request % 6) {
            case 0 -> {
                try {
                    Thread.sleep(DELAY_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return count;
            }
            case 1 -> {
                exchange.sendResponseHeaders(503, -1);
                return 0;
            }
            case 3 -> {
                return count / 2;
            }
            case 5 -> {
                return 0;
            }
            default -> {
                return count;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
