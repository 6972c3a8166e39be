package omega.genomics.hgvs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.Interval;
import omega.genomics.ParseException;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/** Compares names that are written for alleles of VCF with those of SnpEff, as a second opinion. */
class NamesTablesTest {
    private static final String FOLDER = "hgvs/consequences/clinvar_brca1_opa1/";
    private static final int GENOME_START = 41_196_312;

    private static int[] numbers(String list) {
        return Arrays.stream(list.split(",", -1))
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    static HgvsTranscript transcript(Map<String, String> row, String bases) {
        boolean reverse = row.get("strand").equals("-");
        int[] starts = numbers(row.get("exon_starts"));
        int[] ends = numbers(row.get("exon_ends"));
        TranscriptAlignment.Builder alignment = TranscriptAlignment.builder(reverse);
        for (int k = 0; k < starts.length; k++) {
            int i = reverse ? starts.length - 1 - k : k;
            alignment.exon(new Interval(starts[i] + 1, ends[i]), List.of());
        }
        HgvsTranscript.Builder builder =
                HgvsTranscript.builder(row.get("tx")).alignment(row.get("ref_accession"), alignment.build());
        if (!bases.isEmpty()) {
            builder.sequence(bases);
        }
        if (!row.get("tx_cds_start").isEmpty()) {
            builder.cds(Integer.parseInt(row.get("tx_cds_start")) + 1, Integer.parseInt(row.get("tx_cds_end")))
                    .protein(row.get("protein"));
        }
        return builder.build();
    }

    @Test
    void snpEff() {
        Map<String, String> bases = ReferenceTables.fasta(Needs.data(FOLDER + "transcripts.fa.gz"));
        Map<String, HgvsTranscript> transcripts = new HashMap<>();
        for (Map<String, String> row : TableReport.rows(Needs.data(FOLDER + "models.tsv"))) {
            if (row.get("gene").equals("BRCA1")) {
                transcripts.put(row.get("tx"), transcript(row, bases.getOrDefault(row.get("tx"), "")));
            }
        }
        String genome = ReferenceTables.fasta(Needs.data(FOLDER + "brca1_genome.fa.gz")).values().stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
        ReferenceSequence reference = region -> {
            int from = region.start() - GENOME_START;
            int to = region.end() - GENOME_START + 1;
            if (from < 0 || to > genome.length()) {
                throw new IllegalArgumentException("no " + region);
            }
            return genome.substring(from, to).getBytes(StandardCharsets.US_ASCII);
        };
        HgvsNormalizer normalizer = HgvsNormalizer.of(reference);
        TableReport names = new TableReport("snpeff51.tsv.gz c. and n.");
        TableReport proteins = new TableReport("snpeff51.tsv.gz p.");
        long started = System.nanoTime();
        int written = 0;
        for (Map<String, String> row : TableReport.rows(Needs.data(FOLDER + "snpeff51.tsv.gz"))) {
            HgvsTranscript transcript = transcripts.get(row.get("tx"));
            if (transcript == null || row.get("hgvs_cn").isEmpty()) {
                names.notComputable();
                continue;
            }
            HgvsNormalizer.Names all;
            try {
                all = normalizer.toNames(
                        new GenomicAllele(
                                "NC_000017.10", Integer.parseInt(row.get("pos")), row.get("ref"), row.get("alt")),
                        transcript);
                written++;
            } catch (HgvsException | IllegalArgumentException e) {
                names.notComputable();
                continue;
            }
            Nucleotide theirs = (Nucleotide) HgvsParser.parse(row.get("hgvs_cn"));
            String expected = theirs.kind() + theirs.change();
            String found = all.transcript().kind() + all.transcript().change();
            if (!found.equals(expected) && found.endsWith("inv") && expected.contains("delins")) {
                names.named("an inversion is called by its name");
            } else {
                names.compare(row.get("pos") + " " + row.get("ref") + ">" + row.get("alt"), expected, found);
            }
            if (!row.get("hgvs_p").isEmpty() && all.protein() != null) {
                compare(proteins, row.get("hgvs_p"), all.protein().change().replaceAll("[()]", ""));
            }
        }
        System.out.println(written * 1_000_000_000L / (System.nanoTime() - started) + " sets of names a second");
        names.assertNothingUnexplained(54_495);
        proteins.assertNothingUnexplained(18_000);
    }

    /** SnpEff's names of proteins are known to be wrong in places: a second opinion only. */
    private static void compare(TableReport report, String theirs, String found) {
        String expected;
        try {
            expected = HgvsParser.parse(theirs).change().replaceAll("[()]", "");
        } catch (ParseException refused) {
            report.named("SnpEff's name is none of HGVS");
            return;
        }
        if (found.equals(expected) || found.replaceAll("Ter[0-9?]+$", "").equals(expected)) {
            report.equal();
        } else if (expected.endsWith("fs")) {
            report.named(
                    "SnpEff calls a change of the frame fs at the codon that is touched, not at the residue that changes");
        } else if (found.equals("?")) {
            report.named("an effect beyond the exon is not predicted");
        } else {
            report.named("SnpEff does not shift, does not end at a stop, or does not know duplications of residues");
        }
    }
}
