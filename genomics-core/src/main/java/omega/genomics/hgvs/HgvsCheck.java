package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.hgvs.HgvsLocation.Bound;
import omega.genomics.hgvs.HgvsPosition.Landmark;
import omega.genomics.hgvs.HgvsVariant.Adjoined;
import omega.genomics.hgvs.HgvsVariant.Allele;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.hgvs.HgvsVariant.Protein;
import org.jspecify.annotations.Nullable;

/**
 * Finds what cannot be true in a well-formed name, without a sequence: ends in the wrong order, an insertion between bases that are
 * no neighbours, a number of bases that the location does not have, a kind that the accession excludes, a frameshift
 * that begins with a residue of the reference or a stop.
 */
public final class HgvsCheck {
    private HgvsCheck() {}

    /**
     * What is wrong with a name.
     *
     * @param rule a stable name of the rule: {@code order}, {@code insertion}, {@code length}, {@code kind} or {@code frameshift}
     * @param message what was expected and what was found
     */
    public record Problem(String rule, String message) {
        /** Creates a record; nothing in it may be null. */
        public Problem {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * Checks a name.
     *
     * @param variant the name
     * @return the problems; empty if there are none
     */
    public static List<Problem> problems(HgvsVariant variant) {
        Objects.requireNonNull(variant, "variant");
        List<Problem> problems = new ArrayList<>();
        collect(variant, problems);
        return problems;
    }

    private static void collect(HgvsVariant variant, List<Problem> problems) {
        if (variant instanceof Allele allele) {
            allele.members().forEach(member -> collect(member, problems));
        } else if (variant instanceof Nucleotide change) {
            kind(change, problems);
            HgvsLocation location = change.location();
            if (location != null && !isOverTheEnd(change, location)) {
                order(location, problems);
                if (location.isExact()) {
                    edit(change, location, problems);
                }
            }
        } else if (variant instanceof Protein change) {
            kind(change, problems);
            protein(change, problems);
        } else if (variant instanceof Adjoined adjoined) {
            for (HgvsSequence part : adjoined.parts()) {
                if (part instanceof HgvsSequence.Copied copied
                        && copied.location().isExact()) {
                    order(copied.location(), problems);
                }
            }
        }
    }

    /** Tells whether a location runs over the end of a circular sequence, as {@code m.16563_13} does. */
    private static boolean isOverTheEnd(Nucleotide change, HgvsLocation location) {
        boolean circular = change.kind() == HgvsKind.CIRCULAR || change.kind() == HgvsKind.MITOCHONDRIAL;
        return circular && isAfter(location.first(), location.last());
    }

    private static void kind(HgvsVariant variant, List<Problem> problems) {
        String sequence = variant.reference().sequence();
        int underscore = sequence.indexOf('_');
        String prefix = sequence.startsWith("ENS")
                ? ensembl(sequence)
                : underscore < 0 ? "" : sequence.substring(0, underscore);
        String allowed = switch (prefix) {
            case "NM", "XM" -> "c.n.r.";
            case "NR", "XR" -> "n.r.";
            case "NP", "XP", "YP", "ENSP" -> "p.";
            case "NC", "NT", "NW" -> "g.m.o.";
            case "NG" -> "g.";
            case "ENST" -> "c.n.r.";
            default -> "";
        };
        // NC_012920.1(MT-TL1):n.14A>G counts along the gene
        boolean alongGene = allowed.contains("g.")
                && variant.reference().selector() != null
                && variant.kind().hasOffsets();
        if (!allowed.isEmpty()
                && !alongGene
                && variant.kind() != HgvsKind.UNSPECIFIED
                && !allowed.contains(variant.kind().prefix())) {
            problems.add(new Problem(
                    "kind", "expected one of " + allowed + " for " + sequence + ", found " + variant.kind()));
        }
    }

    private static String ensembl(String sequence) {
        int digit = 0;
        while (digit < sequence.length() && !Cursor.isDigit(sequence.charAt(digit))) {
            digit++;
        }
        return digit == 0 ? "" : "ENS" + sequence.charAt(digit - 1);
    }

    private static void order(HgvsLocation location, List<Problem> problems) {
        Bound start = location.start();
        Bound end = location.end();
        if (isAfter(start.from(), start.to())
                || (end != null && (isAfter(end.from(), end.to()) || isAfter(start.from(), end.to())))) {
            problems.add(new Problem("order", "expected the start before the end, found " + location));
        }
    }

    /** Tells whether a position is after another one, as far as both are known. */
    private static boolean isAfter(HgvsPosition a, HgvsPosition b) {
        return isPlaced(a) && isPlaced(b) && compare(a, b) > 0;
    }

    private static boolean isPlaced(HgvsPosition position) {
        return position.isKnown() || position.landmark() == Landmark.PTER || position.landmark() == Landmark.QTER;
    }

    /** Compares two known positions of one sequence. */
    static int compare(HgvsPosition a, HgvsPosition b) {
        if (a.landmark() != b.landmark()) {
            return Integer.compare(rank(a), rank(b));
        }
        int bases = a.landmark() == Landmark.BEFORE
                ? Integer.compare(b.base(), a.base())
                : Integer.compare(a.base(), b.base());
        return bases != 0 ? bases : Integer.compare(a.offset(), b.offset());
    }

    private static int rank(HgvsPosition position) {
        return switch (position.landmark()) {
            case PTER -> -1;
            case BEFORE -> 0;
            case START -> 1;
            case QTER -> 3;
            default -> 2;
        };
    }

    private static boolean isBefore(HgvsPosition position) {
        return position.landmark() == Landmark.BEFORE;
    }

    private static void edit(Nucleotide change, HgvsLocation location, List<Problem> problems) {
        if (change.edit() instanceof NucleotideEdit.Insertion && !areNeighbours(location.first(), location.last())) {
            problems.add(new Problem("insertion", "expected an insertion between two neighbours, found " + location));
        }
        String stated = EditText.stated(change.edit());
        int length = length(location);
        if (!stated.isEmpty() && length >= 0) {
            int number = Cursor.isDigit(stated.charAt(0)) ? Integer.parseInt(stated) : stated.length();
            if (number != length) {
                problems.add(
                        new Problem("length", "expected " + length + " bases at " + location + ", found " + stated));
            }
        }
    }

    private static boolean areNeighbours(HgvsPosition a, HgvsPosition b) {
        if (a.landmark() == b.landmark() && a.base() == b.base()) {
            return b.offset() == a.offset() + 1;
        }
        if (a.offset() != 0 || b.offset() != 0) {
            // the two sides of an intron's middle, whose length is not known here
            return a.offset() > 0 && b.offset() < 0;
        }
        if (a.landmark() == b.landmark()) {
            return a.landmark() == Landmark.BEFORE ? a.base() == b.base() + 1 : b.base() == a.base() + 1;
        }
        return b.base() == 1 && (a.landmark() != Landmark.BEFORE || a.base() == 1);
    }

    /** Returns the number of bases of a location, or −1 if that depends on the transcript. */
    private static int length(HgvsLocation location) {
        HgvsPosition a = location.first();
        HgvsPosition b = location.last();
        boolean sameBase = a.landmark() == b.landmark() && a.base() == b.base();
        if (sameBase) {
            return b.offset() - a.offset() + 1;
        }
        if (a.offset() != 0 || b.offset() != 0) {
            return -1;
        }
        if (a.landmark() == b.landmark()) {
            return Math.abs(b.base() - a.base()) + 1;
        }
        return isBefore(a) && b.landmark() == Landmark.START ? a.base() + b.base() : -1;
    }

    private static void protein(Protein change, List<Problem> problems) {
        ProteinLocation location = change.location();
        if (location == null) {
            return;
        }
        int start = location.start().position();
        int end = location.last().position();
        if (end < start) {
            problems.add(new Problem("order", "expected the start before the end, found " + location));
        }
        if (change.edit() instanceof ProteinEdit.Frameshift shift
                && (shift.alternative() == '*'
                        || shift.alternative() == location.start().aminoAcid())) {
            problems.add(new Problem(
                    "frameshift", "expected the first residue that changes, and no stop, found " + location + shift));
        }
        if (change.edit() instanceof ProteinEdit.Insertion && !location.uncertain() && end != start + 1) {
            problems.add(new Problem("insertion", "expected an insertion between two neighbours, found " + location));
        }
    }

    /** Returns the first problem as text, or null. */
    static @Nullable String first(HgvsVariant variant) {
        List<Problem> problems = problems(variant);
        return problems.isEmpty() ? null : problems.get(0).message();
    }
}
