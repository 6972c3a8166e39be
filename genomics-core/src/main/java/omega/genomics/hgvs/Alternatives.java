package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.List;
import omega.genomics.hgvs.HgvsVariant.Allele;
import omega.genomics.hgvs.HgvsVariant.Phase;

/** Reads what follows a change of the same sequence: {@code a/b}, {@code a//b}, {@code a^b}. */
final class Alternatives {
    private Alternatives() {}

    /** Returns the phase that the separator here means, or {@link Phase#CIS} if there is none. */
    static Phase phase(Cursor in) {
        char c = in.peek();
        return c == '^' ? Phase.EITHER : c != '/' ? Phase.CIS : in.peek(1) == '/' ? Phase.CHIMERIC : Phase.MOSAIC;
    }

    static String separator(Phase phase) {
        return phase == Phase.EITHER ? "^" : phase == Phase.CHIMERIC ? "//" : "/";
    }

    /** Reads on after the first change; returns it if no other follows. */
    static HgvsVariant read(Cursor in, Grammar grammar, HgvsVariant first) {
        Phase phase = phase(in);
        if (phase == Phase.CIS) {
            return first;
        }
        List<HgvsVariant> members = new ArrayList<>(List.of(first));
        while (in.skip(separator(phase))) {
            if (in.atEnd() || "])/^;".indexOf(in.peek()) >= 0 || in.looksAt("(;)")) {
                throw in.expected("a change", HgvsRule.HGVS_ALLELE);
            }
            members.add(grammar.changeAt(first));
        }
        return new Allele(phase, members, false);
    }
}
