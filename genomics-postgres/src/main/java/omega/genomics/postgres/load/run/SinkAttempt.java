package omega.genomics.postgres.load.run;

/**
 * A finished attempt to write a part.
 *
 * @param id no other attempt has it
 * @param number what the program calls it
 */
public record SinkAttempt(long id, String part, int number, long rows, long bytes, String checksum) {}
