package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the members of an allele. */
final class AlleleText {
    private final List<Member> members = new ArrayList<>();
    private final boolean shared;
    private final HgvsKind kind;

    /**
     * Begins an allele.
     *
     * @param shared whether the members are on one sequence, which is written before them
     * @param kind the kind of the first one
     */
    AlleleText(boolean shared, HgvsKind kind) {
        this.shared = shared;
        this.kind = kind;
    }

    /**
     * A member.
     *
     * @param text all of it
     * @param place its location; empty for none
     * @param edit what happens there; null for an allele
     */
    private record Member(
            String text, String place, @Nullable Object edit, boolean predicted) {
        boolean isList() {
            return edit == null;
        }

        /** Returns the location if a change of the same place may leave it out. */
        String sharedPlace() {
            return predicted ? "" : place;
        }

        String rest() {
            return text.substring(place.length());
        }

        /** Tells whether the text would be read as a change at the location before it. */
        boolean needsOwnPlace() {
            return !isList() && place.isEmpty() && (text.startsWith("=") || text.startsWith("?"));
        }
    }

    void addList(String text) {
        members.add(new Member(text, "", null, false));
    }

    void add(String text, @Nullable Object location, Object edit, boolean predicted) {
        members.add(new Member(text, location == null ? "" : location.toString(), edit, predicted));
    }

    /** Tells whether a member without a location follows one with a location, which it would seem to share. */
    boolean isAmbiguous() {
        return !members.get(0).place().isEmpty() && members.stream().skip(1).anyMatch(Member::needsOwnPlace);
    }

    private Stream<String> texts() {
        return members.stream().map(Member::text);
    }

    String joined(String separator) {
        return texts().collect(Collectors.joining(separator));
    }

    String listed(String separator, boolean predicted) {
        return predicted ? "[(" + joined(separator) + ")]" : "[" + joined(separator) + "]";
    }

    String inTrans() {
        return shared && members.stream().allMatch(this::differsInCount)
                ? members.get(0).text()
                        + members.stream()
                                .skip(1)
                                .map(member -> ";" + count(member).bracketed())
                                .collect(Collectors.joining())
                : inBrackets(";");
    }

    private String inBrackets(String separator) {
        return texts().map(text -> text.startsWith("[") && text.endsWith("]") ? text : "[" + text + "]")
                .collect(Collectors.joining(separator));
    }

    /** Tells whether only the number of repeats differs, as in {@code -124ug[14];[18]} of RNA and proteins. */
    private boolean differsInCount(Member member) {
        return (kind == HgvsKind.RNA || kind == HgvsKind.PROTEIN)
                && !member.predicted()
                && count(member).isExact()
                && withoutCount(member).equals(withoutCount(members.get(0)));
    }

    private static String withoutCount(Member member) {
        int bracket = member.text().lastIndexOf('[');
        return bracket < 0 ? member.text() : member.text().substring(0, bracket);
    }

    private static HgvsCount count(Member member) {
        if (member.edit() instanceof ProteinEdit.Repeat repeat) {
            return repeat.count();
        }
        if (!(member.edit() instanceof NucleotideEdit.Repeat repeat)) {
            return HgvsCount.UNKNOWN;
        }
        if (repeat.units().isEmpty()) {
            return repeat.count();
        }
        return repeat.units().size() == 1 && repeat.units().get(0) instanceof HgvsSequence.Repeated unit
                ? unit.count()
                : HgvsCount.UNKNOWN;
    }

    String either(boolean predicted) {
        if (members.stream().anyMatch(Member::isList) || (shared && isAmbiguous())) {
            return inBrackets("^");
        }
        if (shared && members.stream().allMatch(member -> member.edit() instanceof ProteinEdit.Substitution)) {
            return atOnePlace("^", predicted);
        }
        String residues = residues();
        return inParentheses(residues.isEmpty() ? joined("^") : residues, predicted);
    }

    /** Writes frameshifts that differ in their first residue, as in {@code Gly719(Ala^Ser)fsTer23}; empty for others. */
    private String residues() {
        String place = members.get(0).sharedPlace();
        StringBuilder residues = new StringBuilder();
        String end = "";
        for (Member member : members) {
            if (!shared
                    || place.isEmpty()
                    || !place.equals(member.sharedPlace())
                    || !(member.edit() instanceof ProteinEdit.Frameshift shift)
                    || shift.alternative() == 0) {
                return "";
            }
            String rest = new ProteinEdit.Frameshift((char) 0, shift.stop()).toString();
            if (!end.isEmpty() && !end.equals(rest)) {
                return "";
            }
            end = rest;
            residues.append(residues.length() == 0 ? '(' : '^').append(AminoAcids.name(shift.alternative()));
        }
        return place + residues + ")" + end;
    }

    /** Writes a location once if all members have it, as in {@code 85=/T>C}. */
    String atOnePlace(String separator, boolean predicted) {
        String place = members.get(0).sharedPlace();
        boolean once = shared
                && !place.isEmpty()
                && members.stream()
                        .allMatch(member -> member.sharedPlace().equals(place)
                                && !member.rest().isEmpty());
        String text = once
                ? place + members.stream().map(Member::rest).collect(Collectors.joining(separator))
                : joined(separator);
        return inParentheses(text, predicted);
    }

    private static String inParentheses(String text, boolean predicted) {
        return predicted ? "(" + text + ")" : text;
    }
}
