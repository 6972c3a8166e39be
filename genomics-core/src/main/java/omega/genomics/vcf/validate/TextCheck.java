package omega.genomics.vcf.validate;

import omega.genomics.internal.scan.Texts;
import omega.genomics.internal.vcf.VcfRule;

/** Judges the characters of a line (section 1.2). */
final class TextCheck {
    private final ViolationLog log;

    TextCheck(ViolationLog log) {
        this.log = log;
    }

    void check(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) {
            // One comparison finds control characters and, as bytes are signed, everything that is not ASCII.
            if (b[i] < ' ' && b[i] != '\t') {
                odd(b, end, i);
                return;
            }
        }
    }

    private void odd(byte[] b, int end, int from) {
        boolean ascii = true;
        for (int i = from; i < end; i++) {
            ascii &= b[i] >= 0;
            if (b[i] >= 0 && b[i] < ' ' && b[i] != '\t') {
                log.say(VcfRule.FILE_CONTROL_CHARACTER, i, i + 1, "expected no control characters, found U+%04X", (int)
                        b[i]);
                break;
            }
        }
        if (!ascii && !Texts.isUtf8(b, from, end)) {
            log.say(VcfRule.FILE_ENCODING, from, from + 1, "expected UTF-8, found bytes of another character encoding");
        }
    }
}
