package omega.genomics.postgres.query.annotation;

import java.util.Locale;

/** An allele without what REF and ALT have in common, all but one base; equal to the same allele written with other bases around it. */
record TrimmedAllele(int position, String ref, String alt) {
    static TrimmedAllele of(int position, String ref, String alt) {
        if ((ref.length() == 1 && alt.length() == 1) || !isBases(alt)) {
            return new TrimmedAllele(position, ref.toUpperCase(Locale.ROOT), alt.toUpperCase(Locale.ROOT));
        }
        String upperRef = ref.toUpperCase(Locale.ROOT);
        String upperAlt = alt.toUpperCase(Locale.ROOT);
        int refEnd = upperRef.length();
        int altEnd = upperAlt.length();
        while (refEnd > 1 && altEnd > 1 && upperRef.charAt(refEnd - 1) == upperAlt.charAt(altEnd - 1)) {
            refEnd--;
            altEnd--;
        }
        int start = 0;
        while (refEnd - start > 1 && altEnd - start > 1 && upperRef.charAt(start) == upperAlt.charAt(start)) {
            start++;
        }
        return new TrimmedAllele(
                position + start, upperRef.substring(start, refEnd), upperAlt.substring(start, altEnd));
    }

    private static boolean isBases(String alt) {
        return alt.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }
}
