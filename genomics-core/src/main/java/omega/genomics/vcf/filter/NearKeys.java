package omega.genomics.vcf.filter;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The keys that somebody may have meant who wrote one that the header does not declare. */
final class NearKeys {
    private static final int MOST = 3;

    private NearKeys() {}

    /**
     * Returns a hint for a message.
     *
     * @return {@code "; did you mean AF_popmax?"}; empty if no key is near
     */
    static String hint(String key, Collection<String> declared) {
        List<String> near = declared.stream()
                .filter(other -> other.equalsIgnoreCase(key))
                .distinct()
                .limit(MOST)
                .toList();
        if (near.isEmpty() && key.length() > 2) {
            int most = key.length() < 6 ? 1 : 2;
            near = declared.stream()
                    .filter(other -> slips(lower(key), lower(other), most) <= most)
                    .distinct()
                    .limit(MOST)
                    .toList();
        }
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    /** The number of letters to insert, delete or exchange; more than the limit where there are more. */
    private static int slips(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
