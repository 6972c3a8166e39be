package omega.genomics.gtf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import omega.genomics.model.Gene;

/**
 * Writes GTF: {@code key "value";} pairs, every value quoted.
 *
 * <p>GTF has no escapes of its own; this writer uses GFF2's, and {@link GtfReader} reads them back: inside a value
 * {@code \"} is a quote, {@code \\} a backslash, {@code \t}, {@code \n} and {@code \r} are control characters. A backslash that
 * nothing could take for an escape is written alone. What else the format cannot hold is refused with an
 * {@link IllegalArgumentException}: control characters in columns 1 to 3, a seqname that starts like a comment, a key with
 * spaces, quotes, {@code ;} or {@code =}.
 *
 * <p>What is written and read back is equal. UTF-8, lines end with a line feed. I/O failures after opening are
 * {@link java.io.UncheckedIOException}s. Not thread-safe.
 */
public final class GtfWriter implements AutoCloseable {
    private final RowWriter rows;

    private GtfWriter(OutputStream out) {
        this.rows = new RowWriter(out);
    }

    /**
     * Writes to a stream.
     *
     * @param out closed with this writer; wrap it to compress
     * @return a writer
     */
    public static GtfWriter to(OutputStream out) {
        Objects.requireNonNull(out, "out");
        return new GtfWriter(out);
    }

    /**
     * Writes to a file.
     *
     * @param path created or emptied
     * @return a writer
     * @throws IOException if it cannot be opened
     */
    public static GtfWriter open(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        return to(Files.newOutputStream(path));
    }

    /**
     * Writes a comment.
     *
     * @param line one line that starts with {@code #}, as {@link GtfReader#directives()} gives them
     * @return this writer
     * @throws IllegalArgumentException if it is something else
     */
    public GtfWriter comment(String line) {
        Objects.requireNonNull(line, "line");
        rows.comment(line);
        return this;
    }

    /**
     * Writes a row.
     *
     * @param feature any feature whose texts GTF can hold
     * @return this writer
     * @throws IllegalArgumentException if it cannot; nothing is written then
     */
    public GtfWriter write(Feature feature) {
        Objects.requireNonNull(feature, "feature");
        StringBuilder line = rows.line();
        column(feature.contig());
        char first = feature.contig().charAt(0);
        if (first == '#' || first == ' ' || first == '\uFEFF') {
            throw rows.refuse("a seqname that is not taken for a comment", feature.contig());
        }
        line.append('\t');
        column(feature.source());
        line.append('\t');
        column(feature.type());
        rows.numbers(feature);
        attributes(feature);
        rows.endLine();
        return this;
    }

    private void column(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                throw rows.refuse("a column without control characters", text);
            }
        }
        rows.line().append(text);
    }

    private void attributes(Feature feature) {
        StringBuilder line = rows.line();
        if (feature.attributes().isEmpty()) {
            line.append('.');
            return;
        }
        String gap = "";
        for (Map.Entry<String, String> entry : feature.attributes().entries()) {
            line.append(gap);
            key(entry.getKey());
            line.append(" \"");
            Escapes.backslashEncode(entry.getValue(), line);
            line.append("\";");
            gap = " ";
        }
    }

    private void key(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c <= ' ' || c == '"' || c == ';' || c == '=' || (i == 0 && c == '#')) {
                throw rows.refuse("a key without spaces, quotes, ; and =", key);
            }
        }
        rows.line().append(key);
    }

    /**
     * Writes a gene with all it has: a gene and transcript row unless they were derived, exons, CDS without the stop codon,
     * start and stop codons and selenocysteines. UTRs have no rows, as they are what the exons leave.
     *
     * <p>A model assembled from the rows is equal to one that was assembled from GTF.
     *
     * @param gene any gene
     * @return this writer
     * @throws IllegalArgumentException if GTF cannot hold one of its texts; the rows before it are written then
     */
    public GtfWriter write(Gene gene) {
        Objects.requireNonNull(gene, "gene");
        new GeneRows(GtfDialect.GTF, this::write).write(gene);
        return this;
    }

    /** Hands what was written to the stream. */
    public void flush() {
        rows.flush();
    }

    /** Closes the stream. May be called twice. */
    @Override
    public void close() {
        rows.close();
    }
}
