package omega.genomics.consequence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The order of consequence terms by severity, as in Ensembl VEP; it differs between releases of VEP.
 *
 * <p>Immutable and thread-safe.
 */
public final class SeverityOrder implements Comparator<ConsequenceTerm> {
    private static final NavigableMap<Integer, SeverityOrder> BY_RELEASE = read();

    private final int release;
    private final Map<ConsequenceTerm, Integer> ranks;
    private final List<ConsequenceTerm> terms;
    private final long known;

    private SeverityOrder(int release, Map<ConsequenceTerm, Integer> ranks) {
        this.release = release;
        this.ranks = ranks;
        List<ConsequenceTerm> list = new ArrayList<>(
                Arrays.stream(ConsequenceTerm.values()).filter(this::knows).toList());
        list.sort(this);
        this.terms = List.copyOf(list);
        this.known = terms.stream().mapToLong(ConsequenceTerm::bit).reduce(0, (a, b) -> a | b);
    }

    /**
     * Returns the order of a release of VEP.
     *
     * @param release the release, such as 110; a release between two known ones has the order of the earlier one
     * @return the order
     * @throws IllegalArgumentException if the release is older than 104
     */
    public static SeverityOrder vep(int release) {
        var found = BY_RELEASE.floorEntry(release);
        if (found == null) {
            throw new IllegalArgumentException(
                    "expected a release of VEP from " + BY_RELEASE.firstKey() + ", found " + release);
        }
        return found.getValue();
    }

    /**
     * Returns the latest known order.
     *
     * @return the order of VEP 110 and later
     */
    public static SeverityOrder latest() {
        return BY_RELEASE.lastEntry().getValue();
    }

    /**
     * Returns the first release of VEP with this order.
     *
     * @return the release, such as 110
     */
    public int release() {
        return release;
    }

    /**
     * Returns the terms of this release.
     *
     * @return an immutable list, most severe first
     */
    public List<ConsequenceTerm> terms() {
        return terms;
    }

    /**
     * Returns whether the release has a term. The terms around splice sites were added in 105.
     *
     * @param term the term
     * @return false if the release never gives the term
     */
    public boolean knows(ConsequenceTerm term) {
        Objects.requireNonNull(term, "term");
        return ranks.containsKey(term);
    }

    /**
     * Returns the rank of a term.
     *
     * @param term the term
     * @return the rank, 1 for the most severe; {@link Integer#MAX_VALUE} for a term that this release does not have
     */
    public int rank(ConsequenceTerm term) {
        Objects.requireNonNull(term, "term");
        Integer rank = ranks.get(term);
        return rank == null ? Integer.MAX_VALUE : rank;
    }

    /** Orders by severity, most severe first. */
    @Override
    public int compare(ConsequenceTerm a, ConsequenceTerm b) {
        Objects.requireNonNull(a, "a");
        Objects.requireNonNull(b, "b");
        return Integer.compare(rank(a), rank(b));
    }

    /**
     * Returns the most severe of some terms.
     *
     * @param some the terms, at least one
     * @return the first of them in this order
     * @throws IllegalArgumentException if the collection is empty
     */
    public ConsequenceTerm mostSevere(Collection<ConsequenceTerm> some) {
        Objects.requireNonNull(some, "some");
        return some.stream().min(this).orElseThrow(() -> new IllegalArgumentException("expected a term, found none"));
    }

    /** Returns the bits of the terms of this release. */
    long known() {
        return known;
    }

    /** Returns the most severe term of a non-empty set of known bits. */
    ConsequenceTerm mostSevere(long bits) {
        for (ConsequenceTerm term : terms) {
            if ((bits & term.bit()) != 0) {
                return term;
            }
        }
        throw new IllegalArgumentException("expected a term, found none");
    }

    /** Returns the terms of a set of known bits, most severe first. */
    List<ConsequenceTerm> list(long bits) {
        List<ConsequenceTerm> list = new ArrayList<>(Long.bitCount(bits));
        for (ConsequenceTerm term : terms) {
            if ((bits & term.bit()) != 0) {
                list.add(term);
            }
        }
        return list;
    }

    private static NavigableMap<Integer, SeverityOrder> read() {
        NavigableMap<Integer, SeverityOrder> orders = new TreeMap<>();
        List<String[]> rows = rows();
        String[] header = rows.get(0);
        for (int column = 1; column < header.length; column++) {
            Map<ConsequenceTerm, Integer> ranks = new EnumMap<>(ConsequenceTerm.class);
            for (String[] row : rows.subList(1, rows.size())) {
                int rank = Integer.parseInt(row[column]);
                if (rank > 0) {
                    ranks.put(ConsequenceTerm.parse(row[0]).orElseThrow(), rank);
                }
            }
            int release = Integer.parseInt(header[column]);
            orders.put(release, new SeverityOrder(release, ranks));
        }
        return orders;
    }

    private static List<String[]> rows() {
        try (InputStream in = SeverityOrder.class.getResourceAsStream("severity.tsv");
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the release of VEP, for logs and debugging. */
    @Override
    public String toString() {
        return "VEP " + release;
    }
}
