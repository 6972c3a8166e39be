package omega.genomics.postgres.load.variants;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import org.jspecify.annotations.Nullable;

/** The contigs of a load with the tables that their rows go to, and what is compared across the borders of its files. */
final class VariantContigs {
    private final Tables tables;
    private final RepeatedPlaces places;
    private final RepeatedAlleles repeatedOfOneContig;
    private final RepeatedAlleles repeatedOfOthers;
    private final Map<String, VariantContig> contigs = new LinkedHashMap<>();
    /** The contigs of each file, in its order. */
    private final Map<Integer, Set<VariantContig>> byFile = new HashMap<>();
    /** Contigs of files that an earlier run has read: which variants they have, only the server knows. */
    private final Set<VariantContig> passed = new HashSet<>();

    /** Of the file that is being read; null before its first record. */
    private @Nullable VariantContig current;

    private @Nullable VariantContig last;
    private int file;

    /** Where the rows of contigs go. */
    interface Tables {
        /** Makes a contig, with the table of its rows. */
        VariantContig contig(String name, int window);

        /** Goes to the contig of the next record. */
        void enter(VariantContig contig);

        /** Tells whether a contig's rows are in a table of its own that an earlier run has completed. */
        boolean isAlreadyLoaded(String contig);

        /** Says that an earlier run wrote alleles of a contig which are not read again. */
        void addEarlier(VariantContig contig, long alleles);
    }

    VariantContigs(VariantPlan plan, Tables tables, RepeatedPlaces places) {
        this.tables = tables;
        this.places = places;
        DuplicatePolicy policy = plan.options().duplicates;
        repeatedOfOneContig = new RepeatedAlleles(policy, plan.names(true), places);
        repeatedOfOthers = new RepeatedAlleles(policy, plan.names(false), places);
    }

    /** Goes to the next file: the rows of the one before are compared as if there were no border. */
    void begin(int next) {
        file = next;
        byFile.computeIfAbsent(next, of -> new LinkedHashSet<>());
        current = null;
    }

    /** Goes to the contig of the next record: the rows of the one before may move, unseen by its keys. */
    void enter(VariantContig contig) {
        if (current == contig) {
            return;
        }
        VariantContig before = last;
        if (before != contig) {
            if (before != null) {
                before.keys().rowsAreGone();
            }
            if (passed.contains(contig)) {
                contig.keys().giveUp();
            }
            tables.enter(contig);
        }
        contig.begin(file);
        byFile.computeIfAbsent(file, of -> new LinkedHashSet<>()).add(contig);
        current = contig;
        last = contig;
    }

    /** Returns a contig by its stored name; makes it when the first asks. */
    VariantContig of(String stored, String referenceName, int window, int lastPosition) {
        VariantContig contig = of(stored, window);
        contig.describe(referenceName, lastPosition);
        return contig;
    }

    private VariantContig of(String stored, int window) {
        return contigs.computeIfAbsent(stored, name -> tables.contig(name, window));
    }

    /**
     * Goes past a file that an earlier run has read, whose contigs are complete.
     *
     * @param counts what became of its records
     * @return the counts of contigs that got no rows
     */
    Map<String, ContigCounts> pass(int next, Map<String, ContigCounts> counts, int window) {
        begin(next);
        Map<String, ContigCounts> refused = new LinkedHashMap<>();
        counts.forEach((name, of) -> {
            if (of.recordsRead() == of.rejects()) {
                refused.put(name, of);
                return;
            }
            VariantContig contig = of(name, window);
            enter(contig);
            contig.tally().add(of);
            tables.addEarlier(contig, of.alleles().stored());
            passed.add(contig);
        });
        return refused;
    }

    /** Tells whether all contigs of a file that an earlier run has read are complete. */
    boolean arePassable(Map<String, ContigCounts> counts) {
        return counts.entrySet().stream()
                .allMatch(of ->
                        of.getValue().recordsRead() == of.getValue().rejects() || tables.isAlreadyLoaded(of.getKey()));
    }

    /** Returns what settles repeated alleles of a contig. */
    RepeatedAlleles repeated(VariantContig contig) {
        return contig.hasOwnTable() ? repeatedOfOneContig : repeatedOfOthers;
    }

    /** Returns the contigs that got rows, by their stored name. */
    Map<String, VariantContig> all() {
        return contigs;
    }

    RepeatedPlaces places() {
        return places;
    }

    /** Returns what became of the records that one file has of each contig. */
    Map<String, ContigCounts> counts(int of) {
        Map<String, ContigCounts> counts = new LinkedHashMap<>();
        byFile.getOrDefault(of, Set.of())
                .forEach(contig -> counts.put(contig.name(), contig.tally(of).counts()));
        return counts;
    }
}
