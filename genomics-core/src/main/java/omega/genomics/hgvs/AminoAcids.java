package omega.genomics.hgvs;

/** Amino acids by one letter and by three. */
final class AminoAcids {
    /** Those with a one-letter code in names; O (pyrrolysine) is written with three letters only. */
    private static final String ONE = "ACDEFGHIKLMNPQRSTVWYUBZX*O";

    private static final String THREE =
            "AlaCysAspGluPheGlyHisIleLysLeuMetAsnProGlnArgSerThrValTrpTyrSecAsxGlxXaaTerPyl";
    private static final String[] NAMES = new String[128];
    private static final char[] CODES = new char[1 << 15];

    static {
        for (int i = 0; i < ONE.length(); i++) {
            String name = THREE.substring(3 * i, 3 * i + 3);
            NAMES[ONE.charAt(i)] = name;
            CODES[key(name.charAt(0), name.charAt(1), name.charAt(2))] = ONE.charAt(i);
        }
    }

    private AminoAcids() {}

    private static int key(char a, char b, char c) {
        return (a & 31) << 10 | (b & 31) << 5 | (c & 31);
    }

    /** Returns the one-letter code of three letters, the first of them upper case, or 0. */
    static char code(char a, char b, char c) {
        boolean spelled = a >= 'A' && a <= 'Z' && b >= 'a' && b <= 'z' && c >= 'a' && c <= 'z';
        return spelled ? CODES[key(a, b, c)] : 0;
    }

    static boolean isCode(char letter) {
        return letter < 128 && letter != 'O' && NAMES[letter] != null;
    }

    /** Returns three letters. */
    static String name(char code) {
        String name = code < 128 ? NAMES[code] : null;
        return name == null ? "Xaa" : name;
    }

    /** Appends three letters for each code. */
    static String names(String codes) {
        StringBuilder names = new StringBuilder(3 * codes.length());
        for (int i = 0; i < codes.length(); i++) {
            names.append(name(codes.charAt(i)));
        }
        return names.toString();
    }
}
