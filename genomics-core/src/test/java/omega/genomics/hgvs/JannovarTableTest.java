package omega.genomics.hgvs;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.testing.Needs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares names and terms with those that Jannovar's authors checked by hand. */
class JannovarTableTest {
    private static final String FOLDER = "hgvs/consequences/";

    /** Terms of Jannovar's own, by those of VEP; an empty one says nothing of its own. */
    private static final Map<String, String> TERMS = Map.ofEntries(
            Map.entry("coding_transcript_intron_variant", "intron_variant"),
            Map.entry("5_prime_UTR_exon_variant", "5_prime_UTR_variant"),
            Map.entry("3_prime_UTR_exon_variant", "3_prime_UTR_variant"),
            Map.entry("5_prime_UTR_intron_variant", "intron_variant"),
            Map.entry("3_prime_UTR_intron_variant", "intron_variant"),
            Map.entry("non_coding_transcript_intron_variant", "intron_variant"),
            Map.entry("frameshift_truncation", "frameshift_variant"),
            Map.entry("frameshift_elongation", "frameshift_variant"),
            Map.entry("disruptive_inframe_insertion", "inframe_insertion"),
            Map.entry("disruptive_inframe_deletion", "inframe_deletion"),
            Map.entry("direct_tandem_duplication", ""),
            Map.entry("complex_substitution", ""),
            Map.entry("feature_truncation", ""),
            Map.entry("feature_elongation", ""),
            Map.entry("internal_feature_elongation", ""),
            Map.entry("mnv", ""));

    private static TableModels models() {
        TableModels models = new TableModels();
        Map<String, String> bases = ReferenceTables.fasta(Needs.data(FOLDER + "jannovar_transcripts.fa.gz"));
        for (Map<String, String> row : TableReport.rows(Needs.data(FOLDER + "jannovar_transcripts.tsv"))) {
            models.add(row, row.get("ref_accession"), bases.getOrDefault(row.get("tx"), ""));
        }
        return models;
    }

    /** An allele of VCF: an insertion after a base gets that base. */
    private static String[] allele(TableModels models, Map<String, String> row) {
        int start = Integer.parseInt(row.get("start"));
        String ref = row.get("ref");
        String alt = row.get("alt");
        String contig = row.get("ref_accession");
        models.state(contig, start, ref);
        if (!ref.isEmpty() && !alt.isEmpty()) {
            return new String[] {String.valueOf(start), ref, alt};
        }
        int anchor = ref.isEmpty() ? start : start - 1;
        String base = String.valueOf((char) models.bases(new omega.genomics.Region(contig, anchor, anchor))[0]);
        return new String[] {String.valueOf(anchor), base + ref, base + alt};
    }

    @Test
    void namesAndTerms() {
        TableReport names = new TableReport("jannovar.tsv c. and n.");
        TableReport proteins = new TableReport("jannovar.tsv p.");
        TableReport terms = new TableReport("jannovar.tsv terms");
        for (Map<String, String> row : TableReport.rows(Needs.data(FOLDER + "jannovar.tsv"))) {
            TableModels models = models();
            String tx = row.get("tx");
            if (models.transcript(tx) == null
                    || row.get("ref_ok").equals("no")
                    || models.contradicts(
                            row.get("ref_accession"), Integer.parseInt(row.get("start")), row.get("ref"))) {
                names.notComputable();
                proteins.notComputable();
                terms.notComputable();
                continue;
            }
            String[] allele = allele(models, row);
            int position = Integer.parseInt(allele[0]);
            String what = row.get("test") + " " + tx + " " + position + " " + allele[1] + ">" + allele[2] + " "
                    + row.get("hgvs_cn");
            terms(terms, what, row, models.consequence(tx, position, allele[1], allele[2], null));
            if (row.get("hgvs_cn").equals("none") || row.get("hgvs_cn").isEmpty()) {
                names.notComputable();
                proteins.notComputable();
                continue;
            }
            HgvsNormalizer.Names found = models.names(tx, position, allele[1], allele[2]);
            names(names, what, row, found);
            proteins(proteins, what, row, found);
        }
        names.assertNothingUnexplained(203);
        proteins.assertNothingUnexplained(118);
        terms.assertNothingUnexplained(153);
    }

    private static void names(TableReport report, String what, Map<String, String> row, HgvsNormalizer.Names found) {
        String expected =
                HgvsParser.parse(row.get("axis") + "." + row.get("hgvs_cn")).change();
        String ours = found.transcript().change();
        if (!expected.equals(ours) && row.get("hgvs_cn").matches(".*\\d[+-]\\d.*") && ours.endsWith("dup")) {
            report.named("an insertion that repeats the last base of the exon is a duplication");
        } else if (!expected.equals(ours) && row.get("hgvs_cn").matches(".*\\d[+-]\\d.*del")) {
            report.named("Jannovar does not shift a deletion over the start of an exon");
        } else {
            report.compare(what, expected, ours);
        }
    }

    private static void proteins(TableReport report, String what, Map<String, String> row, HgvsNormalizer.Names found) {
        String expected = row.get("hgvs_p");
        if (expected.isEmpty() || expected.equals("none")) {
            report.notComputable();
            return;
        }
        String canonical = HgvsParser.parse("p." + expected).change();
        String ours = found.protein() == null ? "none" : found.protein().change();
        if (canonical.equals(ours)) {
            report.equal();
        } else if (expected.equals("(=)") && ours.equals("?")) {
            report.named("an intron or a UTR is p.(=) there and p.? here");
        } else if (expected.equals("(=)") && ours.endsWith("=)")) {
            report.named("a silent change is p.(=) there and names the codon here");
        } else if (expected.equals("0?") && ours.equals("Met1?")) {
            report.named("a changed start codon is p.0? there and p.Met1? here");
        } else if (expected.startsWith("(*") && ours.endsWith("extTer?)")) {
            report.named("the new stop is in the poly-A tail, which the genome does not have");
        } else if (expected.startsWith("(*") && ours.contains("fs")) {
            report.named("a deletion that begins before the stop codon and reaches beyond it is a frameshift here");
        } else if (expected.equals("?") && found.transcript().change().endsWith("dup")) {
            report.named("an insertion that may lie in the exon or in the intron is in the exon here");
        } else if (ours.equals("?") && row.get("hgvs_cn").matches(".*\\d[+-]\\d.*")) {
            report.named("a change over the end of an exon is p.? here");
        } else if (ours.contains("ins") && ours.contains("Ter")) {
            report.named("an insertion with a stop is written out to it here");
        } else {
            report.compare(what, canonical, ours);
        }
    }

    private static void terms(
            TableReport report, String what, Map<String, String> row, @Nullable TranscriptConsequence found) {
        if (row.get("so_terms").isEmpty()) {
            report.notComputable();
            return;
        }
        Set<String> expected = new TreeSet<>();
        for (String term : row.get("so_terms").split("&", -1)) {
            expected.add(TERMS.getOrDefault(term, term));
        }
        expected.remove("");
        Set<String> ours = found == null
                ? new TreeSet<>(Set.of("intergenic_variant"))
                : found.terms().stream().map(ConsequenceTerm::label).collect(Collectors.toCollection(TreeSet::new));
        if (expected.equals(ours)) {
            report.equal();
            return;
        }
        if (expected.isEmpty()) {
            report.named("Jannovar gives only terms of its own");
            return;
        }
        String reason = reason(expected, ours, row);
        if (reason == null) {
            report.compare(what, expected.toString(), ours.toString());
        } else {
            report.named(reason);
        }
    }

    /** Returns why terms differ, or null. */
    private static @Nullable String reason(Set<String> expected, Set<String> ours, Map<String, String> row) {
        Set<String> theirs = new TreeSet<>(expected);
        Set<String> reduced = new TreeSet<>(ours);
        reduced.removeAll(Set.of(
                "splice_polypyrimidine_tract_variant",
                "splice_donor_5th_base_variant",
                "splice_donor_region_variant",
                "non_coding_transcript_variant"));
        if (theirs.equals(reduced)) {
            return "Jannovar lacks the terms of parts of splice sites and of transcripts that are not coding";
        }
        boolean site = ours.contains("splice_donor_variant") || ours.contains("splice_acceptor_variant");
        if (site
                && reduced.containsAll(theirs.stream()
                        .filter(term -> term.startsWith("splice"))
                        .toList())) {
            return "Jannovar adds intron_variant to a splice site, and leaves out what else a long change touches";
        }
        if (theirs.contains("start_lost") && (ours.contains("start_lost") || ours.contains("start_retained_variant"))) {
            return "VEP's terms at the start codon: not missense, but frameshift, UTR, or retained";
        }
        if (theirs.contains("synonymous_variant") && ours.contains("stop_retained_variant")) {
            return "stop_retained_variant is the term for a silent change of the stop codon";
        }
        if (theirs.contains("stop_lost") != ours.contains("stop_lost")) {
            return "VEP's rule for stop_lost: an insertion in the stop codon, not a deletion that shifts the frame";
        }
        if (theirs.contains("stop_lost")) {
            return "VEP's terms in addition to stop_lost";
        }
        if (theirs.contains("stop_gained") && ours.contains("stop_gained")) {
            return "VEP adds frameshift_variant to stop_gained";
        }
        if (theirs.contains("stop_gained") != ours.contains("stop_gained")) {
            return "VEP's rule for stop_gained in a frameshift: within the changed codons";
        }
        boolean inserted = row.get("ref").isEmpty();
        if (inserted && theirs.stream().anyMatch(term -> term.startsWith("splice")) && ours.size() <= 2) {
            return "an insertion between exon and intron is exonic, as VEP has it";
        }
        if (theirs.contains("inframe_insertion") && ours.contains("protein_altering_variant")) {
            return "protein_altering_variant where a codon changes, too, as VEP has it";
        }
        if (theirs.contains("splice_region_variant") || theirs.contains("splice_donor_variant")) {
            return "Jannovar shifts before it looks for splice sites";
        }
        return null;
    }
}
