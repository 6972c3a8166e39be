package omega.genomics.vcf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;

/**
 * Counts the records whose values {@link BrokenValues#KEEP} kept, by key. Not thread-safe.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.options().brokenValues(BrokenValues.KEEP).open(path)) {
 *     VcfNormalizer.withoutReference().normalize(reader, out);
 *     reader.keptValues().warnings().forEach(System.err::println);
 * }
 * }</pre>
 */
public final class KeptValues {
    /** A file may have a new key in every record. */
    private static final int MOST_KEYS = 1000;

    private static final String OTHERS = "other keys";

    /** Of a record that stands for itself. */
    static final KeptValues NONE = new KeptValues(BrokenValues.REFUSE);

    private final boolean keeps;
    private final Map<String, Kept> byKey = new LinkedHashMap<>();
    private long count;

    KeptValues(BrokenValues policy) {
        keeps = policy == BrokenValues.KEEP;
    }

    /**
     * Returns whether values are kept.
     *
     * @return false if they are refused
     */
    public boolean keeps() {
        return keeps;
    }

    private static final class Kept {
        final Diagnostic first;
        long records;
        long lastLine;

        Kept(Diagnostic first) {
            this.first = first;
        }
    }

    /**
     * Counts a record, once for each of its keys; called by what reads values.
     *
     * @param key such as {@code INFO AC_Het}; {@code INFO} for the column
     * @param line of the record
     * @param finding made for the first record only
     */
    public void add(String key, long line, Supplier<Diagnostic> finding) {
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(key, "key");
        String counted = byKey.size() < MOST_KEYS || byKey.containsKey(key) ? key : OTHERS;
        Kept kept = byKey.computeIfAbsent(counted, of -> new Kept(finding.get()));
        if (kept.lastLine != line) {
            kept.lastLine = line;
            kept.records++;
            count++;
        }
    }

    /**
     * Returns how many values were kept so far.
     *
     * @return the number of records with a kept value, summed over the keys
     */
    public long count() {
        return count;
    }

    /** Counts a value that is kept, or throws where none is. */
    void keep(String key, long line, ParseException e) {
        if (!keeps) {
            throw e;
        }
        add(key, line, e::diagnostic);
    }

    /** Adds the counts of later records of the same file. */
    void addAll(KeptValues later) {
        count += later.count;
        later.byKey.forEach((key, more) -> {
            String counted = byKey.size() < MOST_KEYS || byKey.containsKey(key) ? key : OTHERS;
            byKey.computeIfAbsent(counted, of -> new Kept(more.first)).records += more.records;
        });
    }

    /**
     * Returns a warning for each key: what was wrong in the first record, where that is, and how many there are.
     *
     * @return in the order in which they were met
     */
    public List<Diagnostic> warnings() {
        List<Diagnostic> warnings = new ArrayList<>();
        byKey.forEach((key, kept) -> warnings.add(kept.first.asWarning(key + " in "
                + (kept.records == 1
                        ? "1 record"
                        : kept.records + " records, the first at line "
                                + kept.first.location().line())
                + ": " + kept.first.message()
                + (key.equals("INFO") ? "; read as missing" : "; kept as text, missing where a number is needed"))));
        return warnings;
    }
}
