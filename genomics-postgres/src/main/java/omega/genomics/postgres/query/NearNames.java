package omega.genomics.postgres.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The names that somebody may have meant who wrote a name that nothing has. */
public final class NearNames {
    private static final int NEAR = 3;

    private NearNames() {}

    /**
     * Says which names were probably meant.
     *
     * @param near as {@link #of} returns them
     * @return {@code "; did you mean …?"}; empty if there are none
     */
    public static String hint(List<String> near) {
        Objects.requireNonNull(near, "near");
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    /**
     * Finds names that are near: those with the same letters and digits, otherwise those that differ by a typing error or two.
     *
     * @param name as it was given
     * @param there the names to choose from
     * @return at most three
     */
    public static List<String> of(String name, Collection<String> there) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(there, "there");
        String plain = plain(name);
        List<String> same = there.stream()
                .filter(other -> plain(other).equals(plain) && !plain.isEmpty())
                .distinct()
                .limit(NEAR)
                .toList();
        int slips = plain.length() < 3 ? 0 : plain.length() < 6 ? 1 : 2;
        if (!same.isEmpty() || slips == 0) {
            return same;
        }
        record Near(String name, int slips) {}
        return there.stream()
                .distinct()
                .map(other -> new Near(other, slips(plain, plain(other), slips)))
                .filter(other -> other.slips() <= slips)
                .sorted(Comparator.comparingInt(Near::slips).thenComparing(Near::name))
                .limit(NEAR)
                .map(Near::name)
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** The number of letters to insert, delete, exchange or swap with the next one; more than the limit where there are more. */
    private static int slips(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
