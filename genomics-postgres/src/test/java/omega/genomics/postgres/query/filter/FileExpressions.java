package omega.genomics.postgres.query.filter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import omega.genomics.ParseMode;
import omega.genomics.vcf.BrokenValues;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;

/** Expressions that suit a file, over columns, INFO keys and genotypes, with values that its records have. */
final class FileExpressions {
    private static final List<String> KINDS =
            List.of("hom", "het", "hap", "mis", "ref", "alt", "rr", "ra", "aa", "aA", "r", "a");

    private final Random random;
    private final VcfHeader header;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    FileExpressions(Path file, long seed) throws IOException {
        random = new Random(seed);
        try (VcfReader reader = VcfReader.options()
                .mode(ParseMode.LENIENT)
                .brokenValues(BrokenValues.KEEP)
                .open(file)) {
            header = reader.header();
            for (int i = 0; i < 500 && reader.advance(); i++) {
                collect(reader.record().lineBytes().toString().split("\t", -1));
            }
        }
    }

    VcfHeader header() {
        return header;
    }

    private void collect(String[] columns) {
        String[] names = {"CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER"};
        for (int i = 0; i < names.length; i++) {
            keep(names[i], columns[i]);
        }
        for (String entry : columns[7].split(";", -1)) {
            int sign = entry.indexOf('=');
            if (sign > 0) {
                keep(entry.substring(0, sign), entry.substring(sign + 1));
            }
        }
    }

    private void keep(String key, String value) {
        List<String> kept = values.computeIfAbsent(key, none -> new ArrayList<>());
        String first = value.split(",", 2)[0];
        if (kept.size() < 60 && !first.equals(".") && first.length() < 50 && !first.contains("\"")) {
            kept.add(first);
        }
    }

    private String value(String key, String ifNone) {
        List<String> kept = values.getOrDefault(key, List.of());
        return kept.isEmpty() ? ifNone : kept.get(random.nextInt(kept.size()));
    }

    private String number(String key) {
        String value = value(key, "1");
        return value.matches("-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?") ? value : "1";
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** Returns the next expression. */
    String next() {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return next() + any(" && ", " || ", " & ", " | ") + next();
        }
        if (kind == 1) {
            return "(" + next() + any(" && ", " || ") + simple() + ")";
        }
        return simple();
    }

    private String simple() {
        int kind = random.nextInt(10);
        if (kind < 3 || header.infos().isEmpty()) {
            return column();
        }
        if (kind < 5 && header.sampleCount() > 0) {
            return genotype();
        }
        if (kind == 5) {
            return computed();
        }
        List<InfoDefinition> infos = new ArrayList<>(header.infos());
        return info(infos.get(random.nextInt(infos.size())));
    }

    private String comparison() {
        return any("<", "<=", ">", ">=", "=", "!=");
    }

    private String column() {
        String equality = any("=", "!=");
        String match = any("=", "!=", "~", "!~");
        return switch (random.nextInt(12)) {
            case 0 -> "POS" + comparison() + value("POS", "100");
            case 1 -> "CHROM" + equality + '"' + value("CHROM", "1") + '"';
            case 2 -> "QUAL" + comparison() + number("QUAL");
            case 3 -> "QUAL" + equality + "\".\"";
            case 4 -> "ID" + match + '"' + any(value("ID", "rs1"), "^rs", "rs.*[13]", "1$") + '"';
            case 5 -> "ID" + equality + "\".\"";
            case 6 -> "REF" + match + '"' + any("A", "C", "AT", "^A", "[CG]$") + '"';
            case 7 -> "ALT" + match + '"' + any("A", "C", "<", "T$", "*", "A,C").replaceFirst("^\\*$", "G") + '"';
            case 8 -> "ALT" + equality + "\".\"";
            case 9 -> {
                String name = header.filters().isEmpty()
                        ? "PASS"
                        : new ArrayList<>(header.filters())
                                .get(random.nextInt(header.filters().size()))
                                .id();
                yield "FILTER" + match + '"' + any("PASS", name, ".", name + ";PASS") + '"';
            }
            case 10 -> "TYPE" + match + '"' + any("snp", "indel", "mnp", "other", "ref", "bnd", "overlap") + '"';
            default ->
                any("N_ALT", "STRLEN(REF)", "STRLEN(ALT)", "N_SAMPLES", "POS%3", "POS-1")
                        + comparison()
                        + random.nextInt(4);
        };
    }

    private String info(InfoDefinition info) {
        String key = any("", "INFO/") + info.id();
        if (header.formats().stream().anyMatch(format -> format.id().equals(info.id()))) {
            key = "INFO/" + info.id();
        }
        boolean isOne = info.number().equals(VcfNumber.ONE);
        String subscript = isOne ? "" : any("", "", "[0]", "[*]", "[1]", "[0,1]", "[1-]");
        if (info.type() == VcfType.FLAG) {
            return key + comparison() + any("0", "1");
        }
        if (info.type() == VcfType.INTEGER || info.type() == VcfType.FLOAT) {
            String number = number(info.id());
            return switch (random.nextInt(8)) {
                case 0 -> key + subscript + any("=", "!=") + "\".\"";
                case 1 -> any("MAX", "MIN", "AVG", "SUM", "COUNT") + "(" + key + ")" + comparison() + number;
                case 2 -> key + "*2" + comparison() + number;
                case 3 -> number + comparison() + key;
                default -> key + subscript + comparison() + number;
            };
        }
        String value = value(info.id(), "x");
        String part = value.substring(0, Math.min(4, value.length())).replaceAll("[^A-Za-z0-9_]", ".");
        return switch (random.nextInt(6)) {
            case 0 -> key + any("=", "!=") + "\".\"";
            case 1 -> key + subscript + any("~", "!~") + '"' + any("", "^") + part + any("", "$", "/i") + '"';
            case 2 -> key + any("=", "!=") + '"' + value + ",zzz\"";
            case 3 -> "STRLEN(" + key + ")" + comparison() + value.length();
            case 4 -> key + "~\"" + value.replaceAll("[^A-Za-z0-9_]", ".") + '"';
            default -> key + subscript + any("=", "!=") + '"' + value + '"';
        };
    }

    private String computed() {
        String key = any("AC", "AN", "AF", "MAF", "MAC", "ILEN");
        boolean isDeclared = header.infos().stream().anyMatch(info -> info.id().equals(key))
                || header.formats().stream().anyMatch(format -> format.id().equals(key));
        return (isDeclared ? "POS" : key + any("", "[0]")) + comparison() + any("0", "1", "0.3", "0.5", "2");
    }

    private String genotype() {
        if (header.formats().stream().noneMatch(format -> format.id().equals("GT"))) {
            return "N_SAMPLES>0";
        }
        String test = "GT" + any("=", "!=") + '"' + KINDS.get(random.nextInt(KINDS.size())) + '"';
        String other = "GT" + any("=", "!=") + '"' + KINDS.get(random.nextInt(KINDS.size())) + '"';
        int half = Math.max(1, header.sampleCount() / 2);
        return switch (random.nextInt(9)) {
            case 0 -> any("N_PASS", "COUNT") + "(" + test + ")" + comparison() + random.nextInt(half + 1);
            case 1 -> "F_PASS(" + test + ")" + comparison() + any("0", "0.1", "0.5", "1");
            case 2 -> "N_PASS(" + test + any(" & ", " | ") + other + ")" + comparison() + random.nextInt(half + 1);
            case 3 -> test + any(" & ", " | ", " && ", " || ") + other;
            case 4 -> "N_MISSING" + comparison() + random.nextInt(3);
            case 5 -> "F_MISSING" + comparison() + any("0", "0.1", "0.5");
            case 6 -> test.replaceFirst("GT", "GT[" + random.nextInt(header.sampleCount()) + "]");
            default -> test;
        };
    }
}
