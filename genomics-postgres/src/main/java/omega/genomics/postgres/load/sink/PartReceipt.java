package omega.genomics.postgres.load.sink;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import omega.genomics.postgres.load.run.SinkAttempt;

/**
 * Proof that an attempt to write a part is complete and on the server's disk. Take it to {@link StagedSink#commit}: only attempts
 * whose receipts are committed count.
 *
 * <p>{@link #toText()} and {@link #parse} carry it between processes.
 *
 * @param sinkId the sink that the part belongs to
 * @param part the part's name
 * @param attempt what the program calls the attempt
 * @param attemptId names the attempt on the server: no other has it, not even one of the same part and number that ran at the same
 *     time
 * @param rows rows written
 * @param bytes bytes of rows as they were sent
 * @param checksum CRC-32C of the rows as they were sent, in hexadecimal: the same rows in the same order have the same
 */
public record PartReceipt(
        long sinkId, String part, int attempt, long attemptId, long rows, long bytes, String checksum) {
    private static final int FIELDS = 7;

    /** Creates a record; nothing in it may be null. */
    public PartReceipt {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(checksum, "checksum");
    }

    static PartReceipt of(long sinkId, SinkAttempt attempt) {
        return new PartReceipt(
                sinkId,
                attempt.part(),
                attempt.number(),
                attempt.id(),
                attempt.rows(),
                attempt.bytes(),
                attempt.checksum());
    }

    SinkAttempt toAttempt() {
        return new SinkAttempt(attemptId, part, attempt, rows, bytes, checksum);
    }

    /**
     * Returns the receipt as one line of ASCII without blanks at its ends.
     *
     * @return what {@link #parse} reads
     */
    public String toText() {
        return String.join(
                " ",
                Long.toString(sinkId),
                URLEncoder.encode(part, StandardCharsets.UTF_8),
                Integer.toString(attempt),
                Long.toString(attemptId),
                Long.toString(rows),
                Long.toString(bytes),
                checksum);
    }

    /**
     * Reads a receipt.
     *
     * @param text as {@link #toText()} wrote it
     * @return an equal receipt
     * @throws IllegalArgumentException if it is none
     */
    public static PartReceipt parse(String text) {
        Objects.requireNonNull(text, "text");
        String[] fields = text.strip().split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("expected a receipt of " + FIELDS + " fields, found \"" + text + "\"");
        }
        try {
            return new PartReceipt(
                    Long.parseLong(fields[0]),
                    URLDecoder.decode(fields[1], StandardCharsets.UTF_8),
                    Integer.parseInt(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]),
                    fields[6]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a receipt, found \"" + text + "\"", e);
        }
    }
}
