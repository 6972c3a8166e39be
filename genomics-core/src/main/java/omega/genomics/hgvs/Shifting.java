package omega.genomics.hgvs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trims a change to the bases that differ, shifts it as far as its bases allow, and names what it is. */
final class Shifting {
    private Shifting() {}

    /** Removes what the replaced and the new bases have in common, at the end first. */
    static SequenceChange trimmed(Track track, SequenceChange change) {
        int start = change.start();
        int end = change.end();
        String inserted = change.inserted();
        int to = inserted.length();
        while (end >= start && to > 0 && track.base(end) == inserted.charAt(to - 1)) {
            end--;
            to--;
        }
        int from = 0;
        while (end >= start && from < to && track.base(start) == inserted.charAt(from)) {
            start++;
            from++;
        }
        return new SequenceChange(start, end, inserted.substring(from, to));
    }

    /**
     * Shifts a trimmed deletion or insertion towards the end of the track.
     *
     * @param last the last base that a deletion may reach, and that an insertion may follow
     */
    static SequenceChange right(Track track, SequenceChange change, int last) {
        int start = change.start();
        int end = change.end();
        String inserted = change.inserted();
        if (inserted.isEmpty() && end >= start) {
            while (end < last && track.base(end + 1) != 0 && track.base(end + 1) == track.base(start)) {
                start++;
                end++;
            }
            return new SequenceChange(start, end, "");
        }
        if (end >= start || inserted.isEmpty()) {
            return change;
        }
        int shift = 0;
        while (end + shift < last
                && track.base(start + shift) != 0
                && track.base(start + shift) == inserted.charAt(shift % inserted.length())) {
            shift++;
        }
        int turn = shift % inserted.length();
        return new SequenceChange(start + shift, end + shift, inserted.substring(turn) + inserted.substring(0, turn));
    }

    /** Shifts a trimmed deletion or insertion towards the start of the track, not beyond {@code first}. */
    static SequenceChange left(Track track, SequenceChange change, int first) {
        int start = change.start();
        int end = change.end();
        String inserted = change.inserted();
        if (inserted.isEmpty() && end >= start) {
            while (start > first && track.base(start - 1) != 0 && track.base(start - 1) == track.base(end)) {
                start--;
                end--;
            }
            return new SequenceChange(start, end, "");
        }
        if (end >= start || inserted.isEmpty()) {
            return change;
        }
        int length = inserted.length();
        int shift = 0;
        while (start - shift > first
                && track.base(start - shift - 1) != 0
                && track.base(start - shift - 1) == inserted.charAt(length - 1 - shift % length)) {
            shift++;
        }
        int turn = length - shift % length;
        return new SequenceChange(
                start - shift, end - shift, inserted.substring(turn % length) + inserted.substring(0, turn % length));
    }

    /** A named change: the edit, and the first and the last base of its location. */
    record Named(int first, int last, NucleotideEdit edit) {}

    /**
     * Names a shifted change.
     *
     * @param whole the change before it was trimmed, whose location an identity keeps
     * @param lowest the first base that a duplication may begin at
     * @param highest the last base that a duplication may end at
     */
    static Named named(Track track, SequenceChange change, SequenceChange whole, int lowest, int highest) {
        int start = change.start();
        int end = change.end();
        String inserted = change.inserted();
        if (end < start && inserted.isEmpty()) {
            return whole.end() < whole.start()
                    ? new Named(start, start, new NucleotideEdit.Identity(""))
                    : new Named(whole.start(), whole.end(), new NucleotideEdit.Identity(""));
        }
        if (inserted.isEmpty()) {
            return new Named(start, end, new NucleotideEdit.Deletion(""));
        }
        int length = inserted.length();
        if (end < start) {
            if (start - length >= lowest && isAt(track, start - length, inserted)) {
                return new Named(start - length, end, new NucleotideEdit.Duplication(""));
            }
            if (start + length - 1 <= highest && isAt(track, start, inserted)) {
                return new Named(start, start + length - 1, new NucleotideEdit.Duplication(""));
            }
            return new Named(end, start, new NucleotideEdit.Insertion(new HgvsSequence.Bases(inserted)));
        }
        if (length == 1 && end == start) {
            return new Named(start, end, new NucleotideEdit.Substitution(String.valueOf(track.base(start)), inserted));
        }
        if (length == end - start + 1
                && Bases.reverseComplement(track.bases(start, end)).equals(inserted)) {
            return new Named(start, end, new NucleotideEdit.Inversion(""));
        }
        return new Named(start, end, new NucleotideEdit.DeletionInsertion("", new HgvsSequence.Bases(inserted)));
    }

    private static boolean isAt(Track track, int at, String bases) {
        for (int i = 0; i < bases.length(); i++) {
            if (track.base(at + i) != bases.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Writes a repeat as a change: the copies that the reference has from the first base on become the number that is named. */
    static SequenceChange ofRepeat(Track track, NucleotideEdit.Repeat repeat, int start, int end) {
        List<HgvsSequence> units = repeat.units();
        if (units.isEmpty()) {
            return repeated(track, track.bases(start, end), repeat.count(), start, start);
        }
        if (units.size() == 1
                && units.get(0) instanceof HgvsSequence.Repeated unit
                && unit.unit() instanceof HgvsSequence.Bases bases) {
            return repeated(track, bases.text(), unit.count(), start, end);
        }
        StringBuilder text = new StringBuilder();
        for (HgvsSequence unit : units) {
            if (!(unit instanceof HgvsSequence.Repeated repeated)
                    || !(repeated.unit() instanceof HgvsSequence.Bases bases)
                    || !repeated.count().isExact()) {
                throw new HgvsException("expected units with exact counts, found " + repeat);
            }
            text.append(bases.text().repeat(repeated.count().min()));
        }
        return new SequenceChange(start, end, text.toString());
    }

    private static SequenceChange repeated(Track track, String unit, HgvsCount count, int start, int end) {
        if (!count.isExact() || (long) count.min() * unit.length() > 1_000_000) {
            throw new HgvsException("expected an exact number of repeats, found [" + count + "]");
        }
        int at = start;
        // a range is the repeat itself, a position only its start
        while (isAt(track, at, unit) && (end == start || at + unit.length() - 1 <= end)) {
            at += unit.length();
        }
        if (at == start || (end > start && at != end + 1)) {
            throw new HgvsException("expected " + unit + " at the location of the repeat");
        }
        return new SequenceChange(start, at - 1, unit.repeat(count.min()));
    }

    /** Names an insertion of several units of a repeat by the new number of units; null for other changes. */
    static @Nullable Named repeatNamed(Track track, SequenceChange change, int lowest) {
        String inserted = change.inserted();
        if (change.end() >= change.start() || inserted.isEmpty()) {
            return null;
        }
        String unit = inserted.substring(0, period(inserted));
        int copies = inserted.length() / unit.length();
        int first = change.start();
        while (first - unit.length() >= lowest && isAt(track, first - unit.length(), unit)) {
            first -= unit.length();
        }
        int before = (change.start() - first) / unit.length();
        if (before == 0 || copies == 1) {
            return null;
        }
        HgvsSequence named = new HgvsSequence.Repeated(new HgvsSequence.Bases(unit), HgvsCount.of(before + copies));
        return new Named(first, change.end(), new NucleotideEdit.Repeat(List.of(named), HgvsCount.UNKNOWN));
    }

    /** Returns the length of the shortest text that, repeated, gives the bases. */
    private static int period(String bases) {
        for (int length = 1; length <= bases.length() / 2; length++) {
            if (bases.length() % length == 0
                    && bases.substring(0, length)
                            .repeat(bases.length() / length)
                            .equals(bases)) {
                return length;
            }
        }
        return bases.length();
    }
}
