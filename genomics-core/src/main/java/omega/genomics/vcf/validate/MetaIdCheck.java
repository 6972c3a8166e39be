package omega.genomics.vcf.validate;

import java.util.HashMap;
import java.util.Map;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.validate.MetaLine.Item;

/** Judges the ID of a structured meta-information line, and whether it was defined before (section 1.4). */
final class MetaIdCheck {
    private final ViolationLog log;
    /** Number and Type of every ID, by kind of line and ID. */
    private final Map<String, String> definitions = new HashMap<>();

    MetaIdCheck(ViolationLog log) {
        this.log = log;
    }

    void check(MetaLine line, Item id, byte[] buffer) {
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
}
