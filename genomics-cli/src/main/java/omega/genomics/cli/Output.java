package omega.genomics.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a command's answer goes: UTF-8, one JSON document or text for people. */
public final class Output {
    private final PrintStream stdout;
    private final PrintStream stderr;
    private final boolean json;
    private final Colour colour;

    Output(PrintStream stdout, PrintStream stderr, boolean json, Colour colour) {
        this.stdout = stdout;
        this.stderr = stderr;
        this.json = json;
        this.colour = colour;
    }

    public Colour colour() {
        return colour;
    }

    public boolean isJson() {
        return json;
    }

    /** Prints an answer of maps, lists and scalars; to people it says that a list is empty, which a machine sees. */
    public void print(Object document) throws IOException {
        if (json) {
            try (Document whole = open()) {
                whole.json().value(document);
            }
        } else {
            text(TextView.of(document, colour));
            if (document instanceof Collection<?> list && list.isEmpty()) {
                stderr.println("nothing found");
            }
        }
    }

    private void text(String text) throws IOException {
        try (Document document = open()) {
            document.text(text);
        }
    }

    /** Opens a document that is too long to hold; the caller closes it. */
    public Document open() {
        return new Document();
    }

    /** An answer that is written as it is found. */
    public final class Document implements AutoCloseable {
        private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(stdout, StandardCharsets.UTF_8));
        private final JsonWriter json = new JsonWriter(writer);
        private boolean begun;

        public JsonWriter json() {
            begun = true;
            return json;
        }

        public void text(String text) {
            writer.append(text);
        }

        @Override
        public void close() throws IOException {
            if (begun) {
                writer.append('\n');
            }
            writer.flush();
            StandardOutput.check(stdout);
        }
    }

    /** Rounds to what a person reads and a machine compares. */
    public static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }

    static double perSecond(double amount, double seconds) {
        return seconds > 0 ? amount / seconds : 0;
    }

    public static Map<String, Object> document() {
        return new LinkedHashMap<>();
    }
}
