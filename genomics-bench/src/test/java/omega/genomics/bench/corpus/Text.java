package omega.genomics.bench.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A generated file as lines. */
final class Text {
    private Text() {}

    static byte[] bytes(Corpus corpus, double scale) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        corpus.writeTo(scale, out);
        return out.toByteArray();
    }

    static List<String> lines(Corpus corpus, double scale) {
        return new String(bytes(corpus, scale), StandardCharsets.US_ASCII)
                .lines()
                .toList();
    }

    static List<String[]> rows(Corpus corpus, double scale) {
        return lines(corpus, scale).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }
}
