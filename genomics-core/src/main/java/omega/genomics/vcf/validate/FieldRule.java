package omega.genomics.vcf.validate;

import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;

/** How the values of one INFO or FORMAT key are judged: its Number and Type, declared, reserved, or neither. */
final class FieldRule {
    final String id;
    final VcfNumber.Kind count;
    /** The count of a fixed Number. */
    final int number;

    final VcfType kind;
    /** Whether the file has a header line for it. */
    final boolean declared;
    /** The key's place in {@link SpecialKey}, or null. */
    final @org.jspecify.annotations.Nullable SpecialKey special;
    /** The line that used the key last; tells repeated keys. */
    long lastLine;

    FieldRule(String id, VcfNumber number, VcfType kind, boolean declared) {
        this.id = id;
        this.count = number.kind();
        this.number = number.count();
        this.kind = kind;
        this.declared = declared;
        this.special = SpecialKey.of(id);
    }

    /** Returns Number as the header writes it. */
    String numberText() {
        return new VcfNumber(count, number).toString();
    }
}
