package omega.genomics.postgres.query;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Thrown when nothing in the database has a name that a query was given: a gene, transcript, contig, dataset, gene set, sample,
 * tissue, organ, biotype, compound or INFO key. An empty result therefore means that the names exist and nothing matches.
 *
 * <p>The message suggests names that were probably meant: {@code no gene is called "brca1"; did you mean BRCA1?}
 */
public final class UnknownNameException extends QueryException {
    private static final long serialVersionUID = 1L;
    /** There may be thousands of samples. */
    private static final int LISTED = 20;

    /** @serial what was looked for */
    private final String kind;

    /** @serial as it was given */
    private final String name;

    /** @serial names that were probably meant */
    private final String[] suggestions;

    private UnknownNameException(String kind, String name, List<String> suggestions, String message) {
        super(message);
        this.kind = kind;
        this.name = name;
        this.suggestions = suggestions.toArray(new String[0]);
    }

    /**
     * Makes the exception for a name for which there is nothing to suggest.
     *
     * @param kind what was looked for
     * @param name as it was given
     * @return to be thrown
     */
    public static UnknownNameException of(String kind, String name) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        return new UnknownNameException(kind, name, List.of(), says(kind, name, List.of()));
    }

    /**
     * Makes the exception for one of thousands of names: it suggests those that are near.
     *
     * @param kind what was looked for
     * @param name as it was given
     * @param there the names there are
     * @return to be thrown
     */
    public static UnknownNameException near(String kind, String name, Collection<String> there) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(there, "there");
        Objects.requireNonNull(kind, "kind");
        List<String> near = NearNames.of(name, there);
        return new UnknownNameException(
                kind, name, near, says(kind, name, near) + (there.isEmpty() ? "; none is loaded" : ""));
    }

    /**
     * Makes the exception for one of a few names: it suggests those that are near, and lists them all.
     *
     * @param kind what was looked for
     * @param name as it was given
     * @param there the names there are
     * @return to be thrown
     */
    public static UnknownNameException among(String kind, String name, Collection<String> there) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(there, "there");
        Objects.requireNonNull(kind, "kind");
        List<String> near = NearNames.of(name, there);
        String listed = there.stream().limit(LISTED).collect(Collectors.joining(", "));
        String more = there.size() > LISTED ? " and " + (there.size() - LISTED) + " more" : "";
        return new UnknownNameException(
                kind,
                name,
                near,
                says(kind, name, near) + "; there are" + (there.isEmpty() ? " none" : ": " + listed + more));
    }

    private static String says(String kind, String name, List<String> near) {
        return "no " + kind + " is called \"" + name + '"' + NearNames.hint(near);
    }

    /**
     * Returns what was looked for.
     *
     * @return {@code gene}, {@code transcript}, {@code contig}, {@code variants dataset}, {@code gene set}, …
     */
    public String kind() {
        return kind;
    }

    /**
     * Returns the name that nothing has.
     *
     * @return as it was given
     */
    public String name() {
        return name;
    }

    /**
     * Returns the names that were probably meant.
     *
     * @return at most three; empty if no name is near
     */
    public List<String> suggestions() {
        return List.of(suggestions);
    }
}
