package omega.genomics.vcf.validate;

import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.header.ReservedFields.Reserved;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfNumber.Kind;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.validate.MetaLine.Item;
import org.jspecify.annotations.Nullable;

/** Judges Number and Type of an INFO or FORMAT line, alone and against what the specification reserves. */
final class FieldDefinitionCheck {
    private final HeaderFacts facts;
    private final ViolationLog log;

    FieldDefinitionCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    void check(MetaLine line, @Nullable Item id) {
        Item number = line.item("Number");
        Item type = line.item("Type");
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
}
