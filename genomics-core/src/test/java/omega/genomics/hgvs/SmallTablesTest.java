package omega.genomics.hgvs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/** Compares with short tables: VEP's terms at the borders of BRCA1, and alleles that pyhgvs shifts. */
class SmallTablesTest {
    private static final String BRCA1 = "hgvs/consequences/clinvar_brca1_opa1/";

    @Test
    void handPickedBrca1() {
        TableModels models = new TableModels();
        for (Map<String, String> row : TableReport.rows(Needs.data(BRCA1 + "models.tsv"))) {
            if (row.get("tx").equals("NM_007294.4")) {
                models.add(row, "NC_000017.10", "");
            }
        }
        ReferenceTables.fasta(Needs.data(BRCA1 + "brca1_genome.fa.gz")).values().stream()
                .filter(text -> !text.isEmpty())
                .forEach(text -> models.genome("NC_000017.10", 41_196_312, text));
        TableReport report = new TableReport("hand_picked_brca1.tsv terms");
        for (Map<String, String> row : TableReport.rows(Needs.data(BRCA1 + "hand_picked_brca1.tsv"))) {
            int position = Integer.parseInt(row.get("pos"));
            TranscriptConsequence found =
                    models.consequence(row.get("tx"), position, row.get("ref"), row.get("alt"), SeverityOrder.vep(104));
            Set<String> ours = found == null
                    ? new TreeSet<>(Set.of("intergenic_variant"))
                    : found.terms().stream().map(ConsequenceTerm::label).collect(Collectors.toCollection(TreeSet::new));
            Set<String> theirs = new TreeSet<>(List.of(row.get("so_terms").split("&", -1)));
            if (theirs.contains("5_prime_UTR_variant") && ours.stream().allMatch(term -> term.startsWith("splice_"))) {
                report.named("the table lists terms of an exon or intron for the first or last two bases of an intron");
                continue;
            }
            report.compare(position + " " + row.get("ref") + ">" + row.get("alt"), theirs.toString(), ours.toString());
        }
        report.assertNothingUnexplained(22);
    }

    @Test
    void pyhgvsShifts() {
        TableModels bases = new TableModels();
        ReferenceTables.fasta(Needs.data("hgvs/projection/pyhgvs/genes.fa.gz")).forEach((name, text) -> {
            if (text.isEmpty()) {
                return;
            }
            String contig = name.substring(0, name.indexOf(':'));
            bases.genome(contig, Integer.parseInt(name.substring(name.indexOf(':') + 1, name.indexOf('-'))), text);
        });
        for (Map<String, String> row : TableReport.rows(Needs.data("hgvs/projection/pyhgvs/windows.tsv"))) {
            bases.genome(row.get("ref"), Integer.parseInt(row.get("start")), row.get("bases"));
        }
        TableReport report = new TableReport("pyhgvs/vcf_normalize.tsv");
        HgvsNormalizer normalizer = HgvsNormalizer.of(bases);
        for (Map<String, String> row : TableReport.rows(Needs.data("hgvs/projection/pyhgvs/vcf_normalize.tsv"))) {
            String contig = row.get("chrom").equals("chr17") ? "NC_000017.10" : "NC_000007.13";
            if (row.get("alts").contains(",")
                    || row.get("ref").isEmpty()
                    || row.get("chrom").equals("chr1")) {
                report.notComputable(); // several alleles at once, no base, N
                continue;
            }
            GenomicAllele allele =
                    new GenomicAllele(contig, Integer.parseInt(row.get("pos")), row.get("ref"), row.get("alts"));
            Nucleotides moved = Nucleotides.of(normalizer, allele);
            if (row.get("justify").equals("left")) {
                GenomicAllele expected = new GenomicAllele(
                        contig, Integer.parseInt(row.get("norm_pos")), row.get("norm_ref"), row.get("norm_alts"));
                report.compare(row.toString(), expected.toString(), moved.left().toString());
            } else {
                GenomicAllele right = new GenomicAllele(
                        contig, Integer.parseInt(row.get("norm_pos")), row.get("norm_ref"), row.get("norm_alts"));
                report.compare(
                        row.toString(),
                        normalizer.toName(right).toString(),
                        moved.name().toString());
            }
        }
        report.assertNothingUnexplained(5);
    }

    private record Nucleotides(HgvsVariant.Nucleotide name, GenomicAllele left) {
        static Nucleotides of(HgvsNormalizer normalizer, GenomicAllele allele) {
            HgvsVariant.Nucleotide name = normalizer.toName(allele);
            return new Nucleotides(name, normalizer.toAllele(name));
        }
    }
}
