package omega.genomics.gtf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import omega.genomics.model.Gene;

/**
 * Writes GFF3 1.26: {@code ##gff-version 3}, then {@code key=value,value;…} with percent-encoding.
 *
 * <p>Neighbouring attributes of equal key become one comma list. What the specification reserves is encoded, and so is what
 * would not survive: spaces at the ends of a value, a value in quotes. Anything a {@link Feature} can hold can be written,
 * and is equal when read back.
 *
 * <p>UTF-8, lines end with a line feed. I/O failures after opening are {@link java.io.UncheckedIOException}s. Not
 * thread-safe.
 */
public final class Gff3Writer implements AutoCloseable {
    private final RowWriter rows;

    private Gff3Writer(OutputStream out) {
        this.rows = new RowWriter(out);
        rows.comment("##gff-version 3");
    }

    /**
     * Writes to a stream, the version line first.
     *
     * @param out closed with this writer; wrap it to compress
     * @return a writer
     */
    public static Gff3Writer to(OutputStream out) {
        Objects.requireNonNull(out, "out");
        return new Gff3Writer(out);
    }

    /**
     * Writes to a file, the version line first.
     *
     * @param path created or emptied
     * @return a writer
     * @throws IOException if it cannot be opened
     */
    public static Gff3Writer open(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        return to(Files.newOutputStream(path));
    }

    /**
     * Writes a comment or a directive.
     *
     * @param line one line that starts with {@code #}; a second version line is left out
     * @return this writer
     * @throws IllegalArgumentException if it is something else, or would end the features as {@code ##FASTA} does
     */
    public Gff3Writer comment(String line) {
        Objects.requireNonNull(line, "line");
        if (line.startsWith("##FASTA")) {
            throw new IllegalArgumentException("expected a directive among features, found \"" + line + "\"");
        }
        if (!line.startsWith("##gff-version")) {
            rows.comment(line);
        }
        return this;
    }

    /**
     * Writes a row.
     *
     * @param feature any feature
     * @return this writer
     */
    public Gff3Writer write(Feature feature) {
        Objects.requireNonNull(feature, "feature");
        StringBuilder line = rows.line();
        Escapes.percentEncode(feature.contig(), Escapes.SEQNAME, line);
        line.append('\t');
        Escapes.percentEncode(feature.source(), Escapes.COLUMN, line);
        line.append('\t');
        Escapes.percentEncode(feature.type(), Escapes.COLUMN, line);
        rows.numbers(feature);
        attributes(feature.attributes().entries());
        rows.endLine();
        return this;
    }

    private void attributes(List<Map.Entry<String, String>> entries) {
        StringBuilder line = rows.line();
        if (entries.isEmpty()) {
            line.append('.');
        }
        for (int i = 0; i < entries.size(); i++) {
            Map.Entry<String, String> entry = entries.get(i);
            boolean goesOn = i > 0 && entries.get(i - 1).getKey().equals(entry.getKey());
            boolean last =
                    i + 1 == entries.size() || !entries.get(i + 1).getKey().equals(entry.getKey());
            if (!goesOn) {
                line.append(i > 0 ? ";" : "");
                value(entry.getKey(), true, true);
            }
            line.append(goesOn ? ',' : '=');
            value(entry.getValue(), !goesOn, last);
        }
    }

    /** Encodes a text, with its outermost characters too if they would be lost at the end of a pair. */
    private void value(String text, boolean atStart, boolean atEnd) {
        StringBuilder line = rows.line();
        int from = 0;
        int to = text.length();
        boolean quoted = to >= 2 && text.charAt(0) == '"' && text.charAt(to - 1) == '"';
        while (from < to && ((atStart && text.charAt(from) == ' ') || (quoted && from == 0))) {
            line.append(text.charAt(from++) == ' ' ? "%20" : "%22");
        }
        while (to > from && atEnd && text.charAt(to - 1) == ' ') {
            to--;
        }
        Escapes.percentEncode(text.substring(from, to), Escapes.ATTRIBUTE, line);
        line.append("%20".repeat(text.length() - to));
    }

    /**
     * Writes a gene with all it has, joined by {@code ID} and {@code Parent}: gene, transcripts, exons, CDS <b>with</b> the stop
     * codon as GFF3 wants it, and start and stop codons and selenocysteines as rows of their own. UTRs have no rows, as they are
     * what the exons leave.
     *
     * <p>A gene or transcript that was derived gets a row too, as GFF3 cannot do without. A coding sequence without start or
     * stop codon that nothing else marks as incomplete is tagged {@code cds_start_NF} or {@code cds_end_NF}, since a reader would
     * take its ends for codons.
     *
     * @param gene any gene
     * @return this writer
     */
    public Gff3Writer write(Gene gene) {
        Objects.requireNonNull(gene, "gene");
        new GeneRows(GtfDialect.GFF3, this::write).write(gene);
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
