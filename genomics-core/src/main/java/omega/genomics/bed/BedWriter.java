package omega.genomics.bed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import omega.genomics.io.BgzfWriter;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;

/**
 * Writes BED, with tabs and line feeds.
 *
 * <pre>{@code
 * try (BedWriter writer = BedWriter.create(Path.of("transcripts.bed.gz"))) {
 *     model.genes().forEach(gene -> gene.transcripts().forEach(writer::write));
 * }
 * }</pre>
 *
 * <p>What is written and read back is equal. I/O failures after opening are {@link UncheckedIOException}s. Not thread-safe.
 */
public final class BedWriter implements AutoCloseable {
    private final OutputStream out;

    private BedWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes to a stream.
     *
     * @param out closed with this writer; wrap it to compress
     * @return a writer
     */
    public static BedWriter to(OutputStream out) {
        Objects.requireNonNull(out, "out");
        return new BedWriter(new BufferedOutputStream(out, 1 << 16));
    }

    /**
     * Writes to a file: BGZF if its name ends in {@code .gz} or {@code .bgz}, plain text otherwise.
     *
     * @param path created or emptied
     * @return a writer
     * @throws IOException if it cannot be opened
     */
    public static BedWriter create(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean blocks = name.endsWith(".gz") || name.endsWith(".bgz");
        return to(blocks ? BgzfWriter.create(path) : Files.newOutputStream(path));
    }

    /**
     * Writes a comment, or a {@code track} or {@code browser} line.
     *
     * @param line one line, as {@link BedReader#directives()} gives them
     * @return this writer
     * @throws IllegalArgumentException if it is something else
     */
    public BedWriter directive(String line) {
        Objects.requireNonNull(line, "line");
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0 || !line.matches("#.*|(track|browser)( .*)?")) {
            throw new IllegalArgumentException("expected a line of #, track or browser, found \"" + line + "\"");
        }
        return line(line);
    }

    /**
     * Writes a feature.
     *
     * @param feature any
     * @return this writer
     */
    public BedWriter write(BedFeature feature) {
        Objects.requireNonNull(feature, "feature");
        return line(feature.toString());
    }

    /**
     * Writes a line as it was read.
     *
     * @param record valid now
     * @return this writer
     */
    public BedWriter write(BedRecord record) {
        Objects.requireNonNull(record, "record");
        try {
            out.write(record.buffer(), record.lineStart(), record.lineEnd() - record.lineStart());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Writes a gene as six columns.
     *
     * @param gene its id is the name
     * @return this writer
     */
    public BedWriter write(Gene gene) {
        Objects.requireNonNull(gene, "gene");
        return write(BedFeature.of(gene));
    }

    /**
     * Writes a transcript as twelve columns: exons are blocks, the coding part with the stop codon is thick.
     *
     * @param transcript its id is the name
     * @return this writer
     * @throws IllegalArgumentException if its exons are no blocks, because they overlap
     */
    public BedWriter write(Transcript transcript) {
        return write(BedFeature.of(transcript));
    }

    /**
     * Writes each exon of a transcript as six columns.
     *
     * @param transcript its id and the exon's number are the name
     * @return this writer
     */
    public BedWriter writeExons(Transcript transcript) {
        Objects.requireNonNull(transcript, "transcript");
        for (Exon exon : transcript.exons()) {
            write(BedFeature.of(transcript, exon));
        }
        return this;
    }

    private BedWriter line(String text) {
        try {
            out.write(text.concat("\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Hands what was written to the stream. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the stream. May be called twice. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
