package omega.genomics.vcf.header;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The INFO and FORMAT fields that each version of the specification reserves, as {@code ID Number Type}. */
public final class ReservedFields {
    private static final String INFO_4_0 = """
            AA 1 String; AC A Integer; AF A Float; AN 1 Integer; BQ 1 Float; CIGAR A String; DB 0 Flag; DP 1 Integer;
            END 1 Integer; H2 0 Flag; MQ 1 Float; MQ0 1 Integer; NS 1 Integer; SB . String; SOMATIC 0 Flag;
            VALIDATED 0 Flag; IMPRECISE 0 Flag; NOVEL 0 Flag; SVTYPE 1 String; SVLEN . Integer; CIPOS 2 Integer;
            CIEND 2 Integer; HOMLEN . Integer; HOMSEQ . String; BKPTID . String; MEINFO 4 String; METRANS 4 String;
            DGVID 1 String; DBVARID 1 String""";
    private static final String INFO_4_1 = """
            H3 0 Flag; 1000G 0 Flag; DBRIPID 1 String; MATEID . String; PARID 1 String; EVENT 1 String;
            CILEN 2 Integer; DPADJ . Integer; CN 1 Integer; CNADJ . Integer; CICN 2 Integer; CICNADJ . Integer""";
    private static final String INFO_4_3 = "AD R Integer; ADF R Integer; ADR R Integer; SB 4 Integer";
    private static final String INFO_4_4 = """
            SVLEN A Integer; CIPOS . Integer; CIEND . Integer; HOMLEN A Integer; HOMSEQ A String; BKPTID A String;
            MEINFO . String; METRANS . String; DGVID A String; DBVARID A String; DBRIPID A String; MATEID A String;
            PARID A String; EVENT A String; EVENTTYPE A String; CILEN . Integer; CN A Float; CICN . Float;
            SVCLAIM A String; RN A Integer; RUS . String; RUL . Integer; RUC . Float; RB . Integer; CIRUC . Float;
            CIRB . Integer; RUB . Integer""";

    private static final String FORMAT_4_0 = """
            GT 1 String; DP 1 Integer; FT 1 String; GL . Float; GQ 1 Integer; HQ 2 Integer; CN 1 Integer; CNQ 1 Float;
            CNL . Float; NQ 1 Integer; HAP 1 Integer; AHAP 1 Integer""";
    private static final String FORMAT_4_1 = """
            GL G Float; GLE . String; PL G Integer; GP G Float; PS 1 Integer; PQ 1 Integer; EC A Integer;
            MQ 1 Integer""";
    private static final String FORMAT_4_3 = """
            AD R Integer; ADF R Integer; ADR R Integer; PP G Integer; CNL G Float; CNP G Float""";
    private static final String FORMAT_4_4 = """
            CN 1 Float; CICN 2 Float; PSL P String; PSO P Integer; PSQ P Integer""";
    private static final String FORMAT_4_5 = """
            LEN 1 Integer; LA . Integer; LAA . Integer; LAD LR Integer; LADF LR Integer; LADR LR Integer;
            LEC LA Integer; LGL LG Float; LGP LG Float; LPL LG Integer; LPP LG Integer""";

    private static final String BASE_MODIFICATION =
            "(?:[0-9]+[ACGTUN]|5mC|5hmC|5fC|5caC|5hmU|5fU|5caU|6mA|8oxoG|[xX]aoN)";
    private static final Pattern FRACTION = Pattern.compile("M" + BASE_MODIFICATION);
    private static final Pattern DEPTH = Pattern.compile("(?:DP|AD)M" + BASE_MODIFICATION);

    /** Number and Type of a reserved field. */
    public record Reserved(VcfNumber number, VcfType type) {
        /** Creates a record; nothing in it may be null. */
        public Reserved {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(type, "type");
        }
    }

    private ReservedFields() {}

    public static Map<String, Reserved> info(VcfVersion version) {
        Objects.requireNonNull(version, "version");
        Map<String, Reserved> fields = new LinkedHashMap<>();
        add(fields, version, VcfVersion.V4_0, INFO_4_0);
        add(fields, version, VcfVersion.V4_1, INFO_4_1);
        add(fields, version, VcfVersion.V4_3, INFO_4_3);
        add(fields, version, VcfVersion.V4_4, INFO_4_4);
        return fields;
    }

    public static Map<String, Reserved> format(VcfVersion version) {
        Objects.requireNonNull(version, "version");
        Map<String, Reserved> fields = new LinkedHashMap<>();
        add(fields, version, VcfVersion.V4_0, FORMAT_4_0);
        add(fields, version, VcfVersion.V4_1, FORMAT_4_1);
        add(fields, version, VcfVersion.V4_3, FORMAT_4_3);
        add(fields, version, VcfVersion.V4_4, FORMAT_4_4);
        add(fields, version, VcfVersion.V4_5, FORMAT_4_5);
        return fields;
    }

    /** The base modifications of 4.5, whose ids are patterns. */
    public static Optional<Reserved> formatPattern(VcfVersion version, String id) {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(id, "id");
        if (version.isAtLeast(VcfVersion.V4_5)) {
            VcfNumber modifications = new VcfNumber(VcfNumber.Kind.M, 0);
            if (FRACTION.matcher(id).matches()) {
                return Optional.of(new Reserved(modifications, VcfType.FLOAT));
            }
            if (DEPTH.matcher(id).matches()) {
                return Optional.of(new Reserved(modifications, VcfType.INTEGER));
            }
        }
        return Optional.empty();
    }

    private static void add(Map<String, Reserved> fields, VcfVersion version, VcfVersion since, String table) {
        if (!version.isAtLeast(since)) {
            return;
        }
        for (String row : table.split(";", -1)) {
            String[] parts = row.trim().split(" ", -1);
            fields.put(
                    parts[0],
                    new Reserved(
                            VcfNumber.parse(parts[1]).orElseThrow(),
                            VcfType.parse(parts[2]).orElseThrow()));
        }
    }
}
