package omega.genomics.fasta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.Rule;
import omega.genomics.io.InputSource;

/**
 * Scans FASTA text once, in pieces of lines, so that a chromosome on a single line needs no more memory than any
 * other.
 */
final class FastaScanner {
    private static final int BLOCK = 256 * 1024;
    private static final int MAX_HEADER = 1 << 20;

    /** Receives the text piece by piece. */
    interface Handler {
        /** Called when a sequence begins; its first line begins at this offset of the uncompressed text. */
        void begin(String name, String description, long offset);

        /** Receives part of a sequence line, without its line feed but possibly with a carriage return. */
        void bases(byte[] buffer, int from, int to);

        /**
         * Called when a sequence line ends.
         *
         * @param bytes the length of the line in bytes, including the line feed
         * @param hasLineFeed false at the end of the text
         */
        void endLine(long bytes, boolean hasLineFeed);

        /** Called at the end of the text. */
        void end();
    }

    private final String source;
    private final Handler handler;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private long line = 1;
    private long lineBytes;
    private long offset;
    private boolean inHeader;
    private boolean inSequence;

    FastaScanner(String source, Handler handler) {
        this.source = source;
        this.handler = handler;
    }

    /** Returns the number of the current line, from 1. */
    long line() {
        return line;
    }

    /** Returns the number of bytes of the line before the current piece. */
    long lineBytes() {
        return lineBytes;
    }

    void scan(InputSource input) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = input.open()) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                scan(block, n);
            }
        }
        if (lineBytes > 0) {
            endLine(false);
        }
        handler.end();
    }

    private void scan(byte[] block, int limit) {
        for (int i = 0; i < limit; ) {
            if (lineBytes == 0 && block[i] == '>') {
                inHeader = true;
            }
            int lineFeed = ByteSearch.indexOf(block, i, limit, (byte) '\n');
            int to = lineFeed < 0 ? limit : lineFeed;
            piece(block, i, to);
            lineBytes += to - i;
            i = to;
            if (lineFeed >= 0) {
                lineBytes++;
                i++;
                endLine(true);
            }
        }
    }

    private void piece(byte[] block, int from, int to) {
        if (inHeader) {
            if (header.size() > MAX_HEADER) {
                throw error(
                        FastaRule.HEADER_LENGTH, "a header of at most " + MAX_HEADER + " bytes, found a longer one");
            }
            header.write(block, from, to - from);
        } else if (inSequence) {
            handler.bases(block, from, to);
        } else if (!isBlank(block, from, to)) {
            throw error(FastaRule.HEADER_MISSING, "a header line that begins with '>', found something else");
        }
    }

    private static boolean isBlank(byte[] block, int from, int to) {
        for (int i = from; i < to; i++) {
            if (block[i] != '\r' && block[i] != ' ' && block[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void endLine(boolean hasLineFeed) {
        offset += lineBytes;
        if (inHeader) {
            begin(header.toString(StandardCharsets.UTF_8).substring(1).stripTrailing());
            header.reset();
        } else if (inSequence) {
            handler.endLine(lineBytes, hasLineFeed);
        }
        inHeader = false;
        lineBytes = 0;
        line++;
    }

    private void begin(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        if (end == 0) {
            throw error(FastaRule.NAME_MISSING, "a name right behind '>', found nothing");
        }
        inSequence = true;
        handler.begin(text.substring(0, end), text.substring(end).strip(), offset);
    }

    ParseException error(Rule rule, String expected) {
        return error(rule, expected, 0);
    }

    ParseException error(Rule rule, String expected, long column) {
        int place = (int) Math.min(column, Integer.MAX_VALUE);
        return new ParseException(Findings.at(
                Severity.ERROR, Location.of(source, line, place), "sequence", rule, "expected " + expected));
    }
}
