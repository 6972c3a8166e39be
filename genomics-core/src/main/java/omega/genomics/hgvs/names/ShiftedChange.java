package omega.genomics.hgvs.names;

/**
 * What an allele changes, trimmed and shifted along the contig as far as its bases allow, in one direction: what names on one strand call the
 * 3′ end. Positions and bases are those of the forward strand. Reused.
 */
final class ShiftedChange {
    enum Kind {
        SUBSTITUTION,
        DELETION,
        DUPLICATION,
        INSERTION,
        INVERSION,
        REPLACEMENT
    }

    private static final byte[] DEL = NameBuffer.ascii("del");
    private static final byte[] DUP = NameBuffer.ascii("dup");
    private static final byte[] INS = NameBuffer.ascii("ins");
    private static final byte[] INV = NameBuffer.ascii("inv");
    private static final byte[] DELINS = NameBuffer.ascii("delins");

    Kind kind = Kind.SUBSTITUTION;
    /** The location of the name; of an insertion its two neighbours. */
    int first;

    int last;
    /** The new bases, and the base before a substitution. */
    byte[] inserted = new byte[64];

    int insertedLength;
    private byte before;

    /**
     * Shifts and classifies a trimmed change.
     *
     * @param start the first base that is replaced; an insertion is before it
     * @param end the last one; {@code start - 1} for an insertion
     */
    void set(ContigBases bases, int start, int end, byte[] alt, int from, int count, boolean right) {
        int low = start;
        int high = end;
        if (inserted.length < count) {
            inserted = new byte[Math.max(count, 2 * inserted.length)];
        }
        insertedLength = count;
        int turn = 0;
        if (count == 0) {
            if (right) {
                for (int base = bases.at(high + 1); base != 0 && base == bases.at(low); base = bases.at(high + 1)) {
                    low++;
                    high++;
                }
            } else {
                for (int base = bases.at(low - 1); base != 0 && base == bases.at(high); base = bases.at(low - 1)) {
                    low--;
                    high--;
                }
            }
        } else if (end < start) {
            if (right) {
                for (; bases.at(low) != 0 && bases.at(low) == alt[from + turn]; low++) {
                    turn = turn + 1 == count ? 0 : turn + 1;
                }
            } else {
                for (;
                        bases.at(low - 1) != 0 && bases.at(low - 1) == alt[from + (turn == 0 ? count : turn) - 1];
                        low--) {
                    turn = turn == 0 ? count - 1 : turn - 1;
                }
            }
            high = low - 1;
        }
        System.arraycopy(alt, from + turn, inserted, 0, count - turn);
        System.arraycopy(alt, from, inserted, count - turn, turn);
        classify(bases, low, high, right);
    }

    private void classify(ContigBases bases, int start, int end, boolean right) {
        first = start;
        last = end;
        if (insertedLength == 0) {
            kind = Kind.DELETION;
        } else if (end < start) {
            int copy = right ? start - insertedLength : start;
            if (isAt(bases, copy)) {
                kind = Kind.DUPLICATION;
                first = copy;
                last = copy + insertedLength - 1;
            } else {
                kind = Kind.INSERTION;
                first = end;
                last = start;
            }
        } else if (insertedLength == 1 && end == start) {
            kind = Kind.SUBSTITUTION;
            before = (byte) bases.at(start);
        } else {
            kind = insertedLength == end - start + 1 && isInverted(bases, end) ? Kind.INVERSION : Kind.REPLACEMENT;
        }
    }

    private boolean isAt(ContigBases bases, int at) {
        for (int i = 0; i < insertedLength; i++) {
            if (bases.at(at + i) != inserted[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isInverted(ContigBases bases, int end) {
        for (int i = 0; i < insertedLength; i++) {
            if (ContigBases.complement((byte) bases.at(end - i)) != inserted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Writes what follows the location in a name. */
    void writeEdit(NameBuffer out, boolean reverse) {
        switch (kind) {
            case DELETION -> out.add(DEL);
            case DUPLICATION -> out.add(DUP);
            case INVERSION -> out.add(INV);
            case SUBSTITUTION -> {
                out.add(reverse ? ContigBases.complement(before) : before);
                out.add('>');
                writeInserted(out, reverse);
            }
            case INSERTION -> {
                out.add(INS);
                writeInserted(out, reverse);
            }
            case REPLACEMENT -> {
                out.add(DELINS);
                writeInserted(out, reverse);
            }
        }
    }

    private void writeInserted(NameBuffer out, boolean reverse) {
        if (reverse) {
            out.addReverseComplement(inserted, 0, insertedLength);
        } else {
            out.add(inserted, 0, insertedLength);
        }
    }
}
