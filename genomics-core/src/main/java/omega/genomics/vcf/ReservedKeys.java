package omega.genomics.vcf;

import java.util.HashMap;
import java.util.Map;
import omega.genomics.vcf.FieldRule.Count;
import omega.genomics.vcf.FieldRule.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the specification reserves, with their Number and Type, by the version they came with (sections 1.6.1,
 * 1.6.2, 3 and 4). The text of 4.1 and 4.2 has no table: Number and Type follow from each key's description there.
 */
final class ReservedKeys {
    /** Kind of line, key, Number, Type, first minor version, last minor version. */
    private static final String TABLE = """
            INFO AA 1 String 1 9
            INFO AC A Integer 1 9
            INFO AD R Integer 3 9
            INFO ADF R Integer 3 9
            INFO ADR R Integer 3 9
            INFO AF A Float 1 9
            INFO AN 1 Integer 1 9
            INFO BQ 1 Float 1 9
            INFO CIGAR A String 1 9
            INFO DB 0 Flag 1 9
            INFO DP 1 Integer 1 9
            INFO END 1 Integer 1 9
            INFO H2 0 Flag 1 9
            INFO H3 0 Flag 1 9
            INFO MQ 1 Float 1 9
            INFO MQ0 1 Integer 1 9
            INFO NS 1 Integer 1 9
            INFO SOMATIC 0 Flag 1 9
            INFO VALIDATED 0 Flag 1 9
            INFO 1000G 0 Flag 1 9
            FORMAT AD R Integer 3 9
            FORMAT ADF R Integer 3 9
            FORMAT ADR R Integer 3 9
            FORMAT DP 1 Integer 1 9
            FORMAT EC A Integer 1 9
            FORMAT FT 1 String 1 9
            FORMAT GL G Float 1 9
            FORMAT GLE G String 1 2
            FORMAT GP G Float 1 9
            FORMAT GQ 1 Integer 1 9
            FORMAT GT 1 String 1 9
            FORMAT HQ 2 Integer 1 9
            FORMAT MQ 1 Integer 1 9
            FORMAT PL G Integer 1 9
            FORMAT PP G Integer 3 9
            FORMAT PQ 1 Integer 1 9
            FORMAT PS 1 Integer 1 9
            FORMAT PSL P String 4 9
            FORMAT PSO P Integer 4 9
            FORMAT PSQ P Integer 4 9
            FORMAT LEN 1 Integer 5 9
            FORMAT LAA . Integer 5 9
            FORMAT LAD LR Integer 5 9
            FORMAT LADF LR Integer 5 9
            FORMAT LADR LR Integer 5 9
            FORMAT LEC LA Integer 5 9
            FORMAT LPL LG Integer 5 9
            FORMAT LPP LG Integer 5 9
            SVINFO IMPRECISE 0 Flag 1 9
            SVINFO NOVEL 0 Flag 1 9
            SVINFO SVTYPE 1 String 1 9
            SVINFO SVLEN . Integer 1 3
            SVINFO CIPOS 2 Integer 1 3
            SVINFO CIEND 2 Integer 1 3
            SVINFO HOMLEN . Integer 1 3
            SVINFO HOMSEQ . String 1 3
            SVINFO CILEN 2 Integer 1 3
            SVINFO SVLEN A Integer 4 9
            SVINFO CIPOS . Integer 4 9
            SVINFO CIEND . Integer 4 9
            SVINFO HOMLEN A Integer 4 9
            SVINFO HOMSEQ A String 4 9
            SVINFO MEINFO . String 4 9
            SVINFO METRANS . String 4 9
            SVINFO MATEID A String 4 9
            SVINFO PARID A String 4 9
            SVINFO EVENT A String 4 9
            SVINFO EVENTTYPE A String 4 9
            SVINFO CILEN . Integer 4 9
            SVINFO CN A Float 4 9
            SVINFO CICN . Float 4 9
            SVINFO SVCLAIM A String 4 9
            SVINFO RN A Integer 4 9
            SVINFO RUS . String 4 9
            SVINFO RUL . Integer 4 9
            SVINFO RUC . Float 4 9
            SVINFO RB . Integer 4 9
            SVINFO CIRUC . Float 4 9
            SVINFO CIRB . Integer 4 9
            SVINFO RUB . Integer 4 9
            SVFORMAT CN 1 Float 4 9
            SVFORMAT CICN 2 Float 4 9
            """;

    private final Map<String, FieldRule> rules = new HashMap<>();

    private ReservedKeys(int minor) {
        for (String line : TABLE.split("\n", 0)) {
            String[] part = line.split(" ", -1);
            if (minor >= Integer.parseInt(part[4]) && minor <= Integer.parseInt(part[5])) {
                Count count = FieldRule.countOf(part[2]);
                int number = count == Count.FIXED ? Integer.parseInt(part[2]) : 0;
                Kind kind = Kind.valueOf(part[3].toUpperCase(java.util.Locale.ROOT));
                rules.put(part[0] + " " + part[1], new FieldRule(part[1], count, number, kind, false));
            }
        }
    }

    static ReservedKeys of(int minor) {
        return new ReservedKeys(minor);
    }

    /** Returns the definition of a key of section 1.6, or null; {@code line} is INFO or FORMAT. */
    @Nullable
    FieldRule general(String line, String key) {
        return rules.get(line + " " + key);
    }

    /** Returns the definition of a key of sections 3 and 4 (structural variants), or null. */
    @Nullable
    FieldRule structural(String line, String key) {
        return rules.get("SV" + line + " " + key);
    }

    /** Makes the rule for a key without a header line. */
    FieldRule undeclared(String line, String key) {
        FieldRule reserved = general(line, key);
        if (reserved == null) {
            reserved = structural(line, key);
        }
        return reserved == null
                ? new FieldRule(key, Count.ANY, 0, Kind.STRING, false)
                : new FieldRule(key, reserved.count, reserved.number, reserved.kind, false);
    }
}
