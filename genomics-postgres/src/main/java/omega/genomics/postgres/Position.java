package omega.genomics.postgres;

/**
 * A place in a cluster's write-ahead log. What follows a promotion is behind everything before it, though its bytes may have
 * smaller numbers.
 *
 * @param timeline counted up by each promotion
 * @param lsn the byte, as PostgreSQL writes it
 */
record Position(long timeline, String lsn) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int byTimeline = Long.compare(timeline, other.timeline);
        return byTimeline != 0 ? byTimeline : Long.compareUnsigned(number(lsn), number(other.lsn));
    }

    private static long number(String lsn) {
        int slash = lsn.indexOf('/');
        return Long.parseLong(lsn, 0, slash, 16) << 32 | Long.parseLong(lsn, slash + 1, lsn.length(), 16);
    }
}
