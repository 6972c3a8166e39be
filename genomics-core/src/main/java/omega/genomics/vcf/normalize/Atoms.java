package omega.genomics.vcf.normalize;

import java.util.ArrayList;
import java.util.List;

/** Takes a substitution of several bases apart, base by base from the left; there is no alignment. */
final class Atoms {
    private Atoms() {}

    /** Returns the record itself if there is nothing to take apart. */
    static List<Draft> of(Draft draft) {
        if (draft.alts.size() != 1 || !Draft.isBases(draft.ref) || !Draft.isBases(draft.alts.get(0))) {
            return List.of(draft);
        }
        String ref = draft.ref;
        String alt = draft.alts.get(0);
        int refLength = ref.length();
        int altLength = alt.length();
        while (refLength > 1 && altLength > 1 && ref.charAt(refLength - 1) == alt.charAt(altLength - 1)) {
            refLength--;
            altLength--;
        }
        List<Draft> atoms = new ArrayList<>();
        int common = Math.min(refLength, altLength);
        for (int i = 0; i < common; i++) {
            boolean last = i == common - 1;
            boolean lengthens = last && refLength != altLength;
            if (ref.charAt(i) != alt.charAt(i) || lengthens) {
                // Bases that only one of them has go with the last base that both have.
                String ownRef = last ? ref.substring(i, refLength) : ref.substring(i, i + 1);
                String ownAlt = last ? alt.substring(i, altLength) : alt.substring(i, i + 1);
                atoms.add(draft.at(draft.pos + i, ownRef, ownAlt));
            }
        }
        return atoms.size() < 2 ? List.of(draft) : atoms;
    }
}
