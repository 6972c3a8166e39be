package omega.genomics.vcf.header;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import omega.genomics.internal.vcf.FieldDictionary;
import omega.genomics.internal.vcf.VcfRule;

/** Makes the typed definitions from the lines of a header, and says which lines fall short. */
final class HeaderDefinitions {
    final Map<String, InfoDefinition> infos = new LinkedHashMap<>();
    final Map<String, FormatDefinition> formats = new LinkedHashMap<>();
    final Map<String, FilterDefinition> filters = new LinkedHashMap<>();
    final Map<String, AltDefinition> alts = new LinkedHashMap<>();
    final Map<String, ContigDefinition> contigs = new LinkedHashMap<>();
    final FieldDictionary infoDictionary;
    final FieldDictionary formatDictionary;
    /** By slot of the dictionary. */
    final InfoDefinition[] infoBySlot;

    final FormatDefinition[] formatBySlot;
    final List<Flaw> flaws = new ArrayList<>(0);

    /** What is wrong with a line. */
    record Flaw(HeaderLine line, VcfRule rule, String expected, boolean fatal) {}

    private record Declared(String id, VcfNumber number, VcfType type, HeaderLine line) {}

    HeaderDefinitions(VcfVersion version, List<HeaderLine> lines) {
        Map<String, Declared> declaredInfos = new LinkedHashMap<>();
        Map<String, Declared> declaredFormats = new LinkedHashMap<>();
        Map<String, ReservedFields.Reserved> reservedInfos = ReservedFields.info(version);
        Map<String, ReservedFields.Reserved> reservedFormats = ReservedFields.format(version);
        for (HeaderLine line : lines) {
            switch (line.key()) {
                case "INFO" -> declare(line, declaredInfos, reservedInfos);
                case "FORMAT" -> declare(line, declaredFormats, reservedFormats);
                case "FILTER" -> unique(line, filters, new FilterDefinition(id(line), description(line), line));
                case "ALT" -> unique(line, alts, new AltDefinition(id(line), description(line), line));
                case "contig" -> unique(line, contigs, new ContigDefinition(id(line), length(line), line));
                default -> {}
            }
        }
        infoDictionary = dictionary(declaredInfos, reservedInfos);
        formatDictionary = dictionary(declaredFormats, reservedFormats);
        declaredInfos.forEach((id, field) -> infos.put(id, info(field)));
        declaredFormats.forEach((id, field) -> formats.put(id, format(field)));
        infoBySlot = new InfoDefinition[infoDictionary.size()];
        infos.forEach((id, definition) -> infoBySlot[infoDictionary.find(id)] = definition);
        reservedInfos.forEach((id, field) -> {
            if (!infos.containsKey(id)) {
                infoBySlot[infoDictionary.find(id)] = reservedInfo(id, field);
            }
        });
        formatBySlot = new FormatDefinition[formatDictionary.size()];
        formats.forEach((id, definition) -> formatBySlot[formatDictionary.find(id)] = definition);
        reservedFormats.forEach((id, field) -> {
            if (!formats.containsKey(id)) {
                formatBySlot[formatDictionary.find(id)] = reservedFormat(id, field);
            }
        });
    }

    private static FieldDictionary dictionary(
            Map<String, Declared> declared, Map<String, ReservedFields.Reserved> reserved) {
        List<String> ids = new ArrayList<>(declared.keySet());
        reserved.keySet().stream().filter(id -> !declared.containsKey(id)).forEach(ids::add);
        return new FieldDictionary(ids);
    }

    private InfoDefinition info(Declared field) {
        return new InfoDefinition(
                field.id,
                field.number,
                field.type,
                description(field.line),
                FieldOrigin.DECLARED,
                Optional.of(field.line),
                infoDictionary);
    }

    private InfoDefinition reservedInfo(String id, ReservedFields.Reserved field) {
        return new InfoDefinition(
                id, field.number(), field.type(), "", FieldOrigin.RESERVED, Optional.empty(), infoDictionary);
    }

    InfoDefinition unknownInfo(String id) {
        return new InfoDefinition(
                id, VcfNumber.UNKNOWN, VcfType.STRING, "", FieldOrigin.UNKNOWN, Optional.empty(), infoDictionary);
    }

    private FormatDefinition format(Declared field) {
        return new FormatDefinition(
                field.id,
                field.number,
                field.type,
                description(field.line),
                FieldOrigin.DECLARED,
                Optional.of(field.line),
                formatDictionary);
    }

    FormatDefinition reservedFormat(String id, ReservedFields.Reserved field) {
        return new FormatDefinition(
                id, field.number(), field.type(), "", FieldOrigin.RESERVED, Optional.empty(), formatDictionary);
    }

    FormatDefinition unknownFormat(String id) {
        return new FormatDefinition(
                id, VcfNumber.UNKNOWN, VcfType.STRING, "", FieldOrigin.UNKNOWN, Optional.empty(), formatDictionary);
    }

    private void declare(
            HeaderLine line, Map<String, Declared> declared, Map<String, ReservedFields.Reserved> reserved) {
        Optional<String> id = line.id();
        if (id.isEmpty()) {
            flaws.add(new Flaw(line, VcfRule.META_FIELD_MISSING, "an ID", true));
            return;
        }
        Optional<VcfType> type = line.field("Type").flatMap(VcfType::parse);
        Optional<VcfNumber> number = line.field("Number").flatMap(VcfNumber::parse);
        if (type.isEmpty()) {
            flaws.add(new Flaw(line, VcfRule.META_TYPE, "Type=Integer, Float, Flag, Character or String", true));
        }
        if (number.isEmpty()) {
            boolean isFlag = type.isPresent() && type.get() == VcfType.FLAG;
            flaws.add(new Flaw(line, VcfRule.META_NUMBER, "Number=n, A, R, G, ., P, LA, LR, LG or M", !isFlag));
            number = isFlag ? Optional.of(VcfNumber.ZERO) : number;
        }
        ReservedFields.Reserved fallback =
                reserved.getOrDefault(id.get(), new ReservedFields.Reserved(VcfNumber.UNKNOWN, VcfType.STRING));
        Declared field = new Declared(id.get(), number.orElse(fallback.number()), type.orElse(fallback.type()), line);
        if (declared.putIfAbsent(id.get(), field) != null) {
            flaws.add(duplicate(line));
        }
    }

    private <D> void unique(HeaderLine line, Map<String, D> definitions, D definition) {
        if (line.id().isEmpty()) {
            flaws.add(new Flaw(line, VcfRule.META_FIELD_MISSING, "an ID", true));
        } else if (definitions.putIfAbsent(id(line), definition) != null) {
            flaws.add(duplicate(line));
        }
    }

    private static Flaw duplicate(HeaderLine line) {
        return new Flaw(line, VcfRule.META_ID_AGAIN, "an ID that no other ##" + line.key() + " line has", false);
    }

    private static String id(HeaderLine line) {
        return line.id().orElse("");
    }

    private static String description(HeaderLine line) {
        return line.field("Description").orElse("");
    }

    private static OptionalLong length(HeaderLine line) {
        String text = line.field("length").orElse("");
        return text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text));
    }
}
