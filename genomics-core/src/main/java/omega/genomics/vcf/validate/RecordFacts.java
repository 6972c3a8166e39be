package omega.genomics.vcf.validate;

import java.util.Arrays;

/** What the checks of one record tell each other; reused from record to record. */
final class RecordFacts {
    /** What an ALT allele is. */
    enum Allele {
        BASES,
        MISSING,
        /** The {@code *} allele. */
        SPANNING,
        /** {@code <*>} and {@code <NON_REF>}. */
        UNSPECIFIED,
        DEL,
        INS,
        DUP,
        INV,
        CNV,
        /** A {@code CNV:TR}. */
        REPEAT,
        /** Another symbolic allele. */
        SYMBOLIC,
        BREAKEND,
        BROKEN;

        boolean isStructural() {
            return this == DEL || this == INS || this == DUP || this == INV || this == CNV || this == REPEAT;
        }
    }

    byte[] buffer = {};
    int start;
    int end;
    long line;

    int chromFrom;
    int chromTo;
    /** −1 if it could not be read. */
    long pos;

    int idFrom;
    int idTo;
    int posFrom;
    int posTo;
    int refFrom;
    int refTo;
    int alts;
    /** True if ALT is the one missing value. */
    boolean noAlt;
    /** True if an allele is symbolic or a breakend. */
    boolean structural;

    int[] altFrom = new int[16];
    int[] altTo = new int[16];
    Allele[] altKind = new Allele[16];

    final int[] infoFrom = new int[SpecialKey.SIZE];
    final int[] infoTo = new int[SpecialKey.SIZE];
    final boolean[] infoSeen = new boolean[SpecialKey.SIZE];
    boolean anyInfoSeen;

    void reset(byte[] lineBuffer, int lineStart, int lineEnd, long number) {
        buffer = lineBuffer;
        start = lineStart;
        end = lineEnd;
        line = number;
        alts = 0;
        noAlt = false;
        structural = false;
        if (anyInfoSeen) {
            Arrays.fill(infoSeen, false);
            anyInfoSeen = false;
        }
    }

    void addAlt(int from, int to, Allele kind) {
        if (alts == altFrom.length) {
            altFrom = Arrays.copyOf(altFrom, alts * 2);
            altTo = Arrays.copyOf(altTo, alts * 2);
            altKind = Arrays.copyOf(altKind, alts * 2);
        }
        altFrom[alts] = from;
        altTo[alts] = to;
        altKind[alts++] = kind;
        structural |=
                kind != Allele.BASES && kind != Allele.MISSING && kind != Allele.SPANNING && kind != Allele.BROKEN;
    }

    /** Remembers where the values of a key stand; of a repeated key the first. */
    void info(SpecialKey key, int from, int to) {
        if (!infoSeen[key.slot()]) {
            infoSeen[key.slot()] = true;
            infoFrom[key.slot()] = from;
            infoTo[key.slot()] = to;
            anyInfoSeen = true;
        }
    }

    boolean has(SpecialKey key) {
        return infoSeen[key.slot()];
    }

    /** The number of alternate alleles as Number=A counts them. */
    int countedAlts() {
        return noAlt ? 0 : alts;
    }

    /** Returns the values of an INFO key that the record has. */
    String[] values(SpecialKey key) {
        return Values.string(buffer, infoFrom[key.slot()], infoTo[key.slot()]).split(",", -1);
    }
}
