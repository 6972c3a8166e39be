package omega.genomics.vcf.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.internal.bcf.BcfFloats;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Makes of each directive what writes it. */
final class TemplateParts {
    private static final int POS = 1;

    private final ExpressionText source;
    private final VcfHeader header;
    private final Row row;
    private final int[] columns;
    private final boolean allowsUndeclared;

    TemplateParts(ExpressionText source, VcfHeader header, Row row, int[] columns, boolean allowsUndeclared) {
        this.source = source;
        this.header = header;
        this.row = row;
        this.columns = columns;
        this.allowsUndeclared = allowsUndeclared;
    }

    /** Writes one directive. */
    abstract static class Part {
        int group;
        private int[] columns = {};

        /** @param sample number among those that are written; −1 outside of brackets */
        abstract void write(Row row, int sample, LineBuffer out);

        /** Tells whether it writes values of samples, beyond their names. */
        boolean isAboutSamples() {
            return false;
        }

        final int samples() {
            return columns.length;
        }

        /** The column of a sample in the file. */
        final int column(int sample) {
            return columns[sample];
        }

        /** Tells whether the samples are those of the file in its order. */
        final boolean isOfAll(int samplesOfFile) {
            boolean isOfAll = columns.length == samplesOfFile;
            for (int i = 0; isOfAll && i < columns.length; i++) {
                isOfAll = columns[i] == i;
            }
            return isOfAll;
        }
    }

    Part[] of(List<TemplateParser.Directive> directives) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < directives.size(); ) {
            int end = i;
            while (directives.get(i).group() > 0
                    && end < directives.size()
                    && isKnown(directives.get(end), directives.get(i))) {
                end++;
            }
            if (end > i) {
                parts.add(placed(new Known(directives.subList(i, end), header, columns), directives.get(i)));
                i = end;
            } else {
                parts.add(placed(part(directives.get(i)), directives.get(i)));
                i++;
            }
        }
        return parts.toArray(Part[]::new);
    }

    /** Tells whether a directive in brackets stands for the same text in all records. */
    private static boolean isKnown(TemplateParser.Directive directive, TemplateParser.Directive first) {
        return directive.group() == first.group()
                && (directive.isText() || directive.name().equals("SAMPLE"));
    }

    private Part placed(Part part, TemplateParser.Directive directive) {
        part.group = directive.group();
        part.columns = columns;
        return part;
    }

    private Part part(TemplateParser.Directive directive) {
        if (directive.isText()) {
            return new Text(directive.text());
        }
        String name = directive.name();
        boolean inGroup = directive.group() > 0;
        if (directive.isFunction()) {
            ExpressionParser parser =
                    new ExpressionParser(source, directive.place().from() + 1);
            FilterExpression call = parser.parseCall();
            return value(directive, new Binder(source, parser.places(), header, row).number(call));
        }
        if (name.startsWith("INFO/")) {
            return info(directive, name.substring("INFO/".length()));
        }
        if (inGroup && (name.equals("TGT") || name.equals("IUPACGT"))) {
            return new TranslatedGenotype(row, name.equals("IUPACGT"));
        }
        if (inGroup && header.format(name).origin() == FieldOrigin.DECLARED) {
            return new Format(row, name, directive.subscript());
        }
        Part site = site(directive, inGroup);
        if (site != null) {
            return site;
        }
        if (inGroup && header.info(name).origin() != FieldOrigin.DECLARED) {
            if (allowsUndeclared || name.equals("GT")) {
                return new Format(row, name, directive.subscript());
            }
            throw unknown(directive, "a column, or a key that the header declares in FORMAT or INFO");
        }
        return info(directive, name);
    }

    private Part info(TemplateParser.Directive directive, String key) {
        if (!allowsUndeclared && header.info(key).origin() != FieldOrigin.DECLARED) {
            boolean inFormat = header.format(key).origin() == FieldOrigin.DECLARED;
            throw unknown(
                    directive,
                    inFormat
                            ? "brackets around a FORMAT key, as in [ %" + key + "]"
                            : "a column, or a key that the header declares in INFO");
        }
        return new Info(row, key, directive.subscript());
    }

    private @Nullable Part site(TemplateParser.Directive directive, boolean inGroup) {
        int subscript = directive.subscript();
        return switch (directive.name()) {
            case "CHROM" -> new Column(VcfRecord.CHROM, -1);
            case "POS" -> new Column(POS, -1);
            case "ID" -> new Column(Row.ID, -1);
            case "REF" -> new Column(VcfRecord.REF, -1);
            case "ALT" -> new Column(VcfRecord.ALT, subscript);
            case "FIRST_ALT" -> new Column(VcfRecord.ALT, 0);
            case "QUAL" -> new Column(Row.QUAL, -1);
            case "FILTER" -> new Column(Row.FILTER, -1);
            case "POS0" -> new Coordinate(false, -1);
            case "END" -> new Coordinate(true, 0);
            case "END0" -> new Coordinate(true, -1);
            case "TYPE" -> new Types();
            case "IS_TS" -> new IsTransition();
            case "LINE" -> new Line();
            case "INFO" -> inGroup ? null : new Column(VcfRecord.INFO, -1);
            case "FORMAT" -> inGroup ? null : new AllSamples();
            case "N_PASS" -> passes(directive);
            case "PBINOM" -> imbalance(directive);
            case "MASK", "RSX", "VKX", "TBCSQ" -> throw unknown(directive, "a directive that is supported");
            default -> null;
        };
    }

    private Part passes(TemplateParser.Directive directive) {
        return new Passes(VcfFilter.parse(directive.text()).of(header), header.sampleCount());
    }

    private Part value(TemplateParser.Directive directive, NumberNode node) {
        if (node.samples > 0 && directive.group() == 0) {
            throw unknown(
                    directive, "brackets around a function with a value of each sample, as in [ %SMPL_MAX(FMT/AD)]");
        }
        return new Value(node);
    }

    /** PBINOM: PHRED of BINOM of a FORMAT key. */
    private Part imbalance(TemplateParser.Directive directive) {
        IdentityHashMap<FilterExpression, ExpressionText.Place> places = new IdentityHashMap<>();
        FilterExpression counts = new FilterExpression.Field(
                FilterExpression.Scope.FORMAT, directive.text().strip(), null);
        places.put(counts, directive.place());
        NumberNode binom = new Binder(source, places, header, row)
                .number(new FilterExpression.Call(FilterExpression.Function.BINOM, List.of(counts)));
        return value(directive, new Elementwise(FilterExpression.Function.PHRED, binom));
    }

    private ParseException unknown(TemplateParser.Directive directive, String expected) {
        return source.error(directive.place(), ExpressionRule.FORMAT_STRING_KEY, expected);
    }

    // ---- what is written -----------------------------------------------------------------------------------------

    private static final class Text extends Part {
        private final byte[] text;

        Text(String text) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            out.add(text, 0, text.length);
        }
    }

    private static final class Column extends Part {
        private final int column;
        private final int subscript;

        Column(int column, int subscript) {
            this.column = column;
            this.subscript = subscript;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            row.column(column);
            writeValue(row.bytes, row.from, row.to, subscript, out);
        }
    }

    private static final class Info extends Part {
        private final int key;
        private final int subscript;

        Info(Row row, String id, int subscript) {
            this.key = row.addInfo(id);
            this.subscript = subscript;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            if (!row.info(key)) {
                out.add('.');
            } else if (row.from == row.to) {
                out.add('1'); // a flag
            } else {
                writeValue(row.bytes, row.from, row.to, subscript, out);
            }
        }
    }

    private static final class Format extends Part {
        private final int key;
        private final int subscript;

        Format(Row row, String id, int subscript) {
            this.key = row.addFormat(id);
            this.subscript = subscript;
        }

        @Override
        boolean isAboutSamples() {
            return true;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            int position = row.format(key);
            if (position < 0) {
                out.add('.');
                return;
            }
            row.findSamples();
            row.field(column(sample), position);
            writeValue(row.bytes, row.from, row.to, subscript, out);
        }
    }

    /** A known text and a FORMAT field of each sample: what most format strings have in brackets. */
    static final class Fields {
        private final Known before;
        private final Format field;
        /** Whether the line itself has these texts and fields, if it has no others. */
        private final boolean mayBeCopied;

        private Fields(Known before, Format field, int samplesOfFile) {
            this.before = before;
            this.field = field;
            mayBeCopied = field.isOfAll(samplesOfFile) && before.isOnly('\t');
        }

        /** Returns the two as one; null if they are others. */
        static @Nullable Fields of(Part first, Part second, int samplesOfFile) {
            return first instanceof Known before && second instanceof Format field && field.subscript < 0
                    ? new Fields(before, field, samplesOfFile)
                    : null;
        }

        void write(Row row, LineBuffer out) {
            int position = row.format(field.key);
            if (position >= 0) {
                row.findSamples();
                if (mayBeCopied && position == 0 && row.addOnlyFields(out)) {
                    return;
                }
            }
            int samples = field.samples();
            for (int sample = 0; sample < samples; sample++) {
                out.addShort(before.texts, before.starts[sample], before.starts[sample + 1]);
                if (position < 0) {
                    out.add('.');
                    continue;
                }
                row.field(field.column(sample), position);
                if (row.from >= row.to) {
                    out.add('.');
                } else {
                    out.addShort(row.bytes, row.from, row.to);
                }
            }
        }
    }

    /** Writes a value, or one of a list; a point if there is none. */
    private static void writeValue(byte[] bytes, int from, int to, int subscript, LineBuffer out) {
        int start = from;
        int end = to;
        for (int i = 0; i < subscript && start <= end; i++) {
            start = ByteSearch.find(bytes, start, end, (byte) ',') + 1;
        }
        if (subscript >= 0 && start <= end) {
            end = ByteSearch.find(bytes, start, end, (byte) ',');
        }
        if (start >= end) {
            out.add('.');
        } else {
            out.addShort(bytes, start, end);
        }
    }

    /** Text and names of samples: one text for each sample. */
    private static final class Known extends Part {
        private final byte[] texts;
        /** Where each sample's text starts; one more for the end of the last. */
        private final int[] starts;

        Known(List<TemplateParser.Directive> directives, VcfHeader header, int[] columns) {
            LineBuffer all = new LineBuffer();
            starts = new int[columns.length + 1];
            for (int sample = 0; sample < columns.length; sample++) {
                String name = header.samples().get(columns[sample]);
                directives.forEach(directive -> all.add(directive.isText() ? directive.text() : name));
                starts[sample + 1] = all.length();
            }
            texts = Arrays.copyOf(all.bytes(), all.length() + Long.BYTES);
        }

        boolean isOnly(char character) {
            boolean isOnly = true;
            for (int i = 1; isOnly && i < starts.length; i++) {
                isOnly = starts[i] == i && texts[i - 1] == character;
            }
            return isOnly;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            out.addShort(texts, starts[sample], starts[sample + 1]);
        }
    }

    /** FORMAT and the samples. */
    private static final class AllSamples extends Part {
        @Override
        boolean isAboutSamples() {
            return true;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            row.writeFormat(out);
            for (int i = 0; i < samples(); i++) {
                row.sample(column(i));
                out.add('\t');
                out.add(row.bytes, row.from, row.to);
            }
        }
    }

    private static final class Coordinate extends Part {
        private final boolean isEnd;
        private final int shift;

        Coordinate(boolean isEnd, int shift) {
            this.isEnd = isEnd;
            this.shift = shift;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            writeNumber((isEnd ? row.record().end() : row.record().position()) + shift, out);
        }
    }

    private static void writeNumber(int number, LineBuffer out) {
        int rest = number;
        if (rest < 0) {
            out.add('-');
            rest = -rest;
        }
        int divisor = 1;
        while (rest / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.add((char) ('0' + rest / divisor % 10));
        }
    }

    private static final class Types extends Part {
        private static final String[] NAMES = {"REF", "SNP", "MNP", "INDEL", "OTHER", "BND", "OVERLAP"};

        @Override
        void write(Row row, int sample, LineBuffer out) {
            int types = ColumnTests.AlleleTypes.of(row);
            boolean isFirst = true;
            for (int i = 0; i < NAMES.length; i++) {
                if ((types & 1 << i) != 0) {
                    if (!isFirst) {
                        out.add(',');
                    }
                    for (int c = 0; c < NAMES[i].length(); c++) {
                        out.add(NAMES[i].charAt(c));
                    }
                    isFirst = false;
                }
            }
        }
    }

    /** IS_TS: 1 for a transition of the first bases of REF and ALT. */
    private static final class IsTransition extends Part {
        @Override
        void write(Row row, int sample, LineBuffer out) {
            int types = ColumnTests.AlleleTypes.of(row);
            boolean substitutes = (types & (ColumnTests.AlleleTypes.SNP | ColumnTests.AlleleTypes.MNP)) != 0;
            row.column(VcfRecord.REF);
            int ref = "ACGT".indexOf(row.bytes[row.from] & ~0x20);
            row.column(VcfRecord.ALT);
            int alt = "ACGT".indexOf(row.bytes[row.from] & ~0x20);
            out.add(substitutes && ref >= 0 && alt >= 0 && Math.abs(ref - alt) == 2 ? '1' : '0');
        }
    }

    /** LINE: the whole line and a line feed. */
    private static final class Line extends Part {
        @Override
        boolean isAboutSamples() {
            return true;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            out.add(
                    row.bytes,
                    row.record().columnStart(VcfRecord.CHROM),
                    row.record().lineEnd());
            out.add('\n');
        }
    }

    private static final class Passes extends Part {
        private final BoundFilter filter;
        private final boolean[] passes;

        Passes(BoundFilter filter, int samples) {
            this.filter = filter;
            this.passes = new boolean[samples];
        }

        @Override
        boolean isAboutSamples() {
            return filter.isAboutSamples();
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            filter.test(row.record(), passes);
            int n = 0;
            for (boolean pass : passes) {
                n += pass ? 1 : 0;
            }
            writeNumber(n, out);
        }
    }

    /** What a function of filter expressions computes. */
    private static final class Value extends Part {
        private final NumberNode node;
        private final byte[] text = new byte[BcfFloats.LONGEST];
        private long evaluated = -1;

        Value(NumberNode node) {
            this.node = node;
        }

        @Override
        boolean isAboutSamples() {
            return node.samples > 0;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            if (evaluated != row.wraps()) {
                node.evaluate(row);
                evaluated = row.wraps();
            }
            boolean isOfSite = node.samples == 0;
            boolean hasValues = node.count > 0 && (isOfSite || node.uses(column(sample)));
            int from = isOfSite || !hasValues ? 0 : column(sample) * node.width;
            int to = !hasValues ? from : isOfSite ? node.count : from + node.width;
            int start = out.length();
            for (int i = from; i < to && !Row.isEnd(node.values[i]); i++) {
                if (i > from) {
                    out.add(',');
                }
                if (Row.isMissing(node.values[i])) {
                    out.add('.');
                } else {
                    out.add(text, 0, BcfFloats.put(node.values[i] + 0.0, text, 0)); // no -0
                }
            }
            if (out.length() == start) {
                out.add('.');
            }
        }
    }

    /** TGT and IUPACGT: alleles instead of their numbers. */
    private static final class TranslatedGenotype extends Part {
        private static final String BASES = "ACGT";
        private static final String[] CODES = {"AMRW", "MCSY", "RSGK", "WYKT"};

        private final int key;
        private final boolean asCode;

        TranslatedGenotype(Row row, boolean asCode) {
            this.key = row.addFormat("GT");
            this.asCode = asCode;
        }

        @Override
        boolean isAboutSamples() {
            return true;
        }

        @Override
        void write(Row row, int sample, LineBuffer out) {
            int position = row.format(key);
            if (position < 0) {
                out.add('.');
                return;
            }
            row.findSamples();
            row.field(column(sample), position);
            int from = row.from;
            int to = row.to;
            if (from == to) {
                out.add('.');
            } else if (!asCode || !writeCode(row, from, to, out)) {
                writeAlleles(row, from, to, out);
            }
        }

        private static void writeAlleles(Row row, int from, int to, LineBuffer out) {
            byte[] bytes = row.bytes;
            int at = from;
            while (at < to) {
                int start = at;
                while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                    at++;
                }
                if (at == start) {
                    out.add((char) (bytes[at++] & 0xff));
                } else {
                    row.allele(number(bytes, start, at));
                    if (row.from == row.to) {
                        row.from = start;
                        row.to = at;
                        throw row.malformed("FORMAT/GT", VcfRule.GT_ALLELE, "alleles of the record");
                    }
                    out.add(bytes, row.from, row.to);
                }
            }
        }

        /** Writes one letter for two single bases; false if it is another genotype. */
        private static boolean writeCode(Row row, int from, int to, LineBuffer out) {
            byte[] bytes = row.bytes;
            int mark = from;
            while (mark < to && bytes[mark] >= '0' && bytes[mark] <= '9') {
                mark++;
            }
            int first = base(row, from, mark);
            int second = mark < to ? base(row, mark + 1, to) : -1;
            if (first < 0 || second < 0) {
                return false;
            }
            out.add(CODES[first].charAt(second));
            return true;
        }

        private static int base(Row row, int from, int to) {
            byte[] bytes = row.bytes;
            for (int i = from; i < to; i++) {
                if (bytes[i] < '0' || bytes[i] > '9') {
                    return -1;
                }
            }
            if (from >= to) {
                return -1;
            }
            row.allele(number(bytes, from, to));
            return row.to - row.from == 1 ? BASES.indexOf(bytes[row.from] & ~0x20) : -1;
        }

        private static int number(byte[] bytes, int from, int to) {
            int number = 0;
            for (int i = from; i < to; i++) {
                number = Math.min(100_000_000, number * 10 + bytes[i] - '0');
            }
            return number;
        }
    }
}
