package omega.genomics.hgvs;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.model.GeneModel;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.Transcript;
import omega.genomics.testing.Needs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares names and terms with VEP's service (vareffect), mehari, Ensembl's own tests and VEP 76. */
class SecondOpinionTablesTest {
    private static final String FOLDER = "hgvs/consequences/";
    private static final String BRCA1 = FOLDER + "clinvar_brca1_opa1/";

    private static Set<String> terms(@Nullable TranscriptConsequence found) {
        return found == null
                ? new TreeSet<>(Set.of("intergenic_variant"))
                : found.terms().stream().map(ConsequenceTerm::label).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void vareffect() {
        Map<String, String> bases = ReferenceTables.fasta(Needs.data(FOLDER + "vareffect_transcripts.fa.gz"));
        TableReport names = new TableReport("vareffect.tsv c.");
        TableReport reverse = new TableReport("vareffect.tsv c. to VCF");
        TableReport proteins = new TableReport("vareffect.tsv p.");
        TableReport terms = new TableReport("vareffect.tsv terms");
        for (Map<String, String> row : TableReport.rows(Needs.data(FOLDER + "vareffect.tsv"))) {
            TableModels models = new TableModels();
            for (Map<String, String> tx : TableReport.rows(Needs.data(FOLDER + "vareffect_transcripts.tsv"))) {
                models.add(tx, tx.get("ref_accession"), bases.getOrDefault(tx.get("tx"), ""));
            }
            String tx = row.get("tx");
            if (!row.get("computable").equals("full") || models.transcript(tx) == null) {
                List.of(names, reverse, proteins, terms).forEach(TableReport::notComputable);
                continue;
            }
            int position = Integer.parseInt(row.get("pos"));
            String ref = row.get("ref");
            String alt = row.get("alt");
            models.state(row.get("ref_accession"), position, ref);
            String what = row.get("label") + " " + position + " " + ref + ">" + alt;
            HgvsNormalizer.Names found = models.names(tx, position, ref, alt);
            if (row.get("hgvs_c").isEmpty()) {
                names.notComputable();
                reverse.notComputable();
            } else {
                names.compare(what, row.get("hgvs_c"), found.transcript().toString());
                HgvsTranscript described = HgvsTranscript.of(
                        models.transcript(tx), row.get("ref_accession"), models, GeneticCode.STANDARD);
                Nucleotide g = new HgvsProjector(described).toGenome((Nucleotide) HgvsParser.parse(row.get("hgvs_c")));
                GenomicAllele allele = HgvsNormalizer.of(models).toAllele(g);
                GenomicAllele expected = HgvsNormalizer.of(models)
                        .toAllele(HgvsNormalizer.of(models)
                                .toName(new GenomicAllele(row.get("ref_accession"), position, ref, alt)));
                reverse.compare(what, expected.toString(), allele.toString());
            }
            String protein = row.get("vep_hgvs_p").isEmpty() ? row.get("hgvs_p") : row.get("vep_hgvs_p");
            if (protein.isEmpty()) {
                proteins.notComputable();
            } else {
                String ours = found.protein() == null
                        ? ""
                        : "p." + found.protein().change().replaceAll("[()]", "");
                if (protein.contains("delextTer") && !protein.equals(ours)) {
                    proteins.named("VEP writes delext where the stop codon is deleted");
                } else {
                    proteins.compare(what, protein, ours);
                }
            }
            String expected = row.get("vep_so_terms").isEmpty() ? row.get("so_terms") : row.get("vep_so_terms");
            if (expected.isEmpty()) {
                terms.notComputable();
            } else {
                Set<String> theirs = new TreeSet<>(List.of(expected.split("&", -1)));
                Set<String> ours = terms(models.consequence(tx, position, ref, alt, null));
                if (ours.containsAll(theirs) && !ours.equals(theirs)) {
                    terms.named("the table lists some of the terms only");
                } else if (theirs.equals(Set.of("splice_donor_variant"))
                        && row.get("exon").contains("/")) {
                    terms.named("an insertion between exon and donor is exonic, as VEP 109 has it for BRCA1");
                } else {
                    terms.compare(what, theirs.toString(), ours.toString());
                }
            }
        }
        names.assertNothingUnexplained(16);
        reverse.assertNothingUnexplained(16);
        proteins.assertNothingUnexplained(9);
        terms.assertNothingUnexplained(22);
    }

    @Test
    void mehari() {
        TableModels models = new TableModels();
        for (Map<String, String> row : TableReport.rows(Needs.data(BRCA1 + "models.tsv"))) {
            if (row.get("gene").equals("BRCA1")) {
                models.add(row, "NC_000017.10", "");
            }
        }
        ReferenceTables.fasta(Needs.data(BRCA1 + "brca1_genome.fa.gz")).values().stream()
                .filter(text -> !text.isEmpty())
                .forEach(text -> models.genome("NC_000017.10", 41_196_312, text));
        TableReport names = new TableReport("mehari.tsv g., n. and c.");
        TableReport proteins = new TableReport("mehari.tsv p.");
        TableReport terms = new TableReport("mehari.tsv terms");
        for (Map<String, String> row : TableReport.rows(Needs.data(BRCA1 + "mehari.tsv"))) {
            String tx = row.get("tx");
            int position = Integer.parseInt(row.get("pos"));
            boolean known = models.transcript(tx) != null && !row.get("ref").isEmpty();
            if (!known || models.contradicts("NC_000017.10", position, row.get("ref"))) {
                List.of(names, proteins, terms).forEach(TableReport::notComputable);
                continue;
            }
            String what = tx + " " + position + " " + row.get("ref") + ">" + row.get("alt");
            Set<String> theirs = new TreeSet<>();
            for (String term : row.get("so_terms").split("&", -1)) {
                theirs.add(term.replace("exonic_splice_region", "splice_region")
                        .replace("_exon_variant", "_variant")
                        .replace("non_coding_transcript_variant", "non_coding_transcript_exon_variant")
                        .replaceAll("^.*_intron_variant$", "intron_variant"));
            }
            Set<String> ours = terms(models.consequence(tx, position, row.get("ref"), row.get("alt"), null));
            if (theirs.equals(ours) || ours.containsAll(theirs) || theirs.containsAll(ours)) {
                if (ours.equals(theirs)) {
                    terms.equal();
                } else {
                    terms.named(
                            "mehari gives intron_variant in addition to a splice site, or another set of splice regions");
                }
            } else {
                terms.compare(what, theirs.toString(), ours.toString());
            }
            if (row.get("hgvs_c").isEmpty()) {
                names.notComputable();
                proteins.notComputable();
                continue;
            }
            HgvsNormalizer.Names found = models.names(tx, position, row.get("ref"), row.get("alt"));
            names.compare(
                    what,
                    row.get("hgvs_g") + " " + row.get("hgvs_c"),
                    "g." + found.genomic().change() + " " + found.transcript().kind()
                            + found.transcript().change());
            if (row.get("hgvs_p").isEmpty() || found.protein() == null) {
                proteins.notComputable();
            } else {
                proteins.compare(
                        what,
                        row.get("hgvs_p").replaceAll("[()]", ""),
                        "p." + found.protein().change().replaceAll("[()]", ""));
            }
        }
        names.assertNothingUnexplained(40);
        proteins.assertNothingUnexplained(33);
        terms.assertNothingUnexplained(70);
    }

    private static GeneModel ensembl75() throws IOException {
        try (GtfReader reader = GtfReader.open(Needs.data("gtf/ensembl/Homo_sapiens.GRCh37.75.gtf.gz"))) {
            return GeneModelAssembler.assemble(reader);
        }
    }

    /** Ensembl's own names; without bases only positions can be compared. */
    private static void ensembl(List<Map<String, String>> rows, GeneModel model) {
        TableReport report = new TableReport("ensembl/names.tsv c. and n.");
        for (Map<String, String> row : rows) {
            String name = row.get("hgvs_c");
            int dot = name.indexOf('.');
            Transcript transcript =
                    dot < 0 ? null : model.transcript(name.substring(0, dot)).orElse(null);
            if (transcript == null) {
                report.notComputable();
                continue;
            }
            HgvsTranscript described = HgvsTranscript.of(transcript, transcript.contig(), null, GeneticCode.STANDARD);
            HgvsProjector projector = new HgvsProjector(described);
            Nucleotide c = (Nucleotide) HgvsParser.parse(name);
            Nucleotide g = (Nucleotide) HgvsParser.parse(row.get("hgvs_g"));
            String what = row.get("mode") + " " + row.get("id") + " " + row.get("hgvs_g");
            if (row.get("mode").equals("shifted")
                    && described.alignment().orElseThrow().isReverse()) {
                report.named("shifted in opposite directions, which needs bases");
            } else if (c.edit().getClass() != g.edit().getClass()) {
                report.named("a duplication on one sequence and an insertion on the other, which needs bases");
            } else {
                Nucleotide ours = projector.toTranscript(
                        new Nucleotide(HgvsReference.of(transcript.contig()), g.kind(), g.location(), g.edit(), false));
                report.compare(what, c.kind() + c.change(), ours.kind() + ours.change());
            }
        }
        report.assertNothingUnexplained(1);
    }

    @Test
    void pyhgvs() {
        String folder = "hgvs/projection/pyhgvs/";
        TableModels models = new TableModels();
        for (Map<String, String> row : TableReport.rows(Needs.data(folder + "transcripts.tsv"))) {
            models.add(row, row.get("ref_accession"), "");
        }
        ReferenceTables.fasta(Needs.data(folder + "genes.fa.gz")).forEach((name, text) -> {
            if (!text.isEmpty()) {
                String[] place = name.split("[:-]", -1);
                models.genome(place[0], Integer.parseInt(place[1]), text.toUpperCase(Locale.ROOT));
            }
        });
        HgvsNormalizer normalizer = HgvsNormalizer.of(models);
        TableReport toVcf = new TableReport("pyhgvs/names.tsv to VCF");
        TableReport toName = new TableReport("pyhgvs/names.tsv from VCF");
        for (Map<String, String> row : TableReport.rows(Needs.data(folder + "names.tsv"))) {
            Nucleotide name = (Nucleotide) HgvsParser.parse(row.get("hgvs"));
            String tx = name.reference().accession();
            Transcript transcript = models.transcript(tx);
            boolean genomic = name.kind() == HgvsKind.GENOMIC;
            if ((transcript == null && !genomic) || row.get("alt").contains("N")) {
                toVcf.notComputable();
                toName.notComputable();
                continue;
            }
            String contig = row.get("ref_accession");
            models.state(contig, Integer.parseInt(row.get("pos")), row.get("ref"));
            GenomicAllele vcf =
                    new GenomicAllele(contig, Integer.parseInt(row.get("pos")), row.get("ref"), row.get("alt"));
            GenomicAllele aligned = normalizer.toAllele(normalizer.toName(vcf));
            Nucleotide g = genomic
                    ? new Nucleotide(HgvsReference.of(contig), name.kind(), name.location(), name.edit(), false)
                    : new HgvsProjector(HgvsTranscript.of(transcript, contig, null, GeneticCode.STANDARD))
                            .toGenome(name);
            toVcf.compare(
                    row.get("hgvs"), aligned.toString(), normalizer.toAllele(g).toString());
            if (genomic) {
                toName.notComputable();
                continue;
            }
            HgvsTranscript described = HgvsTranscript.of(transcript, contig, models, GeneticCode.STANDARD);
            toName.compare(
                    row.get("hgvs"),
                    normalizer.normalize(name, described).change(),
                    models.names(tx, vcf.position(), vcf.reference(), vcf.alternative())
                            .transcript()
                            .change());
        }
        toVcf.assertNothingUnexplained(32);
        toName.assertNothingUnexplained(28);
        TableReport positions = new TableReport("pyhgvs/positions.tsv");
        for (Map<String, String> row : TableReport.rows(Needs.data(folder + "positions.tsv"))) {
            Transcript transcript = models.transcript(row.get("tx"));
            if (transcript == null) {
                positions.notComputable();
                continue;
            }
            int coord = Integer.parseInt(row.get("coord"));
            int offset = Integer.parseInt(row.get("offset"));
            String text = (row.get("landmark").equals("cdna_stop") ? "*" : "")
                    + coord
                    + (offset == 0 ? "" : offset > 0 ? "+" + offset : "" + offset);
            HgvsProjector projector =
                    new HgvsProjector(HgvsTranscript.of(transcript, transcript.contig(), null, GeneticCode.STANDARD));
            Nucleotide g = projector.toGenome((Nucleotide) HgvsParser.parse(row.get("tx") + ":c." + text + "="));
            Nucleotide back = projector.toTranscript(g);
            positions.compare(
                    row.get("tx") + " " + text, row.get("pos") + " " + text, g.location() + " " + back.location());
        }
        positions.assertNothingUnexplained(30);
    }

    @Test
    @Tag("slow")
    void ensemblAndVep76() throws IOException {
        List<Map<String, String>> vep = TableReport.rows(Needs.data(FOLDER + "snpeff_vep76.tsv.gz"));
        List<Map<String, String>> ensembl = TableReport.rows(Needs.data("hgvs/projection/ensembl/names.tsv"));
        GeneModel model = ensembl75();
        ensembl(ensembl, model);
        TableReport names = new TableReport("snpeff_vep76.tsv.gz c. and n.");
        TableReport terms = new TableReport("snpeff_vep76.tsv.gz terms");
        Map<String, String> old = Map.of(
                "nc_transcript_variant", "non_coding_transcript_variant",
                "non_coding_exon_variant", "non_coding_transcript_exon_variant",
                "initiator_codon_variant", "start_lost");
        for (Map<String, String> row : vep) {
            Transcript transcript = model.transcript(row.get("tx")).orElse(null);
            if (transcript == null) {
                names.notComputable();
                terms.notComputable();
                continue;
            }
            TableModels models = new TableModels();
            models.add(transcript);
            int position = Integer.parseInt(row.get("pos"));
            String ref = row.get("ref").replace("-", "");
            String alt = row.get("alt").replace("-", "");
            String what = row.get("tx") + " " + position + " " + ref + ">" + alt;
            if (ref.isEmpty() || alt.isEmpty()) {
                names.notComputable();
                terms.notComputable();
                continue;
            }
            models.state(transcript.contig(), position, ref);
            if (row.get("hgvs_c").isEmpty()) {
                names.notComputable();
            } else {
                names(names, what, models, transcript, row, alt.split(",", -1));
            }
            Set<String> theirs = new TreeSet<>();
            for (String term : row.get("so_terms").split("&", -1)) {
                theirs.add(old.getOrDefault(term, term));
            }
            Set<String> ours = terms(
                    models.consequence(row.get("tx"), position, ref, alt.split(",", -1)[0], SeverityOrder.vep(104)));
            if (ours.equals(theirs)) {
                terms.equal();
                continue;
            }
            String reason = reason(theirs, ours, row);
            if (reason == null) {
                Set<String> more = new TreeSet<>(ours);
                more.removeAll(theirs);
                Set<String> less = new TreeSet<>(theirs);
                less.removeAll(ours);
                terms.unexplained(more + " not " + less + " " + what + " " + row.get("biotype"));
            } else {
                terms.named(reason);
            }
        }
        names.assertNothingUnexplained(1_900);
        terms.assertNothingUnexplained(1_050);
    }

    private static void names(
            TableReport report,
            String what,
            TableModels models,
            Transcript transcript,
            Map<String, String> row,
            String[] alts) {
        Nucleotide theirs = (Nucleotide) HgvsParser.parse(row.get("hgvs_c"));
        String expected = theirs.kind() + theirs.change();
        HgvsTranscript described = HgvsTranscript.of(transcript, transcript.contig(), models, GeneticCode.STANDARD);
        HgvsNormalizer normalizer = HgvsNormalizer.of(models).withStatedBases(HgvsNormalizer.StatedBases.REPLACE);
        if (!HgvsCheck.problems(theirs).isEmpty()) {
            report.named("VEP 76 writes the ends of a location in the wrong order");
            return;
        }
        String meant;
        try {
            meant = normalizer
                    .toAllele(new HgvsProjector(described).toGenome(theirs))
                    .toString();
        } catch (HgvsException e) {
            report.unexplained(what + " " + expected + ": " + e.getMessage());
            return;
        }
        String first = "";
        int position = Integer.parseInt(row.get("pos"));
        for (String alt : alts) {
            GenomicAllele allele = new GenomicAllele(transcript.contig(), position, row.get("ref"), alt);
            Nucleotide ours =
                    models.names(transcript.id(), position, row.get("ref"), alt).transcript();
            String found = ours.kind() + ours.change();
            first = first.isEmpty() ? found : first;
            if (found.equals(expected)) {
                report.equal();
                return;
            }
            if (normalizer.toAllele(normalizer.toName(allele)).toString().equals(meant)) {
                report.named("the same allele, which VEP 76 does not trim where a record has several, or shifts less");
                return;
            }
        }
        if (Arrays.stream(alts).anyMatch(alt -> alt.charAt(0) != row.get("ref").charAt(0)) && alts.length > 1) {
            report.named("VEP 76 takes the first base as shared by the alleles of a record, although it is not");
        } else if (expected.endsWith("dup") && first.contains("ins")) {
            report.named("the bases that are copied are not in the table");
        } else {
            report.compare(what, expected, first);
        }
    }

    private static @Nullable String reason(Set<String> theirs, Set<String> ours, Map<String, String> row) {
        Set<String> gone = Set.of("feature_truncation", "feature_elongation", "non_coding_transcript_variant");
        Set<String> coding = Set.of(
                "missense_variant",
                "synonymous_variant",
                "stop_gained",
                "stop_lost",
                "start_lost",
                "inframe_insertion",
                "inframe_deletion",
                "frameshift_variant",
                "protein_altering_variant",
                "coding_sequence_variant",
                "stop_retained_variant");
        Set<String> before = new TreeSet<>(theirs);
        Set<String> now = new TreeSet<>(ours);
        before.removeAll(gone);
        now.removeAll(gone);
        if (before.equals(now)) {
            return "VEP 76 adds feature_truncation, feature_elongation and nc_transcript_variant";
        }
        boolean codes = before.removeAll(coding);
        codes |= now.removeAll(coding);
        if (codes && before.equals(now)) {
            return "codons need bases that are not in the table, or a record has several alleles";
        }
        return row.get("alt").contains(",") ? "a record has several alleles" : null;
    }
}
