package omega.genomics.vcf.tools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import omega.genomics.vcf.tools.RecordOrder.Placed;
import org.jspecify.annotations.Nullable;

/** Records of several files at one position, put together where they are taken for the same. */
final class SameRecords {
    /** How close two records are, from not at all to the same alleles. */
    private enum Closeness {
        OTHER,
        PLACE,
        KIND,
        SHARED_ALLELE,
        SAME
    }

    private SameRecords() {}

    /**
     * Puts records together.
     *
     * @param here of each file, its records at the position
     * @return in the order of REF and ALT: of each file those that are the same, several only if they repeat each other
     */
    static List<List<List<Placed>>> of(List<List<Placed>> here, VcfCollapse collapse) {
        if (areOne(here)) {
            return List.of(here);
        }
        List<One> all = new ArrayList<>();
        for (int file = 0; file < here.size(); file++) {
            for (Placed record : here.get(file)) {
                all.add(One.of(file, record));
            }
        }
        all.sort((one, other) -> Placed.ORDER.compare(one.record, other.record));
        return collapse == VcfCollapse.NONE ? byAlleles(all, here.size()) : paired(all, here.size(), collapse);
    }

    /** Tells whether no file has two records, and all have the same one; nearly always, where files are alike. */
    private static boolean areOne(List<List<Placed>> here) {
        Placed one = null;
        for (List<Placed> records : here) {
            if (records.size() > 1
                    || (one != null && !records.isEmpty() && RecordOrder.compareAlleles(one, records.get(0)) != 0)) {
                return false;
            }
            one = records.isEmpty() ? one : records.get(0);
        }
        return true;
    }

    private static List<List<List<Placed>>> byAlleles(List<One> all, int files) {
        Map<String, List<List<Placed>>> groups = new LinkedHashMap<>();
        for (One one : all) {
            groups.computeIfAbsent(one.ref + '>' + one.alts, none -> empty(files))
                    .get(one.file)
                    .add(one.record);
        }
        return List.copyOf(groups.values());
    }

    private static List<List<Placed>> empty(int files) {
        List<List<Placed>> lists = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    /** Joins the closest first; a row has at most one record of each file. */
    private static List<List<List<Placed>>> paired(List<One> all, int files, VcfCollapse collapse) {
        List<@Nullable One[]> rows = new ArrayList<>();
        for (One one : all) {
            @Nullable One[] row = new @Nullable One[files];
            row[one.file] = one;
            rows.add(row);
        }
        Closeness[] levels = {Closeness.SAME, Closeness.SHARED_ALLELE, Closeness.KIND, Closeness.PLACE};
        for (Closeness level : levels) {
            for (int i = 0; i < rows.size(); i++) {
                for (int j = i + 1; j < rows.size(); j++) {
                    if (closeness(rows.get(i), rows.get(j), collapse) == level) {
                        @Nullable One[] joined = rows.remove(j--);
                        for (int file = 0; file < files; file++) {
                            rows.get(i)[file] = joined[file] != null ? joined[file] : rows.get(i)[file];
                        }
                    }
                }
            }
        }
        return rows.stream()
                .map(row -> Arrays.stream(row)
                        .map(one -> one == null ? List.<Placed>of() : List.of(one.record))
                        .toList())
                .toList();
    }

    /** The closest two records decide if they share an allele, else those that are least close. */
    private static Closeness closeness(@Nullable One[] row, @Nullable One[] other, VcfCollapse collapse) {
        Closeness closest = Closeness.OTHER;
        Closeness least = Closeness.SAME;
        for (int file = 0; file < row.length; file++) {
            if (row[file] != null && other[file] != null) {
                return Closeness.OTHER;
            }
        }
        for (One one : row) {
            for (One two : other) {
                if (one != null && two != null) {
                    Closeness found = one.closeness(two, collapse);
                    closest = found.compareTo(closest) > 0 ? found : closest;
                    least = found.compareTo(least) < 0 ? found : least;
                }
            }
        }
        return closest.compareTo(Closeness.SHARED_ALLELE) >= 0 ? closest : least;
    }

    /** A record and its alleles, in lower case. */
    private record One(
            int file, Placed record, String ref, TreeSet<String> alts, boolean substitutes, boolean changesLength) {
        static One of(int file, Placed record) {
            String[] alleles =
                    RecordOrder.alleles(record).toLowerCase(Locale.ROOT).split("\t", 2);
            String ref = alleles[0];
            TreeSet<String> alts = new TreeSet<>();
            Collections.addAll(alts, alleles[1].split(",", -1));
            boolean substitutes = false;
            boolean changesLength = false;
            for (String alt : alts) {
                boolean isOfBases = alt.chars().allMatch(c -> c >= 'a' && c <= 'z') && !alt.equals(ref);
                substitutes |= isOfBases && alt.length() == ref.length();
                changesLength |= isOfBases && alt.length() != ref.length();
            }
            return new One(file, record, ref, alts, substitutes, changesLength);
        }

        Closeness closeness(One other, VcfCollapse collapse) {
            if (ref.equals(other.ref) && alts.equals(other.alts)) {
                return Closeness.SAME;
            }
            if (ref.equals(other.ref) && !Collections.disjoint(alts, other.alts)) {
                return Closeness.SHARED_ALLELE;
            }
            boolean bothSubstitute = substitutes && other.substitutes;
            boolean bothChangeLength = changesLength && other.changesLength;
            boolean areOfOneKind = switch (collapse) {
                case SNPS -> bothSubstitute;
                case INDELS -> bothChangeLength;
                case BOTH, ANY -> bothSubstitute || bothChangeLength;
                case NONE, SOME -> false;
            };
            if (areOfOneKind) {
                return Closeness.KIND;
            }
            return collapse == VcfCollapse.ANY ? Closeness.PLACE : Closeness.OTHER;
        }
    }
}
