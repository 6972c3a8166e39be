package omega.genomics.vcf.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import org.jspecify.annotations.Nullable;

/** Conditions of columns that are compared in ways of their own. */
final class ColumnTests {
    private ColumnTests() {}

    /** FILTER as a set of names. */
    static final class Filter extends Condition {
        private final Operator operator;
        private final byte[][] names;

        /** @param names without a lone point; none for a missing FILTER */
        Filter(Operator operator, List<String> names) {
            super(0, null);
            this.operator = operator;
            this.names = names.stream()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        @Override
        boolean test(Row row) {
            int number = row.column(Row.FILTER) ? 1 + ByteSearch.count(row.bytes, row.from, row.to, (byte) ';') : 0;
            boolean holds = holds(row, number);
            boolean isNegated = operator == Operator.NOT_EQUAL || operator == Operator.NOT_MATCHES;
            return holds != isNegated;
        }

        private boolean holds(Row row, int number) {
            boolean isExact = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
            if (names.length == 0 || number == 0) {
                return names.length == number;
            }
            if (isExact && names.length != number) {
                return false;
            }
            for (byte[] name : names) {
                if (!has(row, name)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean has(Row row, byte[] name) {
            int start = row.from;
            while (start < row.to) {
                int end = ByteSearch.find(row.bytes, start, row.to, (byte) ';');
                if (Arrays.equals(name, 0, name.length, row.bytes, start, end)) {
                    return true;
                }
                start = end + 1;
            }
            return false;
        }
    }

    /** ID as one text. */
    static final class Id extends Condition {
        private final byte[] text;
        private final @Nullable BasicRegex regex;
        private final boolean isNegated;

        Id(Operator operator, String text, @Nullable BasicRegex regex) {
            super(0, null);
            this.text = text.getBytes(StandardCharsets.UTF_8);
            this.regex = regex;
            this.isNegated = operator == Operator.NOT_EQUAL || operator == Operator.NOT_MATCHES;
        }

        @Override
        boolean test(Row row) {
            row.column(Row.ID);
            boolean holds = regex != null
                    ? regex.isIn(row.bytes, row.from, row.to)
                    : Arrays.equals(text, 0, text.length, row.bytes, row.from, row.to);
            return holds != isNegated;
        }
    }

    /** ID among the lines of a file. */
    static final class IdInFile extends Condition {
        private final ByteSet ids;
        private final boolean isNegated;

        IdInFile(Set<String> ids, boolean isNegated) {
            super(0, null);
            this.ids = new ByteSet(ids);
            this.isNegated = isNegated;
        }

        @Override
        boolean test(Row row) {
            row.column(Row.ID);
            return ids.contains(row.bytes, row.from, row.to) != isNegated;
        }
    }

    /** TYPE as a set of bits. */
    static final class Type extends Condition {
        private final Operator operator;
        private final int wanted;

        Type(Operator operator, int wanted) {
            super(0, null);
            this.operator = operator;
            this.wanted = wanted;
        }

        @Override
        boolean test(Row row) {
            int types = AlleleTypes.of(row);
            return switch (operator) {
                case EQUAL -> types == wanted;
                case NOT_EQUAL -> types != wanted;
                case MATCHES -> (types & wanted) != 0;
                default -> (types & wanted) == 0;
            };
        }
    }

    /** The types that ALT alleles have, by the rules of htslib. */
    static final class AlleleTypes {
        static final int REF = 1;
        static final int SNP = 2;
        static final int MNP = 4;
        static final int INDEL = 8;
        static final int OTHER = 16;
        static final int BND = 32;
        static final int OVERLAP = 64;

        private AlleleTypes() {}

        /** Returns the bits of a word, or 0. */
        static int parse(String word) {
            return switch (word.toLowerCase(java.util.Locale.ROOT)) {
                case "ref" -> REF;
                case "snp", "snps" -> SNP;
                case "mnp", "mnps" -> MNP;
                case "indel", "indels" -> INDEL;
                case "other" -> OTHER;
                case "bnd" -> BND;
                case "overlap" -> OVERLAP;
                default -> 0;
            };
        }

        static int of(Row row) {
            row.column(VcfRecord.REF);
            int refFrom = row.from;
            int refTo = row.to;
            int types = 0;
            if (row.column(VcfRecord.ALT)) {
                int start = row.from;
                while (start < row.to) {
                    int end = ByteSearch.find(row.bytes, start, row.to, (byte) ',');
                    types |= of(row.bytes, refFrom, refTo, start, end);
                    start = end + 1;
                }
            }
            return (types & ~REF) == 0 ? REF : types & ~REF;
        }

        static int of(byte[] bytes, int refFrom, int refTo, int from, int to) {
            byte first = bytes[from];
            if (to - from == 1 && first == '*') {
                return OVERLAP;
            }
            if (to - from == 1 && refTo - refFrom == 1) {
                return first == '.' || first == 'X' || first == bytes[refFrom] ? REF : SNP;
            }
            if (first == '<') {
                return isUnspecified(bytes, from, to) ? REF : OTHER;
            }
            if (first == ']' || first == '[') {
                return BND;
            }
            int r = refFrom;
            int a = from;
            while (r < refTo && a < to && upper(bytes[r]) == upper(bytes[a])) {
                r++;
                a++;
            }
            if (a < to && r == refTo) {
                return bytes[a] == ']' || bytes[a] == '[' ? BND : INDEL;
            }
            if (a == to) {
                return r == refTo ? REF : INDEL;
            }
            int lastRef = refTo - 1;
            int lastAlt = to - 1;
            while (lastRef > r && lastAlt > a && upper(bytes[lastRef]) == upper(bytes[lastAlt])) {
                lastRef--;
                lastAlt--;
            }
            boolean sameEnd = upper(bytes[lastRef]) == upper(bytes[lastAlt]);
            if (lastAlt == a && lastRef == r) {
                return SNP;
            }
            if (lastAlt == a || lastRef == r) {
                return sameEnd ? INDEL : OTHER;
            }
            return lastRef - r == lastAlt - a ? MNP : OTHER;
        }

        private static boolean isUnspecified(byte[] bytes, int from, int to) {
            String[] names = UNSPECIFIED;
            for (String name : names) {
                boolean equal = to - from == name.length();
                for (int i = 0; equal && i < name.length(); i++) {
                    equal = bytes[from + i] == name.charAt(i);
                }
                if (equal) {
                    return true;
                }
            }
            return false;
        }

        private static final String[] UNSPECIFIED = {"<X>", "<*>", "<NON_REF>"};

        private static int upper(byte b) {
            return b >= 'a' && b <= 'z' ? b - 0x20 : b;
        }
    }
}
