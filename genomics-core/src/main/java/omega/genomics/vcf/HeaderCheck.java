package omega.genomics.vcf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.vcf.MetaLine.Item;
import omega.genomics.vcf.ReservedFields.Reserved;
import omega.genomics.vcf.VcfNumber.Kind;
import org.jspecify.annotations.Nullable;

/** Judges the lines before the first record and gathers the definitions the records are judged by. */
final class HeaderCheck {
    private static final Set<String> DEFINED =
            Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig", "SAMPLE", "PEDIGREE", "META");
    private static final Set<String> DICTIONARIES = Set.of("INFO", "FORMAT", "FILTER", "ALT");
    private static final List<String> COLUMNS =
            List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT");

    private final HeaderFacts facts;
    private final ViolationLog log;
    /** Number and Type of every ID, by kind of line and ID. */
    private final Map<String, String> definitions = new HashMap<>();

    HeaderCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    /** Tells whether the specification defines structured lines of this key. */
    static boolean isDefined(String key) {
        return DEFINED.contains(key);
    }

    /** Reads the first line; true if it is a ##fileformat line, good or bad. */
    boolean fileFormat(byte[] buffer, int start, int end) {
        String line = MetaLine.string(buffer, start, Math.min(end, start + 100));
        if (!line.startsWith("##fileformat=")) {
            log.expect(VcfRule.FILE_FORMAT, start, end, "##fileformat=VCFv4.x in the first line");
            return false;
        }
        String version = line.substring("##fileformat=".length());
        int minor = minor(version.strip());
        int from = start + "##fileformat=".length();
        if (minor < 0) {
            log.expect(VcfRule.FILE_FORMAT, from, end, "a fileformat version from VCFv4.0 to VCFv4.5");
            return true;
        }
        facts.minor = Math.min(minor, 5);
        facts.reserved = ReservedKeys.of(VcfVersion.parse(version.strip()).orElse(VcfVersion.NEWEST));
        log.version(facts.minor);
        if (minor > 5 || !version.equals(version.strip())) {
            log.expect(VcfRule.FILE_VERSION, from, end, "a version from VCFv4.0 to VCFv4.5 and nothing else");
        }
        return true;
    }

    private static int minor(String version) {
        return version.matches("VCFv4\\.[0-9]{1,3}") ? Integer.parseInt(version.substring(6)) : -1;
    }

    /** Judges a line that starts with {@code ##}. */
    void meta(byte[] buffer, int start, int end) {
        MetaLine line = MetaLine.parse(buffer, start, end, log);
        if (line == null) {
            return;
        }
        if (!line.structured) {
            unstructured(line);
            return;
        }
        if (line.key.equals("pedigreeDB")) {
            url(line, line.valueFrom + 1 >= line.end - 1);
            return;
        }
        if (isDefined(line.key)) {
            defined(line, buffer);
        }
    }

    private void unstructured(MetaLine line) {
        boolean empty = line.valueFrom == line.end;
        if (line.key.equals("assembly") || line.key.equals("pedigreeDB")) {
            url(line, empty);
        } else if (isDefined(line.key)) {
            log.expect(
                    VcfRule.META_STRUCTURE,
                    line.valueFrom,
                    line.end,
                    "<ID=...> for a meta-information line %s",
                    line.key);
        } else if (empty) {
            log.expect(
                    VcfRule.META_EMPTY_VALUE,
                    line.valueFrom,
                    line.end,
                    "a value for the meta-information key %s",
                    line.key);
        }
    }

    private void url(MetaLine line, boolean empty) {
        if (empty) {
            log.expect(VcfRule.META_URL, line.valueFrom, line.end, "a URL: a key-value pair ##%s=URL", line.key);
        }
    }

    private void defined(MetaLine line, byte[] buffer) {
        repeatedFields(line);
        Item id = line.item("ID");
        if (id == null) {
            if (!line.key.equals("PEDIGREE") || facts.minor >= 3) {
                missing(line, "ID");
            }
        } else {
            id(line, id, buffer);
        }
        order(line);
        number(line);
        switch (line.key) {
            case "INFO", "FORMAT" -> field(line, id);
            case "FILTER" -> {
                description(line, VcfRule.META_DESCRIPTION_MISSING);
                define(facts.filters, id);
            }
            case "ALT" -> {
                description(line, VcfRule.META_DESCRIPTION_MISSING);
                define(facts.alts, id);
                altType(id);
                facts.altsDeclared = true;
            }
            case "contig" -> contig(line, id);
            case "META" -> values(line);
            default -> {
                // SAMPLE and PEDIGREE have no further required fields.
            }
        }
    }

    private void altType(@Nullable Item id) {
        if (id != null && AlleleCheck.kind(id.value()) == RecordFacts.Allele.SYMBOLIC) {
            log.expect(
                    VcfRule.META_ALT_TYPE,
                    id.valueFrom(),
                    id.to(),
                    "##ALT: an ID whose first level is DEL, INS, DUP, INV or CNV");
        }
    }

    private void missing(MetaLine line, String field) {
        log.say(
                VcfRule.META_FIELD_MISSING,
                line.valueFrom,
                line.end,
                "##%s: expected a field %s, %s is missing",
                line.key,
                field,
                field);
    }

    private void repeatedFields(MetaLine line) {
        Set<String> seen = new HashSet<>();
        for (Item item : line.items) {
            if (!seen.add(item.key())) {
                log.say(
                        VcfRule.META_FIELD_REPEATED,
                        item.from(),
                        item.to(),
                        "##%s: field %s comes twice",
                        line.key,
                        item.key());
            }
        }
    }

    private static void define(SliceMap<Boolean> names, @Nullable Item id) {
        if (id != null) {
            names.put(id.value(), Boolean.TRUE);
        }
    }

    private void id(MetaLine line, Item id, byte[] buffer) {
        String value = id.value();
        if (value.isEmpty()) {
            log.expect(VcfRule.META_ID_SYNTAX, id.valueFrom(), id.to(), "an ID for ##%s", line.key);
            return;
        }
        repeatedId(line, id);
        boolean brackets = line.key.equals("ALT") || line.key.equals("contig");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t' || (brackets && (c == '<' || c == '>'))) {
                log.expect(
                        VcfRule.META_ID_SYNTAX,
                        id.valueFrom(),
                        id.to(),
                        "##%s: an ID without white space%s",
                        line.key,
                        brackets ? " and angle brackets" : "");
                return;
            }
        }
        boolean field = line.key.equals("INFO") || line.key.equals("FORMAT");
        if (field && !isFieldKey(value, line.key.equals("INFO"))) {
            log.expect(
                    VcfRule.META_KEY_SYNTAX,
                    id.valueFrom(),
                    id.to(),
                    "##%s: an ID of a letter or underscore, then letters, digits, underscores and dots",
                    line.key);
        }
        if (line.key.equals("contig") && !isContigName(buffer, id.valueFrom(), id.to())) {
            log.expect(
                    VcfRule.META_CONTIG_NAME,
                    id.valueFrom(),
                    id.to(),
                    "a contig ID of printable characters without \\ , \" ' ` ( ) [ ] { } < >, not starting with * or =");
        }
    }

    private void repeatedId(MetaLine line, Item id) {
        if (line.key.equals("PEDIGREE")) {
            return;
        }
        Item number = line.item("Number");
        Item type = line.item("Type");
        String definition = (number == null ? "" : number.value()) + ' ' + (type == null ? "" : type.value());
        String before = definitions.putIfAbsent(line.key + ' ' + id.value(), definition);
        if (before != null) {
            boolean same = before.equals(definition);
            log.say(
                    same ? VcfRule.META_ID_AGAIN : VcfRule.META_ID_REPEATED,
                    id.valueFrom(),
                    id.to(),
                    "##%s: ID %s is defined twice%s",
                    line.key,
                    id.value(),
                    same ? "" : ", with another Number or Type");
        }
    }

    private static boolean isFieldKey(String key, boolean info) {
        return key.matches("[A-Za-z_][0-9A-Za-z_.]*") || (info && key.equals("1000G"));
    }

    /** The rule of SAM for reference names, which VCF took over in 4.3 (section 1.4.7). */
    static boolean isContigName(byte[] buffer, int from, int to) {
        if (from >= to || buffer[from] == '*' || buffer[from] == '=') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (buffer[i] <= ' ' || buffer[i] == 0x7f || "\\,\"'`()[]{}<>".indexOf(buffer[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void order(MetaLine line) {
        int id = line.indexOf("ID");
        if (id > 0) {
            Item first = line.items.get(0);
            boolean dictionary = DICTIONARIES.contains(line.key);
            log.expect(
                    dictionary ? VcfRule.META_FIELD_ORDER : VcfRule.META_FIELD_ORDER_TYPE,
                    first.from(),
                    first.to(),
                    "##%s: fields in order, ID first",
                    line.key);
            return;
        }
        int number = line.indexOf("Number");
        int type = line.indexOf("Type");
        int description = line.indexOf("Description");
        if (line.key.equals("ALT") || line.key.equals("FILTER")) {
            if (description > 1) {
                Item early = line.items.get(1);
                log.expect(
                        VcfRule.META_FIELD_ORDER,
                        early.from(),
                        early.to(),
                        "##%s: fields in order ID, Description, then optional ones",
                        line.key);
            }
        } else if (!DICTIONARIES.contains(line.key)) {
            return;
        } else if ((type >= 0 && type < number) || (description >= 0 && description < Math.max(type, number))) {
            Item early = line.items.get(Math.max(1, Math.min(type, description < 0 ? type : description)));
            log.expect(
                    VcfRule.META_FIELD_ORDER_TYPE,
                    early.from(),
                    early.to(),
                    "##%s: fields in order ID, Number, Type, Description",
                    line.key);
        }
    }

    /** A field called Number keeps its meaning wherever it is used. */
    private void number(MetaLine line) {
        Item number = line.item("Number");
        if (number == null || line.key.equals("contig") || line.key.equals("SAMPLE") || line.key.equals("PEDIGREE")) {
            return;
        }
        String value = number.value();
        boolean format = line.key.equals("FORMAT");
        int since = switch (value) {
            case "A", "G", ".", "R" -> 0;
            case "P" -> format ? 4 : 9;
            case "LA", "LR", "LG", "M" -> format ? 5 : 9;
            default -> value.matches("[0-9]{1,9}") || (facts.minor == 0 && value.equals("-1")) ? 0 : 9;
        };
        if (since > facts.minor) {
            log.expect(
                    VcfRule.META_NUMBER,
                    number.valueFrom(),
                    number.to(),
                    "##%s: a Number that is an integer from 0, A, R, G or .%s",
                    line.key,
                    facts.minor < 4
                            ? ""
                            : facts.minor == 4 ? ", for FORMAT also P" : ", for FORMAT also P, LA, LR, LG and M");
        } else if (value.equals("R") && facts.minor < 2) {
            log.say(
                    VcfRule.META_NUMBER_VERSION,
                    number.valueFrom(),
                    number.to(),
                    "##%s: Number=R is not known before VCFv4.2",
                    line.key);
        }
    }

    private void description(MetaLine line, VcfRule whenMissing) {
        Item description = line.item("Description");
        if (description == null) {
            log.say(
                    whenMissing,
                    line.valueFrom,
                    line.end,
                    "##%s: expected a field Description, it is missing",
                    line.key);
        } else if (!description.quoted()) {
            log.expect(
                    VcfRule.META_QUOTES,
                    description.valueFrom(),
                    description.to(),
                    "##%s: a Description surrounded by double quotes",
                    line.key);
        }
    }

    private void field(MetaLine line, @Nullable Item id) {
        description(line, VcfRule.META_FIELD_MISSING);
        Item number = line.item("Number");
        Item type = line.item("Type");
        if (number == null) {
            missing(line, "Number");
        }
        if (type == null) {
            missing(line, "Type");
        }
        boolean format = line.key.equals("FORMAT");
        VcfType kind = type == null ? VcfType.STRING : kind(line, type, format);
        if (id == null) {
            return;
        }
        VcfNumber count = number == null
                ? VcfNumber.UNKNOWN
                : VcfNumber.parse(number.value()).orElse(VcfNumber.UNKNOWN);
        FieldRule rule = new FieldRule(id.value(), count, kind, true);
        if (number != null && type != null) {
            flagNumber(line, rule, number);
            reserved(line, rule, number, type);
        }
        (format ? facts.format : facts.info).put(id.value(), rule);
    }

    private VcfType kind(MetaLine line, Item type, boolean format) {
        VcfType known = VcfType.parse(type.value()).orElse(null);
        if (known != null && !(format && known == VcfType.FLAG)) {
            return known;
        }
        log.expect(
                VcfRule.META_TYPE,
                type.valueFrom(),
                type.to(),
                "##%s: a Type of Integer, Float, Character or String%s",
                line.key,
                format ? "" : ", or Flag");
        return VcfType.STRING;
    }

    private void flagNumber(MetaLine line, FieldRule rule, Item number) {
        boolean zero = rule.count == Kind.FIXED && rule.number == 0;
        if (zero != (rule.kind == VcfType.FLAG)) {
            log.expect(
                    VcfRule.META_FLAG_NUMBER,
                    number.valueFrom(),
                    number.to(),
                    "##%s %s: Number=0 with Type=Flag, and only there",
                    line.key,
                    rule.id);
        }
    }

    private void reserved(MetaLine line, FieldRule rule, Item number, Item type) {
        Reserved expected = facts.reserved.find(line.key, rule.id);
        if (expected == null) {
            return;
        }
        boolean binding = ReservedKeys.isBinding(line.key, rule.id);
        if (!number.value().equals(expected.number().toString())) {
            boolean open = (rule.count == Kind.UNKNOWN && !expected.number().isFixed())
                    || expected.number().kind() == Kind.UNKNOWN;
            VcfRule broken = !binding
                    ? VcfRule.META_RESERVED_SV
                    : open ? VcfRule.META_RESERVED_WIDER : VcfRule.META_RESERVED_NUMBER;
            mismatch(broken, line, rule, "Number", expected.number().toString(), number);
        }
        if (!type.value().equals(expected.type().toString())) {
            VcfRule broken = !binding
                    ? VcfRule.META_RESERVED_SV
                    : isWider(line.key, rule, expected.type())
                            ? VcfRule.META_RESERVED_WIDER
                            : VcfRule.META_RESERVED_TYPE;
            mismatch(broken, line, rule, "Type", expected.type().toString(), type);
        }
    }

    private void mismatch(VcfRule broken, MetaLine line, FieldRule rule, String what, String expected, Item found) {
        log.say(
                broken,
                found.valueFrom(),
                found.to(),
                "%s %s: %s is %s in VCFv4.%d, found %s",
                line.key,
                rule.id,
                what,
                expected,
                facts.minor,
                found.value());
    }

    /** Types that hold the values all the same, and that widely used callers declare. */
    private static boolean isWider(String line, FieldRule rule, VcfType expected) {
        boolean integerForFloat = rule.kind == VcfType.INTEGER && expected == VcfType.FLOAT;
        return (line.equals("FORMAT") && integerForFloat)
                || (line.equals("FORMAT") && rule.id.equals("GQ") && rule.kind == VcfType.FLOAT)
                || (rule.id.equals("MQ") && integerForFloat);
    }

    private void values(MetaLine line) {
        Item values = line.item("Values");
        if (values != null
                && (values.quoted()
                        || !values.value().startsWith("[")
                        || !values.value().endsWith("]"))) {
            log.expect(
                    VcfRule.META_VALUES,
                    values.valueFrom(),
                    values.to(),
                    "##META: Values surrounded by square brackets");
        }
    }

    private void contig(MetaLine line, @Nullable Item id) {
        facts.contigsDeclared = true;
        long length = 0;
        Item item = line.item("length");
        if (item != null) {
            length = item.value().matches("[0-9]{1,18}") ? Long.parseLong(item.value()) : 0;
            if (length == 0) {
                log.expect(
                        VcfRule.META_CONTIG_LENGTH,
                        item.valueFrom(),
                        item.to(),
                        "##contig: a positive integer as length");
            }
        }
        if (id != null && !id.value().isEmpty()) {
            facts.contigs.put(id.value(), new HeaderFacts.Contig(true, length));
        }
    }

    /** Judges the {@code #CHROM} line. */
    void columns(byte[] buffer, int start, int end) {
        Set<String> names = new HashSet<>();
        int column = 0;
        int from = start;
        boolean wrong = false;
        while (from <= end) {
            int tab = MetaLine.indexOf(buffer, from, end, '\t');
            int to = tab < 0 ? end : tab;
            if (column < 9) {
                wrong |= !fixedColumn(buffer, from, to, column, wrong);
            } else {
                sample(buffer, from, to, names);
            }
            column++;
            from = to + 1;
        }
        facts.columns = Math.max(column, 8);
        facts.formatColumn = column > 8;
        facts.samples = Math.max(0, column - 9);
        if (column < 8 && !wrong) {
            log.expect(VcfRule.HEADER_COLUMNS, start, end, "8 tab-delimited columns or more");
        } else if (column == 9 && !wrong) {
            log.say(
                    VcfRule.HEADER_NO_SAMPLES,
                    from - 1,
                    end,
                    "expected samples after the FORMAT column, there are none");
        }
    }

    private boolean fixedColumn(byte[] buffer, int from, int to, int column, boolean alreadyWrong) {
        if (MetaLine.string(buffer, from, to).equals(COLUMNS.get(column))) {
            return true;
        }
        if (!alreadyWrong) {
            log.expect(
                    VcfRule.HEADER_COLUMNS,
                    from,
                    to,
                    "the column name %s in the header line, tab-delimited",
                    COLUMNS.get(column));
        }
        return false;
    }

    private void sample(byte[] buffer, int from, int to, Set<String> names) {
        String name = MetaLine.string(buffer, from, to);
        if (name.isEmpty()) {
            log.expect(
                    VcfRule.HEADER_SAMPLE_EMPTY,
                    from,
                    to,
                    "a sample name between tabs, and no tab at the end of the line");
        } else if (!names.add(name)) {
            log.say(
                    VcfRule.HEADER_SAMPLE_REPEATED,
                    from,
                    to,
                    "sample %s comes twice: duplicate sample names are not allowed",
                    name);
        }
    }
}
