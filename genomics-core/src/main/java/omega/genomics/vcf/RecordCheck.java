package omega.genomics.vcf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.internal.vcf.VcfNumbers;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.genotype.Genotype;
import omega.genomics.vcf.genotype.GenotypeOrder;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.FormatDefinition;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.header.VcfVersion;

/**
 * Checks all fields of one record against the specification's syntax and the header's types and numbers.
 *
 * <p>Plain loops over the bytes, apart from the fast views on purpose: their tests use it as a second opinion.
 */
final class RecordCheck {
    private final RecordColumns record;
    private final VcfHeader header;
    private final Consumer<Diagnostic> findings;
    private final byte[] bytes;

    /**
     * Checks what text needs to be the same record again: a readable QUAL, and no columns after INFO if the header has none. Where it has
     * some, {@link SamplesView#checkColumns} counts them.
     */
    static void shape(RecordColumns record) {
        if (record.hasQual()) {
            record.qualAsDouble();
        }
        if (record.fileHeader().hasFormat()) {
            return;
        }
        int end = record.lineEnd();
        int tab = ByteSearch.find(record.buffer(), record.columnStart(RecordColumns.INFO), end, (byte) '\t');
        if (tab < end) {
            throw new ParseException(
                    record.finding(tab + 1, end, "INFO", VcfRule.RECORD_COLUMNS, "8 columns as in the header"));
        }
    }

    private RecordCheck(RecordColumns record, Consumer<Diagnostic> findings) {
        this.record = record;
        this.header = record.fileHeader();
        this.findings = findings;
        this.bytes = record.buffer();
    }

    static void check(RecordColumns record, Consumer<Diagnostic> findings) {
        RecordCheck check = new RecordCheck(record, findings);
        check.fixedColumns();
        check.info();
        if (record.fileHeader().hasFormat()) {
            new SamplesCheck(record, findings).check();
        } else {
            check.noMoreColumns();
        }
    }

    private void error(int from, int to, String field, Rule rule, String expected) {
        findings.accept(record.finding(from, to, field, rule, expected));
    }

    // ---- fixed columns -------------------------------------------------------------------------------------------

    private void fixedColumns() {
        noBlanks(RecordColumns.CHROM, VcfRule.CHROM_SYNTAX);
        noBlanks(RecordColumns.ID, VcfRule.ID_SYNTAX);
        noBlanks(RecordColumns.FILTER, VcfRule.FILTER_SYNTAX);
        items(RecordColumns.ID, VcfRule.ID_SYNTAX, VcfRule.ID_REPEATED);
        ref();
        alt();
        int from = record.columnStart(RecordColumns.QUAL);
        int to = record.columnEnd(RecordColumns.QUAL);
        if (record.hasQual() && !VcfNumbers.isFloat(bytes, from, to)) {
            error(from, to, "QUAL", VcfRule.QUAL_NUMBER, "a number or .");
        }
        items(RecordColumns.FILTER, VcfRule.FILTER_SYNTAX, VcfRule.FILTER_REPEATED);
    }

    private void noBlanks(int column, Rule rule) {
        for (int i = record.columnStart(column); i < record.columnEnd(column); i++) {
            if (bytes[i] == ' ') {
                error(i, i + 1, RecordColumns.COLUMNS[column], rule, "no blanks");
                return;
            }
        }
    }

    /** ID and FILTER: items with semicolons between, none empty, none twice, no {@code .} among others. */
    private void items(int column, VcfRule syntax, VcfRule repeated) {
        String field = RecordColumns.COLUMNS[column];
        int end = record.columnEnd(column);
        int from = record.columnStart(column);
        boolean alone = ByteSearch.find(bytes, from, end, (byte) ';') == end;
        Set<String> seen = new HashSet<>();
        while (from <= end) {
            int to = ByteSearch.find(bytes, from, end, (byte) ';');
            String item = new ByteSlice().wrap(bytes, from, to - from).toString();
            if (item.isEmpty()) {
                error(from, to, field, syntax, "an item between semicolons");
            } else if (item.equals(".") && !alone) {
                error(from, to, field, syntax, "no . among other items");
            } else if (!seen.add(item)) {
                error(from, to, field, repeated, "each item once");
            } else if (column == RecordColumns.FILTER && item.equals("0")) {
                error(from, to, field, VcfRule.FILTER_ZERO, "a filter's name; 0 is reserved");
            }
            from = to + 1;
        }
    }

    private void ref() {
        int from = record.columnStart(RecordColumns.REF);
        int to = record.columnEnd(RecordColumns.REF);
        for (int i = from; i < to; i++) {
            if ("ACGTNacgtn".indexOf(bytes[i]) < 0) {
                Diagnostic error = record.finding(i, i + 1, "REF", VcfRule.REF_BASES, "the bases A, C, G, T and N");
                // The other IUPAC codes stand in some references; VCF wants the first base they mean.
                findings.accept(AlleleKind.isBase((char) bytes[i]) ? error.asWarning(error.message()) : error);
                return;
            }
        }
    }

    private void alt() {
        int end = record.columnEnd(RecordColumns.ALT);
        int from = record.columnStart(RecordColumns.ALT);
        while (from <= end) {
            int to = ByteSearch.find(bytes, from, end, (byte) ',');
            if (from == to || Allele.kind(bytes, from, to) == AlleleKind.OTHER) {
                error(from, to, "ALT", VcfRule.ALT_SYNTAX, "bases, *, ., <ID> or a breakend");
            }
            from = to + 1;
        }
    }

    private void noMoreColumns() {
        int from = record.columnStart(RecordColumns.INFO);
        int tab = ByteSearch.find(bytes, from, record.lineEnd(), (byte) '\t');
        if (tab < record.lineEnd()) {
            error(tab + 1, record.lineEnd(), "INFO", VcfRule.RECORD_COLUMNS, "8 columns as in the header");
        }
    }

    // ---- INFO ----------------------------------------------------------------------------------------------------

    private void info() {
        int end = record.columnEnd(RecordColumns.INFO);
        int from = record.columnStart(RecordColumns.INFO);
        if (end - from == 1 && bytes[from] == '.') {
            return;
        }
        Set<String> seen = new HashSet<>();
        while (from <= end) {
            int to = ByteSearch.find(bytes, from, end, (byte) ';');
            if (from == to) {
                error(from, to, "INFO", VcfRule.INFO_SYNTAX, "a key between semicolons");
            } else {
                entry(from, to, seen);
            }
            from = to + 1;
        }
    }

    private void entry(int from, int to, Set<String> seen) {
        int equals = ByteSearch.find(bytes, from, to, (byte) '=');
        String key = new ByteSlice().wrap(bytes, from, equals - from).toString();
        if (!isKey(key) && !key.equals("1000G")) {
            error(from, equals, "INFO", VcfRule.INFO_KEY, "a key of letters, digits, _ and .");
        }
        if (!seen.add(key)) {
            error(from, equals, "INFO", VcfRule.INFO_REPEATED, "each key once");
        }
        InfoDefinition definition = header.info(key);
        if (definition.type() == VcfType.FLAG) {
            if (equals < to && !isOneDigit(equals + 1, to)) {
                error(equals, to, "INFO", VcfRule.INFO_FLAG_VALUE, key + " without a value, as it is a Flag");
            }
        } else if (equals == to) {
            if (definition.origin() != FieldOrigin.UNKNOWN) {
                error(to, to, "INFO", VcfRule.INFO_NO_VALUE, "a value of type " + definition.type() + " for " + key);
            }
        } else {
            Values values = new Values(record, findings, "INFO", key, definition.type());
            int alts = record.altCount();
            if (values.check(equals + 1, to)) {
                values.count(expected(definition.number(), alts), definition.number());
            }
        }
    }

    /** Some callers write {@code DB=1}, which does no harm. */
    private boolean isOneDigit(int from, int to) {
        return to - from == 1 && (bytes[from] == '0' || bytes[from] == '1');
    }

    /** How many values a number means in INFO, −1 for any. */
    private static long expected(VcfNumber number, int alts) {
        return switch (number.kind()) {
            case FIXED -> number.count();
            // Callers write AC=0 where there is no ALT.
            case A -> alts == 0 ? -1 : alts;
            case R -> alts == 0 ? -1 : alts + 1L;
            default -> -1;
        };
    }

    /** Letters, digits, underscore and point, not starting with a digit or point; percent-encoding is let pass. */
    static boolean isKey(String key) {
        if (key.isEmpty()) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && !(i > 0 && ((c >= '0' && c <= '9') || c == '.' || c == '%'))) {
                return false;
            }
        }
        return true;
    }

    /** The values of one INFO or sample field. */
    static final class Values {
        private final RecordColumns record;
        private final Consumer<Diagnostic> findings;
        private final String field;
        private final boolean isInfo;
        private final String key;
        private final VcfType type;
        private final int smallest;
        private int from;
        private int to;
        private int count;

        Values(RecordColumns record, Consumer<Diagnostic> findings, String field, String key, VcfType type) {
            this.record = record;
            this.findings = findings;
            this.field = field;
            this.isInfo = field.equals("INFO");
            this.key = key;
            this.type = type;
            this.smallest = VcfNumbers.smallest(record.header().version());
        }

        /** Checks each value's type; false if the field is missing as a whole, so that counting makes no sense. */
        boolean check(int start, int end) {
            byte[] bytes = record.buffer();
            from = start;
            to = end;
            count = 0;
            if (end - start == 1 && bytes[start] == '.') {
                return false;
            }
            int at = start;
            while (at <= end) {
                int comma = ByteSearch.find(bytes, at, end, (byte) ',');
                boolean missing = comma - at == 1 && bytes[at] == '.';
                if (at == comma) {
                    error(at, comma, isInfo ? VcfRule.INFO_EMPTY_VALUE : VcfRule.SAMPLE_EMPTY, "a value of " + key);
                } else if (!missing) {
                    value(bytes, at, comma);
                }
                count++;
                at = comma + 1;
            }
            return true;
        }

        private void value(byte[] bytes, int at, int end) {
            switch (type) {
                case INTEGER -> {
                    if (VcfNumbers.parseInteger(bytes, at, end, smallest) == VcfNumbers.NOT_AN_INTEGER) {
                        error(at, end, VcfRule.ofInteger(bytes, at, end, isInfo), "an integer for " + key);
                    }
                }
                case FLOAT -> {
                    if (!VcfNumbers.isFloat(bytes, at, end)) {
                        error(at, end, type(), "a number for " + key);
                    }
                }
                case CHARACTER -> {
                    String text = PercentEncoding.decode(bytes, at, end, true);
                    if (text.codePointCount(0, text.length()) != 1) {
                        error(at, end, type(), "one character for " + key);
                    }
                }
                default -> {}
            }
        }

        void count(long expected, VcfNumber number) {
            if (expected >= 0 && count != expected) {
                error(
                        from,
                        to,
                        isInfo ? VcfRule.INFO_NUMBER : VcfRule.SAMPLE_NUMBER,
                        expected + " values for " + key + " (Number=" + number + ")");
            }
        }

        private void error(int at, int end, Rule rule, String expected) {
            findings.accept(record.finding(at, end, field, rule, expected));
        }

        private VcfRule type() {
            return isInfo ? VcfRule.INFO_TYPE : VcfRule.SAMPLE_TYPE;
        }
    }

    /** FORMAT and the sample columns. */
    private static final class SamplesCheck {
        private final RecordColumns record;
        private final VcfHeader header;
        private final Consumer<Diagnostic> findings;
        private final byte[] bytes;
        private final int end;
        private final int alts;
        private List<String> keys = List.of();

        SamplesCheck(RecordColumns record, Consumer<Diagnostic> findings) {
            this.record = record;
            this.header = record.fileHeader();
            this.findings = findings;
            this.bytes = record.buffer();
            this.end = record.lineEnd();
            this.alts = record.altCount();
        }

        private void error(int from, int to, String field, Rule rule, String expected) {
            findings.accept(record.finding(from, to, field, rule, expected));
        }

        void check() {
            int from = Math.min(record.columnEnd(RecordColumns.INFO) + 1, end);
            int to = ByteSearch.find(bytes, from, end, (byte) '\t');
            if (from == to) {
                error(from, to, "FORMAT", VcfRule.RECORD_COLUMNS, "a FORMAT column as in the header");
                return;
            }
            format(from, to);
            int columns = ByteSearch.count(bytes, to, end, (byte) '\t');
            if (columns != header.sampleCount()) {
                String expected =
                        header.sampleCount() + " sample columns as in the header (this record has " + columns + ")";
                error(Math.min(to + 1, end), end, "samples", VcfRule.RECORD_COLUMNS, expected);
                return;
            }
            int at = to + 1;
            for (int sample = 0; sample < columns; sample++) {
                int stop = ByteSearch.find(bytes, at, end, (byte) '\t');
                sample(at, stop);
                at = stop + 1;
            }
        }

        private void format(int from, int to) {
            String text = new ByteSlice().wrap(bytes, from, to - from).toString();
            keys = text.equals(".") ? List.of() : Arrays.asList(text.split(":", -1));
            Set<String> seen = new HashSet<>();
            for (String key : keys) {
                if (!isKey(key)) {
                    error(from, to, "FORMAT", VcfRule.FORMAT_KEY, "keys of letters, digits, _ and .");
                } else if (!seen.add(key)) {
                    error(from, to, "FORMAT", VcfRule.FORMAT_REPEATED, "each key once");
                }
            }
            if (keys.indexOf("GT") > 0) {
                error(from, to, "FORMAT", VcfRule.FORMAT_GT_FIRST, "GT first");
            }
        }

        private void sample(int from, int to) {
            if (from == to) {
                error(from, to, "samples", VcfRule.SAMPLE_EMPTY, "a value, or . if it is missing");
                return;
            }
            int ploidy = 2;
            int local = -1;
            int at = from;
            for (int i = 0; at <= to; i++) {
                int stop = ByteSearch.find(bytes, at, to, (byte) ':');
                if (i >= keys.size()) {
                    if (!(keys.isEmpty() && to - from == 1 && bytes[from] == '.')) {
                        error(at, to, "samples", VcfRule.SAMPLE_EXTRA_FIELD, "no more values than FORMAT has keys");
                    }
                    return;
                }
                String key = keys.get(i);
                if (key.equals("GT")) {
                    ploidy = genotype(at, stop);
                } else if (at < stop) {
                    FormatDefinition definition = header.format(key);
                    Values values = new Values(record, findings, "samples", key, definition.type());
                    boolean listed = values.check(at, stop);
                    if (key.equals("LAA")) {
                        local = listed ? values.count : 0;
                    }
                    if (listed) {
                        values.count(expected(definition.number(), ploidy, local), definition.number());
                    }
                } else if (!isLocal(key)) {
                    error(at, stop, "samples", VcfRule.SAMPLE_EMPTY, "a value of " + key + ", or . if it is missing");
                }
                at = stop + 1;
            }
        }

        /** An empty list is not the same as a missing one for local alleles (VCF 4.5 §1.6.2 LAA). */
        private boolean isLocal(String key) {
            return key.equals("LAA") || header.format(key).number().isLocal();
        }

        /** Checks a genotype and returns its ploidy. */
        private int genotype(int from, int to) {
            Genotype genotype = from == to ? null : Genotype.parse(bytes, from, to);
            if (genotype == null) {
                error(from, to, "samples", VcfRule.ofGenotype(bytes, from, to), "a genotype such as 0/1");
                return 2;
            }
            for (int i = 0; i < genotype.ploidy(); i++) {
                // Where ALT is missing, callers that know alleles they do not list write their numbers all the same.
                if (!genotype.isMissing(i) && alts > 0 && genotype.allele(i) > alts) {
                    error(from, to, "samples", VcfRule.GT_ALLELE, "alleles from 0 to " + alts);
                    break;
                }
            }
            boolean marked = bytes[from] == '/' || bytes[from] == '|';
            if (marked && !header.version().isAtLeast(VcfVersion.V4_4)) {
                error(from, to, "samples", VcfRule.GT_SYNTAX, "no mark before the first allele before VCF 4.4");
            }
            return genotype.ploidy();
        }

        private long expected(VcfNumber number, int ploidy, int local) {
            return switch (number.kind()) {
                case FIXED -> number.count();
                case A -> alts == 0 ? -1 : alts;
                case R -> alts == 0 ? -1 : alts + 1L;
                case G -> alts == 0 ? -1 : genotypes(alts + 1, ploidy);
                case P -> ploidy;
                case LA -> local;
                case LR -> local < 0 ? -1 : local + 1L;
                case LG -> local < 0 ? -1 : genotypes(local + 1, ploidy);
                case UNKNOWN, M -> -1;
            };
        }

        private static long genotypes(int alleles, int ploidy) {
            try {
                return GenotypeOrder.count(alleles, ploidy);
            } catch (ArithmeticException e) {
                // More than any line can hold: nothing to compare with.
                return -1;
            }
        }
    }
}
