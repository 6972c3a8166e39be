package omega.genomics.vcf.validate;

import java.util.HashSet;
import java.util.Set;
import omega.genomics.internal.vcf.SliceMap;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.header.VcfVersion;
import omega.genomics.vcf.validate.MetaLine.Item;
import org.jspecify.annotations.Nullable;

/** Judges the lines before the first record and gathers the definitions the records are judged by. */
final class HeaderCheck {
    private static final Set<String> DICTIONARIES = Set.of("INFO", "FORMAT", "FILTER", "ALT");

    private final HeaderFacts facts;
    private final ViolationLog log;
    private final MetaIdCheck ids;
    private final FieldDefinitionCheck fields;

    HeaderCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
        this.ids = new MetaIdCheck(log);
        this.fields = new FieldDefinitionCheck(facts, log);
    }

    /** Tells whether the specification defines structured lines of this key. */
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
        if (line.isDefined()) {
            defined(line, buffer);
        }
    }

    private void unstructured(MetaLine line) {
        boolean empty = line.valueFrom == line.end;
        if (line.key.equals("assembly") || line.key.equals("pedigreeDB")) {
            url(line, empty);
        } else if (line.isDefined()) {
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
            ids.check(line, id, buffer);
        }
        order(line);
        number(line);
        type(line);
        switch (line.key) {
            case "INFO", "FORMAT" -> {
                description(line, VcfRule.META_FIELD_MISSING);
                required(line, "Number");
                required(line, "Type");
                fields.check(line, id);
            }
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
            case "PEDIGREE" -> genomes(line);
            default -> {
                // SAMPLE has no further required fields.
            }
        }
    }

    /** The values of a pedigree are names of samples. */
    private void genomes(MetaLine line) {
        for (Item item : line.items) {
            int space = item.value().trim().indexOf(' ');
            if (!item.quoted() && space >= 0) {
                log.expect(
                        VcfRule.META_SPACES,
                        item.valueFrom(),
                        item.to(),
                        "##PEDIGREE: a name without white space, or a value in quotes");
            }
        }
    }

    private void altType(@Nullable Item id) {
        if (id != null && !AlleleCheck.isType(id.value(), facts.minor)) {
            log.expect(
                    VcfRule.META_ALT_TYPE,
                    id.valueFrom(),
                    id.to(),
                    "##ALT: an ID whose first level is %s",
                    AlleleCheck.types(facts.minor));
        }
    }

    private void required(MetaLine line, String field) {
        if (line.item(field) == null) {
            missing(line, field);
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

    /** A field called Type keeps its meaning in the lines for which the specification or a suite shows one. */
    private void type(MetaLine line) {
        Item type = line.item("Type");
        boolean typed = line.key.equals("ALT") || line.key.equals("FILTER") || line.key.equals("META");
        if (typed && type != null && VcfType.parse(type.value()).isEmpty()) {
            log.expect(
                    VcfRule.META_TYPE,
                    type.valueFrom(),
                    type.to(),
                    "##%s: a Type of Integer, Float, Flag, Character or String",
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
}
