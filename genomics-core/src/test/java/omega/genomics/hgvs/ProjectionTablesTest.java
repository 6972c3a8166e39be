package omega.genomics.hgvs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.hgvs.HgvsVariant.Protein;
import omega.genomics.testing.Needs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares projections with biocommons' tables. */
class ProjectionTablesTest {
    private static final List<String> TABLES = List.of(
            "ADRA2B-dbSNP.tsv",
            "DNAH11-dbSNP.tsv.gz",
            "DNAH11-dbSNP-NM_001277115.tsv",
            "DNAH11-dbSNP-NM_003777.tsv",
            "FOLR3-dbSNP.tsv",
            "ORAI1-dbSNP.tsv",
            "ZCCHC3-dbSNP.tsv",
            "ext.tsv",
            "noncoding.tsv");

    private final ReferenceTables reference = reference();
    private final Map<String, HgvsTranscript> known = new HashMap<>();

    private static ReferenceTables reference() {
        return new ReferenceTables();
    }

    private HgvsTranscript transcript(String accession, String contig) {
        return known.computeIfAbsent(accession + contig, key -> reference.transcript(accession, contig));
    }

    @Test
    void positionsAreThoseOfBiocommons() {
        List<TableReport> reports = new ArrayList<>();
        for (String table : TABLES) {
            TableReport report = new TableReport("gcp/" + table + " positions");
            for (Map<String, String> row : TableReport.rows(
                    Needs.data(Path.of("hgvs/projection/gcp").resolve(table).toString()))) {
                positions(report, row);
            }
            reports.add(report);
        }
        reports.forEach(TableReport::print);
        reports.forEach(report -> report.assertNothingUnexplained(0));
    }

    private void positions(TableReport report, Map<String, String> row) {
        String g = row.get("hgvs_g");
        String c = row.get("hgvs_cn");
        if (g.isEmpty() || c.isEmpty()) {
            report.notComputable();
            return;
        }
        Nucleotide genomic = (Nucleotide) HgvsParser.parse(g);
        Nucleotide coding = (Nucleotide) HgvsParser.parse(c);
        HgvsTranscript transcript =
                transcript(coding.reference().accession(), genomic.reference().accession());
        if (transcript == null) {
            report.notComputable();
            return;
        }
        HgvsProjector projector = new HgvsProjector(transcript);
        String up = projector.toTranscript(genomic, coding.kind()).toString();
        String down = projector.toGenome(coding).toString();
        if (up.equals(coding.toString()) && down.equals(genomic.toString())) {
            report.equal();
        } else if (row.get("position_ok").equals("no")) {
            report.named("marked as wrong in the source");
        } else {
            report.unexplained(row.get("id") + " " + genomic + " " + coding + ": up " + up + ", down " + down);
        }
    }

    @Test
    void proteinsAreThoseOfBiocommons() {
        List<TableReport> reports = new ArrayList<>();
        for (String table : TABLES) {
            TableReport report = new TableReport("gcp/" + table + " proteins");
            for (Map<String, String> row : TableReport.rows(
                    Needs.data(Path.of("hgvs/projection/gcp").resolve(table).toString()))) {
                String expected = row.get("hgvs_p");
                String c = row.get("hgvs_cn");
                if (expected.isEmpty() || c.isEmpty() || !c.contains(":c.")) {
                    report.notComputable();
                    continue;
                }
                protein(report, row.get("id"), c, expected);
            }
            reports.add(report);
        }
        reports.forEach(TableReport::print);
        reports.forEach(report -> report.assertNothingUnexplained(0));
    }

    private void protein(TableReport report, String id, String c, String expected) {
        Nucleotide coding = (Nucleotide) HgvsParser.parse(c);
        HgvsTranscript transcript = transcript(coding.reference().accession(), "");
        if (transcript == null || transcript.sequence().isEmpty()) {
            report.notComputable();
            return;
        }
        Protein protein = new HgvsProjector(transcript).toProtein(coding);
        String wanted = HgvsParser.parse(expected).change();
        String found = protein.change();
        String bare = found.replaceAll("[()]", "");
        if (wanted.equals(found)
                || wanted.equals(bare)
                || wanted.replaceAll("[()]", "").equals(bare.replaceAll("Ter[0-9?]+$", ""))
                || (wanted.equals("(=)") && bare.endsWith("="))) {
            report.equal();
        } else if (c.equals("NM_001277115.1:c.6506C>A") || c.equals("NM_001277115.1:c.9640G>A")) {
            report.named("wrong in the source: the amino acid of the second allele");
        } else {
            report.unexplained(id + " " + c + " expected " + expected + ", found " + protein);
        }
    }

    @Test
    void syntheticTranscripts() {
        TableReport report = new TableReport("synthetic_cp");
        Map<String, HgvsTranscript> transcripts = new HashMap<>();
        for (Map<String, String> row : TableReport.rows(Needs.data("hgvs/projection/synthetic_cp/transcripts.tsv"))) {
            transcripts.put(
                    row.get("tx"),
                    HgvsTranscript.builder(row.get("tx"))
                            .sequence(row.get("sequence"))
                            .cds(Integer.parseInt(row.get("cds_start")) + 1, Integer.parseInt(row.get("cds_end")))
                            .build());
        }
        for (Map<String, String> row : TableReport.rows(Needs.data("hgvs/projection/synthetic_cp/cases.tsv"))) {
            Nucleotide coding = (Nucleotide) HgvsParser.parse(row.get("hgvs_c"));
            Protein protein =
                    new HgvsProjector(transcripts.get(coding.reference().accession())).toProtein(coding);
            report.compare(row.get("test") + " " + coding, row.get("hgvs_p").substring(2), protein.change());
        }
        report.assertNothingUnexplained(39);
    }

    @Test
    void positionsInThreeCoordinates() {
        TableReport report = new TableReport("positions.tsv");
        for (Map<String, String> row : TableReport.rows(Needs.data("hgvs/projection/positions.tsv"))) {
            HgvsProjector projector = new HgvsProjector(transcript(row.get("tx"), row.get("ref")));
            Nucleotide g = (Nucleotide) HgvsParser.parse(row.get("ref") + ":g." + row.get("g_interval") + "del");
            Nucleotide n = projector.toTranscript(g, HgvsKind.NONCODING);
            Nucleotide c = projector.toTranscript(g, HgvsKind.CODING);
            String expected =
                    row.get("n_interval") + "del " + row.get("c_interval") + "del " + g.change() + " " + g.change();
            report.compare(
                    g.toString(),
                    expected,
                    n.change() + " " + c.change() + " " + projector.toGenome(n).change() + " "
                            + projector.toGenome(c).change());
        }
        report.assertNothingUnexplained(18);
    }

    /** The calls of biocommons' unit tests that need no normalising; the others are compared by the tests of the normaliser. */
    @Test
    void unitPairs() {
        TableReport report = new TableReport("unit_pairs.tsv");
        for (Map<String, String> row : TableReport.rows(Needs.data("hgvs/projection/unit_pairs.tsv"))) {
            String[] steps = row.get("input").split(" > ");
            Nucleotide input = (Nucleotide) HgvsParser.parse(steps[0]);
            String expected = row.get("expected").replaceAll("\\(DNAH11\\)", "");
            String found;
            try {
                found = stepped(
                        row,
                        steps,
                        input,
                        HgvsParser.parse(row.get("expected")).reference().accession());
            } catch (HgvsException e) {
                report.notComputable();
                continue;
            }
            if (found == null) {
                report.notComputable();
            } else if (row.get("test").equals("test_oob_dup")) {
                report.named("shifted by the mapper; projections do not normalise");
            } else if (row.get("input").endsWith("g.44275011T=")) {
                report.named("the bases of NM_020745.3 are not held");
            } else {
                report.compare(row.get("test") + " " + row.get("input"), expected, found);
            }
        }
        report.assertNothingUnexplained(20);
    }

    private @Nullable String stepped(Map<String, String> row, String[] steps, Nucleotide input, String target) {
        Nucleotide variant = input;
        String transcript =
                input.kind() == HgvsKind.GENOMIC ? "" : input.reference().accession();
        List<String> calls = new ArrayList<>(List.of(steps).subList(1, steps.length));
        calls.add(row.get("call"));
        for (String call : calls) {
            String to = call.substring(call.length() - 1);
            if (to.equals("g")) {
                String wanted = target.startsWith("NC_") ? target : "";
                List<String> contigs = reference.contigs(transcript);
                String contig = wanted.isEmpty() ? contigs.isEmpty() ? "" : contigs.get(0) : wanted;
                HgvsTranscript known = reference.transcript(transcript, contig);
                if (known == null) {
                    return null;
                }
                variant = new HgvsProjector(known).toGenome(variant);
            } else if (to.equals("p")) {
                HgvsTranscript known = reference.transcript(transcript, "");
                return known == null
                        ? null
                        : new HgvsProjector(known).toProtein(variant).toString();
            } else {
                String name = target.startsWith("NP_") || !transcript.isEmpty() ? transcript : target;
                name = name.isEmpty() ? reference.transcriptOf(target) : name;
                HgvsTranscript known =
                        reference.transcript(name, variant.reference().accession());
                if (known == null) {
                    return null;
                }
                variant = new HgvsProjector(known).toTranscript(variant);
                transcript = name;
            }
        }
        return variant.toString();
    }
}
