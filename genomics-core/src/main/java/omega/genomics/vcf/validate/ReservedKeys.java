package omega.genomics.vcf.validate;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import omega.genomics.vcf.header.ReservedFields;
import omega.genomics.vcf.header.ReservedFields.Reserved;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.header.VcfVersion;
import org.jspecify.annotations.Nullable;

/**
 * Which of the {@link ReservedFields} a file must keep to. The keys of section 1.6 bind; those for structural variants
 * (sections 3 and 4) changed so often between versions that another Number or Type is only doubtful.
 */
final class ReservedKeys {
    private static final Set<String> STRUCTURAL_FORMAT = Set.of("CN", "CICN", "CNQ", "CNL", "CNP", "NQ", "HAP", "AHAP");
    private static final Set<String> BINDING_INFO = Set.of(
            "AA",
            "AC",
            "AD",
            "ADF",
            "ADR",
            "AF",
            "AN",
            "BQ",
            "CIGAR",
            "DB",
            "DP",
            "END",
            "H2",
            "H3",
            "MQ",
            "MQ0",
            "NS",
            "SOMATIC",
            "VALIDATED",
            "1000G");

    private final VcfVersion version;
    private final Map<String, Reserved> info;
    private final Map<String, Reserved> format;

    private ReservedKeys(VcfVersion version) {
        this.version = version;
        info = new HashMap<>(ReservedFields.info(version));
        // Four integers from 4.3 on, but a float in valid files of every version.
        info.remove("SB");
        format = new HashMap<>(ReservedFields.format(version));
        format.computeIfPresent("GLE", (key, reserved) -> new Reserved(VcfNumber.G, reserved.type()));
    }

    static ReservedKeys of(VcfVersion version) {
        return new ReservedKeys(version);
    }

    /** Returns the definition of a reserved key, or null; {@code line} is INFO or FORMAT. */
    @Nullable
    Reserved find(String line, String key) {
        if (line.equals("INFO")) {
            return info.get(key);
        }
        Reserved reserved = format.get(key);
        return reserved != null
                ? reserved
                : ReservedFields.formatPattern(version, key).orElse(null);
    }

    /** Tells whether a reserved key must have the Number and Type of the specification. */
    static boolean isBinding(String line, String key) {
        return line.equals("INFO") ? BINDING_INFO.contains(key) : !STRUCTURAL_FORMAT.contains(key);
    }

    /** Makes the rule for a key without a header line. */
    FieldRule undeclared(String line, String key) {
        Reserved reserved = find(line, key);
        return reserved == null
                ? new FieldRule(key, VcfNumber.UNKNOWN, VcfType.STRING, false)
                : new FieldRule(key, reserved.number(), reserved.type(), false);
    }
}
