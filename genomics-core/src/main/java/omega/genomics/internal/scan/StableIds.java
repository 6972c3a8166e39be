package omega.genomics.internal.scan;

/**
 * Splits a version off an id, where the part behind the dot is one.
 *
 * <p>Only ids whose issuer counts versions behind a dot are split: Ensembl's ({@code ENSG00000141510.18}, {@code ENSMUST…})
 * and RefSeq's accessions ({@code NM_000546.6}). {@code STRG.1}, {@code AT1G01010.1} and {@code LOC100.2} stay whole.
 *
 * <p>What follows an Ensembl version stays part of the id if it tells two genes apart ({@code _PAR_Y}) and goes if it
 * counts something else (GENCODE's lift to GRCh37 appends {@code _1}, the version of the mapping).
 */
public record StableIds(String id, int version) {

    public static StableIds of(String written) {
        int dot = written.indexOf('.');
        if (dot < 0 || !(isEnsembl(written, dot) || isAccession(written, dot))) {
            return new StableIds(written, -1);
        }
        int end = digitsEnd(written, dot + 1);
        int version = number(written, dot + 1, end);
        if (version < 0 || (end < written.length() && written.charAt(end) != '_')) {
            return new StableIds(written, -1);
        }
        String suffix = written.substring(end);
        if (isEnsembl(written, dot)) {
            suffix = suffix.contains("_PAR_Y") ? "_PAR_Y" : isMapping(suffix) ? "" : suffix;
        }
        return new StableIds(written.substring(0, dot) + suffix, version);
    }

    /** ENS, letters for the species and the kind, eleven digits; ENSGR for a pseudoautosomal twin has ten. */
    private static boolean isEnsembl(String text, int dot) {
        int i = 3;
        while (i < dot && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
            i++;
        }
        return text.startsWith("ENS") && dot - i >= 10 && dot - i <= 11 && i > 3 && digitsEnd(text, i) == dot;
    }

    /** Two letters, an underscore, digits: NM_, XR_, NP_ …; also LRG-less assembly accessions such as NC_. */
    private static boolean isAccession(String text, int dot) {
        return dot >= 9
                && "NXYAW".indexOf(text.charAt(0)) >= 0
                && "CGTWZMRP".indexOf(text.charAt(1)) >= 0
                && text.charAt(2) == '_'
                && digitsEnd(text, 3) == dot;
    }

    private static boolean isMapping(String suffix) {
        return suffix.length() > 1 && digitsEnd(suffix, 1) == suffix.length();
    }

    private static int digitsEnd(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** Returns a number without sign, or −1. */
    public static int number(String text) {
        return digitsEnd(text, 0) == text.length() ? number(text, 0, text.length()) : -1;
    }

    private static int number(String text, int from, int to) {
        return from == to || to - from > 9 ? -1 : Integer.parseInt(text, from, to, 10);
    }
}
