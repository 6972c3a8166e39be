package omega.genomics.vcf.validate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys some rule looks at beyond their Number and Type. */
enum SpecialKey {
    AC,
    AF,
    AN,
    CICN,
    CIEND,
    CIGAR,
    CILEN,
    CIPOS,
    CIRB,
    CIRUC,
    CN,
    CNL,
    CNP,
    DP,
    END,
    GT,
    LAA,
    MATEID,
    MEINFO,
    METRANS,
    MQ0,
    NS,
    PS,
    PSL,
    PSQ,
    RB,
    RN,
    RUB,
    RUC,
    RUL,
    RUS,
    SVCLAIM,
    SVLEN;

    static final int SIZE = values().length;
    private static final Map<String, SpecialKey> BY_NAME = new HashMap<>();

    static {
        for (SpecialKey key : values()) {
            BY_NAME.put(key.name(), key);
        }
    }

    static @Nullable SpecialKey of(String id) {
        return BY_NAME.get(id);
    }

    /** Returns this key's place in arrays of {@link #SIZE}. */
    @SuppressWarnings("EnumOrdinal") // An array index is all it is used for.
    int slot() {
        return ordinal();
    }
}
