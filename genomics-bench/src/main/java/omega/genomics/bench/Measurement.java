package omega.genomics.bench;

import java.util.Locale;
import omega.genomics.bench.peer.Answer;

/**
 * One run of one contender.
 *
 * @param answer what it said
 * @param nanos wall time
 * @param cpuNanos time of all cores together; 0 when nobody tells
 * @param allocatedBytes on the heap of a JVM; 0 for programs
 * @param peakBytes the most memory its process has held so far; 0 when nobody tells
 */
record Measurement(Answer answer, long nanos, long cpuNanos, long allocatedBytes, long peakBytes) {
    /** Reads what {@link #toString()} wrote. */
    static Measurement parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Measurement(
                new Answer(
                        Long.parseLong(parts[0]),
                        Long.parseLong(parts[1]),
                        Long.parseLong(parts[2]),
                        Double.parseDouble(parts[3])),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]),
                Long.parseLong(parts[6]),
                Long.parseLong(parts[7]));
    }

    /** Returns the better of two runs of one contender: the least time, the least allocation, the highest peak. */
    Measurement best(Measurement other) {
        return new Measurement(
                answer,
                Math.min(nanos, other.nanos),
                Math.min(cpuNanos, other.cpuNanos),
                Math.min(allocatedBytes, other.allocatedBytes),
                Math.max(peakBytes, other.peakBytes));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %d %d %d %d", answer, nanos, cpuNanos, allocatedBytes, peakBytes);
    }
}
