package omega.genomics.vcf.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trims alleles and moves them to the left as far as the reference repeats them. */
final class LeftAligner {
    /** Bases fetched when an allele is used up. */
    private static final int STEP = 100;

    private final ReferenceWindow reference;

    LeftAligner(ReferenceWindow reference) {
        this.reference = reference;
    }

    /** Changes position and alleles, which are bases all; false if they are what they should be. */
    boolean align(Draft draft) {
        List<StringBuilder> alleles = new ArrayList<>();
        alleles.add(new StringBuilder(draft.ref.toUpperCase(Locale.ROOT)));
        draft.alts.forEach(alt -> alleles.add(new StringBuilder(alt.toUpperCase(Locale.ROOT))));
        long pos0 = trimRight(alleles, draft.pos - 1L);
        int trimmed = trimLeft(alleles);
        pos0 += trimmed;
        String ref = alleles.get(0).toString();
        if (pos0 + 1 == draft.pos && ref.equalsIgnoreCase(draft.ref)) {
            return false;
        }
        int oldLength = draft.ref.length();
        boolean moved = pos0 + 1 != draft.pos || ref.length() != oldLength;
        draft.pos = (int) pos0 + 1;
        draft.ref = ref;
        draft.alts = alleles.subList(1, alleles.size()).stream()
                .map(StringBuilder::toString)
                .toList();
        if (moved) {
            draft.setEnd(draft.pos + ref.length() - 1);
        }
        draft.changed();
        return true;
    }

    private long trimRight(List<StringBuilder> alleles, long start0) {
        long pos0 = start0;
        while (sameLast(alleles)) {
            int shortest =
                    alleles.stream().mapToInt(StringBuilder::length).min().orElse(0);
            if (shortest <= 1 && pos0 == 0) {
                break;
            }
            alleles.forEach(allele -> allele.setLength(allele.length() - 1));
            if (shortest == 1) {
                int count = (int) Math.min(STEP, pos0);
                String before = before(pos0, count);
                alleles.forEach(allele -> allele.insert(0, before));
                pos0 -= count;
            }
        }
        return pos0;
    }

    private String before(long pos0, int count) {
        byte[] bases = new byte[count];
        for (int i = 0; i < count; i++) {
            bases[i] = reference.at(pos0 - count + i);
        }
        return new String(bases, ISO_8859_1);
    }

    private static boolean sameLast(List<StringBuilder> alleles) {
        StringBuilder ref = alleles.get(0);
        char last = ref.charAt(ref.length() - 1);
        return alleles.stream().allMatch(allele -> allele.charAt(allele.length() - 1) == last);
    }

    private static int trimLeft(List<StringBuilder> alleles) {
        int shortest = alleles.stream().mapToInt(StringBuilder::length).min().orElse(0);
        int n = 0;
        while (n < shortest - 1 && sameAt(alleles, n)) {
            n++;
        }
        int trimmed = n;
        alleles.forEach(allele -> allele.delete(0, trimmed));
        return trimmed;
    }

    private static boolean sameAt(List<StringBuilder> alleles, int index) {
        char base = alleles.get(0).charAt(index);
        return alleles.stream().allMatch(allele -> allele.charAt(index) == base);
    }
}
