package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.testing.Needs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the grammar with tables of other programs' answers. */
class GrammarTablesTest {
    private static final Path GRAMMAR = Path.of("hgvs/grammar");

    /** How a rule of biocommons' grammar becomes a whole name; those that are missing have no name of their own here. */
    private static @Nullable UnaryOperator<String> wrapped(String rule) {
        return switch (rule) {
            case "accn" -> text -> text + ":n.1A>T";
            case "gene_symbol" -> text -> "NM_000001.1(" + text + "):n.1A>T";
            case "paren_gene", "opt_gene_expr" -> text -> "NM_000001.1" + text + ":n.1A>T";
            case "aa1", "aa3", "aa13", "aa1_seq", "aa3_seq", "aa13_seq", "aat13_seq", "aat1_seq", "aat3_seq" ->
                text -> "NP_000001.1:p.Ala1_Ala2ins" + text;
            case "aat1", "aat3", "aat13", "pro_subst" -> text -> "NP_000001.1:p.Cys1" + text;
            case "aa13_fs" -> text -> "NP_000001.1:p.Ala1Glyfs" + text;
            case "aa13_ext" -> text -> "NP_000001.1:p.Ter1Glyext" + text;
            case "fs", "ext" -> text -> "NP_000001.1:p.Ter1Cys" + text;
            case "fsext_offset" -> text -> "NP_000001.1:p.Ala1GlyfsTer" + text;
            case "pro_ins" -> text -> "NP_000001.1:p.Ala1_Gly2" + text;
            case "pro_del", "pro_delins", "pro_dup", "pro_edit", "pro_ext", "pro_fs", "pro_ident" ->
                text -> "NP_000001.1:p.Ser1" + text;
            case "dna", "dna_iupac", "dna_seq" -> text -> "NM_000001.1:c.1_2ins" + text;
            case "rna", "rna_iupac", "rna_seq" -> text -> "NM_000001.1:r.1_2ins" + text;
            case "dna_con",
                    "dna_copy",
                    "dna_del",
                    "dna_delins",
                    "dna_dup",
                    "dna_edit",
                    "dna_ident",
                    "dna_inv",
                    "dna_ins",
                    "dna_subst" -> text -> "NM_000001.1:c.1_9" + text;
            case "rna_con",
                    "rna_del",
                    "rna_delins",
                    "rna_dup",
                    "rna_edit",
                    "rna_ident",
                    "rna_inv",
                    "rna_ins",
                    "rna_subst" -> text -> "NM_000001.1:r.1_9" + text;
            case "c_posedit", "n_posedit", "g_posedit", "m_posedit", "r_posedit", "p_posedit" ->
                text -> "XX_000001.1:" + rule.charAt(0) + "." + text;
            case "p_posedit_special" -> text -> "NP_000001.1:p." + text;
            case "p_interval", "p_pos", "def_p_interval", "def_p_pos" -> text -> "NP_000001.1:p." + text + "del";
            case "num" -> text -> "NM_000001.1:n." + text + "del";
            default -> {
                Matcher place = Pattern.compile("(?:def_|uncertain_)?([cgmnr])_(?:pos|interval)")
                        .matcher(rule);
                if (place.matches()) {
                    yield text -> "XX_000001.1:" + place.group(1) + "." + text + "del";
                }
                yield rule.matches("[cgmnpr]_(typed_posedit|variant|hgvs_position)|hgvs_variant|hgvs_position")
                        ? text -> text
                        : null;
            }
        };
    }

    private static @Nullable String named(String rule, String input, boolean valid) {
        if (rule.endsWith("hgvs_position") && valid && input.contains(":p.")) {
            return "a residue without a change is no protein variant";
        }
        if (rule.endsWith("hgvs_position") && !valid) {
            return "the rule is for one kind, the name of another kind is right";
        }
        if (rule.matches("[cn]_posedit") && input.equals("(1_10A>C)")) {
            return "a predicted change of DNA is read, as mutalyzer does";
        }
        if (rule.equals("p_posedit") && input.equals("(?)")) {
            return "p.(?) is read, as the recommendations write it";
        }
        if (rule.matches("def_[cnr]_pos") && input.equals("11_12")) {
            return "the rule is for one position, the name may have two";
        }
        if (rule.equals("pro_delins") && input.equals("Alafs")) {
            return "the rule is for delins, the name may be a frameshift";
        }
        if (rule.equals("num") && input.equals("0")) {
            return "there is no position 0";
        }
        if (rule.matches("aat?1?3?(_seq)?") && !valid && List.of("*", "Ter").contains(input)) {
            return "a stop is read in every list of residues";
        }
        return null;
    }

    @Test
    void biocommonsRules() {
        TableReport report = new TableReport("biocommons_rules.tsv");
        for (Map<String, String> row : TableReport.rows(
                Needs.data(GRAMMAR.resolve("biocommons_rules.tsv").toString()))) {
            String rule = row.get("rule");
            UnaryOperator<String> whole = wrapped(rule);
            if (whole == null) {
                report.notComputable();
                continue;
            }
            boolean valid = row.get("valid").equals("true");
            String input = row.get("input");
            String found = parse(whole.apply(input));
            String reason = named(rule, input, valid);
            if (valid == (found != null)) {
                String expected = row.get("expected");
                if (!valid
                        || rule.startsWith("aa")
                        || rule.equals("ext")
                        || rule.equals("fs")
                        || rule.endsWith("_offset")
                        || rule.endsWith("gene")
                        || rule.endsWith("gene_expr")
                        || rule.startsWith("aat")
                        || expected.equals("None")
                        || whole.apply(expected).equalsIgnoreCase(found)) {
                    report.equal();
                } else if (whole.apply(expected.replaceAll("(fs|ext)Ter$", "$1"))
                        .equals(found)) {
                    report.named("without its position the new stop is not written: fs, ext");
                } else if (whole.apply(input).equalsIgnoreCase(found)) {
                    report.named("a substitution is not made of a delins before it is compared with the reference");
                } else if (found.toUpperCase(Locale.ROOT).endsWith(expected.replaceAll("^.*>", "DELINS"))) {
                    report.named("a delins of one base is a substitution only after comparison with the reference");
                } else {
                    report.unexplained(rule + " " + input + ": expected " + expected + ", found " + found);
                }
            } else if (reason != null) {
                report.named(reason);
            } else {
                report.unexplained(rule + " " + input + " valid " + valid + ": " + found);
            }
        }
        report.assertNothingUnexplained(600);
    }

    private static @Nullable String parse(String text) {
        try {
            String printed = HgvsParser.parse(text).toString();
            assertThat(HgvsParser.parse(printed).toString())
                    .as("printed again: %s", text)
                    .isEqualTo(printed);
            assertThat(HgvsParser.parse(printed)).hasToString(printed);
            return printed;
        } catch (ParseException refused) {
            return null;
        }
    }

    @Test
    void mutalyzerSyntax() {
        TableReport report = new TableReport("mutalyzer_syntax.tsv");
        for (Map<String, String> row : TableReport.rows(
                Needs.data(GRAMMAR.resolve("mutalyzer_syntax.tsv").toString()))) {
            String input = row.get("input");
            boolean valid = row.get("valid").equals("true");
            String found = parse(input);
            if (valid == (found != null)) {
                report.equal();
            } else if (!valid && input.matches(".*(=/|=//|\\];\\[|\\(;\\)).*")) {
                report.named("a form of the recommendations that mutalyzer does not read");
            } else if (valid && input.contains(" ")) {
                report.named("blanks are no part of a name");
            } else if (valid && (input.contains("del[") || input.contains(">[") || input.contains("con"))) {
                report.named("a description nested in another one is an extension of mutalyzer");
            } else {
                report.unexplained(input + " valid " + valid + ": " + found);
            }
        }
        report.assertNothingUnexplained(150);
    }

    @Test
    void ferroExamples() {
        TableReport report = new TableReport("ferro_examples.tsv");
        for (Map<String, String> row : TableReport.rows(
                Needs.data(GRAMMAR.resolve("ferro_examples.tsv").toString()))) {
            String input = row.get("input");
            boolean valid = !row.get("valid").equals("false");
            String found = parse(input);
            if (valid == (found != null)) {
                report.equal();
            } else if (input.isBlank()) {
                report.named("blanks are no name");
            } else if (!valid && input.matches(".*(del|dup)\\d+$")) {
                report.named("the number of bases after del and dup is read and checked, as biocommons does");
            } else if (!valid && input.matches(".*\\(4_6\\)_246del|.*4_\\(245_246\\)del")) {
                report.named("one uncertain end is a form of biocommons and the recommendations");
            } else {
                report.unexplained(input + " valid " + valid + ": " + found);
            }
        }
        report.assertNothingUnexplained(560);
    }

    @Test
    void volume() {
        List<String> names =
                TableReport.lines(Needs.data(GRAMMAR.resolve("random-vars.gz").toString()));
        TableReport report = new TableReport("random-vars.gz");
        for (String name : names) {
            String found = parse(name);
            if (found == null) {
                report.unexplained(name);
            } else {
                String shorter = name.replaceAll("(del|dup|inv)[ACGTN0-9]+(?=$|ins)", "$1")
                        .replaceAll("[ACGT]+=$", "=");
                report.compare(name, shorter, found);
            }
        }
        report.assertNothingUnexplained(100_000);
    }

    /** Parts of names with their model: the landmarks, bases and offsets of a location, and the type of a change. */
    @Test
    void mutalyzerModels() {
        TableReport report = new TableReport("mutalyzer_models.jsonl");
        for (String line : TableReport.lines(
                Needs.data(GRAMMAR.resolve("mutalyzer_models.jsonl").toString()))) {
            String rule = Json.text(line, "rule");
            String input = Json.text(line, "input");
            boolean valid = line.contains("\"valid\": true");
            String whole = switch (rule) {
                case "reference" -> input + ":g.1del";
                case "location" -> "R:" + input + "del";
                case "length" -> "R:1_2[" + input + "]";
                case "inserted" -> "R:1_2ins" + input;
                case "variant" -> "R:" + input;
                default -> input;
            };
            String found = parse(whole);
            if (valid != (found != null)) {
                if ((input.contains(">") && input.matches(".*>(R2|\\[).*"))
                        || input.matches(
                                ".*(del10_20|dupR2:10|delinsTCTR2.*|10AE\\[5\\]|10AlaArg\\[5\\]|.*Thr1207.*)")) {
                    report.named(
                            "an extension of mutalyzer: references and locations after >, del and dup, residues without a letter");
                } else {
                    report.unexplained(rule + " " + input + " valid " + valid + ": " + found);
                }
            } else if (found == null) {
                report.equal();
            } else if (rule.equals("location")) {
                report.compare(rule + " " + input, bases(line), bases(HgvsParser.parse(whole)));
            } else if (!rule.equals("variant") && !rule.equals("description")) {
                report.equal();
            } else {
                report.compare(rule + " " + input, types(line), types(HgvsParser.parse(whole)));
            }
        }
        report.assertNothingUnexplained(100);
    }

    private static String bases(String line) {
        return Pattern.compile("\"position\": (\\d+)")
                .matcher(line)
                .results()
                .map(m -> m.group(1))
                .toList()
                .toString();
    }

    private static String bases(HgvsVariant variant) {
        HgvsLocation location = ((HgvsVariant.Nucleotide) variant).location();
        return Stream.of(location.start(), location.end())
                .filter(Objects::nonNull)
                .flatMap(bound -> bound.uncertain() ? Stream.of(bound.from(), bound.to()) : Stream.of(bound.from()))
                .filter(position -> position.base() > 0)
                .map(position -> Integer.toString(position.base()))
                .toList()
                .toString();
    }

    private static String types(String line) {
        Matcher type = Pattern.compile(
                        "\"type\": \"(substitution|deletion|duplication|insertion|deletion_insertion|inversion|conversion|repeat|equal)\"")
                .matcher(line);
        return type.find() ? type.group(1) : "";
    }

    private static String types(HgvsVariant variant) {
        HgvsVariant first =
                variant instanceof HgvsVariant.Allele allele ? allele.members().get(0) : variant;
        if (!(first instanceof HgvsVariant.Nucleotide change)) {
            return "";
        }
        NucleotideEdit edit = change.edit();
        return edit instanceof NucleotideEdit.Substitution
                ? "substitution"
                : edit instanceof NucleotideEdit.Deletion
                        ? "deletion"
                        : edit instanceof NucleotideEdit.Duplication
                                ? "duplication"
                                : edit instanceof NucleotideEdit.Insertion
                                        ? "insertion"
                                        : edit instanceof NucleotideEdit.DeletionInsertion
                                                ? "deletion_insertion"
                                                : edit instanceof NucleotideEdit.Inversion
                                                        ? "inversion"
                                                        : edit instanceof NucleotideEdit.Conversion
                                                                ? "conversion"
                                                                : edit instanceof NucleotideEdit.Repeat
                                                                        ? "repeat"
                                                                        : edit instanceof NucleotideEdit.Identity
                                                                                ? "equal"
                                                                                : "";
    }

    @Test
    void pyhgvsParts() {
        TableReport report = new TableReport("pyhgvs_parts.jsonl");
        for (String line : TableReport.lines(
                Needs.data(GRAMMAR.resolve("pyhgvs_parts.jsonl").toString()))) {
            String input = Json.text(line, "input");
            String found = parse(input);
            if (found == null && (input.contains("?fs") || !input.contains("."))) {
                report.named("an old form of a frameshift without a stop");
            } else if (found == null) {
                report.unexplained(input);
            } else {
                report.compare(
                        input,
                        input.replaceAll("(del|dup)[ACGT0-9]+(?=$|ins)", "$1").replaceAll("A=$", "="),
                        found);
            }
        }
        report.assertNothingUnexplained(30);
    }

    @Test
    void biocommonsValidator() {
        TableReport report = new TableReport("biocommons_validator.tsv");
        for (Map<String, String> row : TableReport.rows(
                Needs.data(GRAMMAR.resolve("biocommons_validator.tsv").toString()))) {
            String input = row.get("input");
            boolean valid = row.get("valid").equals("true");
            if (row.get("kind").equals("extrinsic")) {
                report.notComputable();
                continue;
            }
            List<HgvsCheck.Problem> problems = HgvsCheck.problems(HgvsParser.parse(input));
            if (valid == problems.isEmpty()) {
                report.equal();
            } else if (row.get("strict").equals("yes") && input.matches(".*(\\+2delAAGT|_\\*2687del2976)")) {
                report.named(
                        "the length of a stretch over an exon's or the coding sequence's end is known with the transcript only");
            } else if (input.startsWith("AC_01234.5:c.")) {
                report.named("an accession without a known prefix may be anything");
            } else {
                report.unexplained(input + " valid " + valid + ": " + problems);
            }
        }
        report.assertNothingUnexplained(30);
    }
}
