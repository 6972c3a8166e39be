package omega.genomics.vcf.filter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.ParseMode;
import omega.genomics.vcf.BrokenValues;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.FieldDefinition;
import omega.genomics.vcf.header.FilterDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;

/** Expressions that suit a file: over its columns, over each key of its header, with values that its records have. */
final class GeneratedExpressions {
    static final VcfReader.Options READER =
            VcfReader.options().mode(ParseMode.LENIENT).brokenValues(BrokenValues.KEEP);

    private static final int MOST_KEYS = 12;

    private final VcfHeader header;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> expressions = new ArrayList<>();

    private GeneratedExpressions(Path file) throws IOException {
        try (VcfReader reader = READER.open(file)) {
            header = reader.header();
            int records = 0;
            while (records++ < 200 && reader.advance()) {
                collect(reader.record().lineBytes().toString().split("\t", -1));
            }
        }
    }

    static List<String> of(Path file) throws IOException {
        GeneratedExpressions generated = new GeneratedExpressions(file);
        generated.columns();
        int keys = 0;
        for (FieldDefinition field : generated.header.infos()) {
            if (keys++ < MOST_KEYS) {
                generated.info(field);
            }
        }
        keys = 0;
        for (FieldDefinition field : generated.header.formats()) {
            if (keys++ < MOST_KEYS && generated.header.sampleCount() > 0) {
                generated.format(field);
            }
        }
        if (generated.header.sampleCount() > 0) {
            generated.genotypes();
        }
        return generated.expressions;
    }

    private void collect(String[] columns) {
        String[] names = {"CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER"};
        for (int i = 0; i < names.length; i++) {
            keep(names[i], columns[i]);
        }
        for (String entry : columns[7].split(";", -1)) {
            int sign = entry.indexOf('=');
            if (sign > 0) {
                keep("INFO/" + entry.substring(0, sign), entry.substring(sign + 1));
            }
        }
        if (columns.length > 9) {
            String[] keys = columns[8].split(":", -1);
            for (int c = 9; c < Math.min(columns.length, 14); c++) {
                String[] fields = columns[c].split(":", -1);
                for (int i = 0; i < Math.min(keys.length, fields.length); i++) {
                    keep("FORMAT/" + keys[i], fields[i]);
                }
            }
        }
    }

    private void keep(String key, String value) {
        List<String> kept = values.computeIfAbsent(key, none -> new ArrayList<>());
        String first = value.split(",", 2)[0];
        if (!first.equals(".") && !first.isEmpty() && !kept.contains(first) && first.indexOf('"') < 0) {
            if (kept.size() < 30) {
                kept.add(first);
            }
        }
    }

    /** One of the values that were met, not always the first. */
    private String value(String key, String ifNone) {
        List<String> kept = values.getOrDefault(key, List.of());
        return kept.isEmpty() ? ifNone : kept.get(Math.min(kept.size() - 1, kept.size() / 2));
    }

    private String number(String key) {
        String value = value(key, "1");
        return value.matches("-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?") ? value : "1";
    }

    private void add(String... texts) {
        expressions.addAll(List.of(texts));
    }

    private void columns() {
        String position = value("POS", "100");
        String chrom = value("CHROM", "1");
        String qual = number("QUAL");
        String id = value("ID", "rs1");
        add("POS>" + position, "POS<=" + position, "POS=" + position, "POS%2=0", "POS-1>" + position);
        add("CHROM=\"" + chrom + "\"", "CHROM!=\"" + chrom + "\"", "CHROM~\"1\"");
        add("QUAL>" + qual, "QUAL<" + qual, "QUAL=" + qual, "QUAL!=" + qual, "QUAL=\".\"", "QUAL!=\".\"", "qual>=10");
        add("ID=\"" + id + "\"", "ID!=\"" + id + "\"", "ID~\"^rs\"", "ID!~\"1\"", "ID=\".\"", "ID!=\".\"");
        add("REF=\"A\"", "REF!=\"A\"", "REF~\"^A\"", "REF=\"A,C\"", "STRLEN(REF)>1", "STRLEN(REF)=STRLEN(ALT)");
        add(
                "ALT=\"T\"",
                "ALT!=\"T\"",
                "ALT~\"^T\"",
                "ALT=\".\"",
                "ALT[0]=\"G\"",
                "ALT[1]=\"G\"",
                "STRLEN(ALT)>2",
                "ALT=REF");
        for (String type : new String[] {"snp", "indel", "mnp", "other", "ref", "bnd", "overlap"}) {
            add("TYPE=\"" + type + "\"", "TYPE~\"" + type + "\"", "TYPE!=\"" + type + "\"", "TYPE!~\"" + type + "\"");
        }
        add(
                "FILTER=\"PASS\"",
                "FILTER!=\"PASS\"",
                "FILTER=\".\"",
                "FILTER!=\".\"",
                "FILTER~\"PASS\"",
                "FILTER!~\"PASS\"");
        String last = "PASS";
        int filters = 0;
        for (FilterDefinition filter : header.filters()) {
            if (filters++ < 4) {
                add(
                        "FILTER=\"" + filter.id() + "\"",
                        "FILTER~\"" + filter.id() + "\"",
                        "FILTER!~\"" + filter.id() + "\"");
                add("FILTER=\"" + filter.id() + ";" + last + "\"", "FILTER!=\"" + filter.id() + "\"");
                last = filter.id();
            }
        }
        add("N_ALT>1", "N_ALT=1", "N_SAMPLES>1", "N_MISSING>0", "F_MISSING>0.1", "F_MISSING=0");
        add("QUAL>20 && N_ALT=1", "QUAL>20 || TYPE=\"indel\"", "(QUAL>10 | POS<100) & N_ALT>1");
        if (!header.infos().stream().map(FieldDefinition::id).toList().contains("ILEN")) {
            add("ILEN>0", "ILEN<0", "ILEN=\".\"", "ABS(ILEN)>2", "MAX(ABS(ILEN))>3");
        }
        for (String computed : new String[] {"AC", "AN", "AF", "MAF", "MAC"}) {
            boolean declared = header.infos().stream()
                            .anyMatch(field -> field.id().equals(computed))
                    || header.formats().stream().anyMatch(field -> field.id().equals(computed));
            if (!declared) {
                add(computed + ">1", computed + "<0.5", computed + "[0]>0.1", computed + "[*]=0", computed + "!=1");
            }
        }
    }

    private void info(FieldDefinition field) {
        String key = "INFO/" + field.id();
        String value = value(key, "x");
        String number = number(key);
        boolean isOne = field.number().equals(VcfNumber.ONE);
        if (field.type() == VcfType.FLAG) {
            add(key + "=1", key + "=0", key + "!=1", key + "=1 && QUAL>10");
        } else if (field.type() == VcfType.INTEGER || field.type() == VcfType.FLOAT) {
            add(key + ">" + number, key + "<" + number, key + "=" + number, key + "!=" + number, key + ">=" + number);
            add(key + "=\".\"", key + "!=\".\"", key + "*2>" + number, key + "+1<=" + number, "-" + key + "<0");
            add("MAX(" + key + ")>" + number, "MIN(" + key + ")<=" + number, "AVG(" + key + ")>" + number);
            add(
                    "SUM(" + key + ")>" + number,
                    "MEDIAN(" + key + ")>=" + number,
                    "STDEV(" + key + ")>0",
                    "COUNT(" + key + ")>1");
            add("ABS(" + key + ")>" + number, number + "<" + key, key + ">" + number + " | QUAL<30");
            if (!isOne) {
                add(key + "[0]>" + number, key + "[*]>" + number, key + "[0]=" + number, key + "[0,1]<" + number);
                add(key + "[0-1]>=" + number, key + "[1-]>" + number);
            }
        } else if (value.length() < 60) {
            String part = value.substring(0, Math.min(4, value.length())).replaceAll("[^A-Za-z0-9_]", ".");
            add(
                    key + "=\"" + value + "\"",
                    key + "!=\"" + value + "\"",
                    key + "~\"" + part + "\"",
                    key + "!~\"" + part + "\"");
            add(key + "~\"" + part.toUpperCase(java.util.Locale.ROOT) + "/i\"", key + "=\".\"", key + "!=\".\"");
            add(
                    "STRLEN(" + key + ")>3",
                    "COUNT(" + key + ")>1",
                    key + "=\"" + value + ",zzz\"",
                    key + "~\"^" + part + "\"");
            if (!isOne) {
                add(key + "[0]=\"" + value + "\"", key + "[*]=\"" + value + "\"", key + "[1]~\"" + part + "\"");
            }
        }
    }

    private void format(FieldDefinition field) {
        if (field.id().equals("GT")) {
            return;
        }
        String key = "FMT/" + field.id();
        String value = value("FORMAT/" + field.id(), "x");
        String number = number("FORMAT/" + field.id());
        boolean isOne = field.number().equals(VcfNumber.ONE);
        if (field.type() == VcfType.INTEGER || field.type() == VcfType.FLOAT) {
            add(key + ">" + number, key + "<" + number, key + "=" + number, key + "!=" + number, key + "<=" + number);
            add(key + "=\".\"", key + "!=\".\"", key + "*2>" + number, key + "-1<=" + number);
            add("MAX(" + key + ")>" + number, "MIN(" + key + ")<=" + number, "AVG(" + key + ")>" + number);
            add(
                    "SUM(" + key + ")>" + number,
                    "MEDIAN(" + key + ")>=" + number,
                    "STDEV(" + key + ")>0",
                    "COUNT(" + key + ")>1");
            add("SMPL_MAX(" + key + ")>" + number, "sMIN(" + key + ")<" + number, "SMPL_SUM(" + key + ")>" + number);
            add("SMPL_AVG(" + key + ")>" + number, "sMEDIAN(" + key + ")>" + number, "sSTDEV(" + key + ")=0");
            add("N_PASS(" + key + ">" + number + ")>0", "F_PASS(" + key + "<=" + number + ")>0.5");
            add("COUNT(" + key + "=" + number + ")=1", "N_PASS(" + key + "=\".\")=0", "ABS(" + key + ")>1");
            add(
                    key + ">" + number + " && QUAL>10",
                    "QUAL>10 | " + key + ">" + number,
                    "N_PASS(QUAL>10 || " + key + ">" + number + ")>0");
            add("N_PASS(QUAL>10 | " + key + ">" + number + ")>0", "N_PASS(QUAL>10 & " + key + ">" + number + ")>0");
            add(isOne ? key + "[0]>" + number : key + "[0:0]>" + number);
            if (!isOne) {
                add(
                        key + "[:0]>" + number,
                        key + "[*:1]<" + number,
                        key + "[:0,1]=" + number,
                        key + "[:0]>" + key + "[:1]");
                add(
                        "binom(" + key + "[:0]," + key + "[:1])<0.1",
                        key + "[:0]+" + key + "[:1]>" + number,
                        key + "[:0]/" + key + "[:1]>0.5");
            }
        } else if (value.length() < 60) {
            String part = value.substring(0, Math.min(3, value.length())).replaceAll("[^A-Za-z0-9_]", ".");
            add(
                    key + "=\"" + value + "\"",
                    key + "!=\"" + value + "\"",
                    key + "~\"" + part + "\"",
                    key + "!~\"" + part + "\"");
            add("N_PASS(" + key + "=\"" + value + "\")>0");
        }
    }

    private void genotypes() {
        boolean hasGenotypes =
                header.formats().stream().anyMatch(field -> field.id().equals("GT"));
        if (!hasGenotypes) {
            return;
        }
        for (String kind :
                "hom het hap mis ref alt rr ra AR aa aA r a 0/0 0/1 0|1 1/1 1/2 . ./. .|. 0 1".split(" ", -1)) {
            add("GT=\"" + kind + "\"", "GT!=\"" + kind + "\"", "N_PASS(GT=\"" + kind + "\")>1");
        }
        add("GT~\"\\.\"", "GT!~\"\\.\"", "GT~\"1\"", "GT~\"|\"", "GT~\"^0\"", "GT[0]=\"het\"", "GT[0]!=\"ref\"");
        add("COUNT(GT=\"het\")=0", "COUNT(GT=\"alt\")>1", "F_PASS(GT=\"alt\")>=0.5", "N_PASS(GT!=\"mis\")>1");
        add("GT=\"het\" & QUAL>10", "GT=\"het\" && GT=\"hom\"", "GT=\"het\" & GT=\"hom\"", "GT=\"het\" | GT=\"alt\"");
        add(
                "N_PASS(GT=\"het\" || GT=\"hom\")>0",
                "N_PASS(GT=\"het\" | GT=\"hom\")>1",
                "N_PASS(GT=\"het\" && GT=\"alt\")>1");
        add(
                "N_PASS(GT=\"het\" & GT=\"alt\")>1",
                "GT=\"het\" & QUAL>10 && GT=\"alt\"",
                "N_PASS(QUAL>10 && GT=\"het\")>0");
    }
}
