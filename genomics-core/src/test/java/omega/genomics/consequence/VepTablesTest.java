package omega.genomics.consequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import omega.genomics.testing.Needs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares terms, codons and amino acids with VEP 109's own answers for ClinVar's variants of BRCA1. */
class VepTablesTest {
    private static final String FOLDER = "hgvs/consequences/clinvar_brca1_opa1/";
    private static final int GENOME_START = 41_196_312;

    private static List<Map<String, String>> rows(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz")
                        ? new GZIPInputStream(Files.newInputStream(file))
                        : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().toList();
            String[] heading = lines.get(0).split("\t", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < heading.length; i++) {
                    row.put(heading[i], i < cells.length ? cells[i] : "");
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static int[] numbers(String list) {
        return Arrays.stream(list.split(",", -1))
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Makes the transcript of a row: its coding sequence there includes the stop codon. */
    private static Transcript transcript(Map<String, String> row) {
        Strand strand = row.get("strand").equals("-") ? Strand.MINUS : Strand.PLUS;
        boolean reverse = strand.isReverse();
        int[] starts = numbers(row.get("exon_starts"));
        int[] ends = numbers(row.get("exon_ends"));
        int n = starts.length;
        Transcript.Builder builder =
                Transcript.builder(row.get("tx"), row.get("gene"), "17", starts[0] + 1, ends[n - 1], strand);
        List<Interval> coding = new ArrayList<>();
        boolean isCoding = !row.get("cds_start").isEmpty();
        int from = isCoding ? Integer.parseInt(row.get("cds_start")) + 1 : Integer.MAX_VALUE;
        int to = isCoding ? Integer.parseInt(row.get("cds_end")) : 0;
        for (int k = 0; k < n; k++) {
            int i = reverse ? n - 1 - k : k;
            builder.add(Exon.builder(k + 1, starts[i] + 1, ends[i], strand).build());
            if (starts[i] + 1 <= to && from <= ends[i]) {
                coding.add(new Interval(Math.max(from, starts[i] + 1), Math.min(to, ends[i])));
            }
        }
        if (!isCoding) {
            return builder.biotype("lncRNA").build();
        }
        Interval last = coding.remove(coding.size() - 1);
        assertThat(last.length()).isGreaterThan(3);
        coding.add(reverse ? new Interval(last.start() + 3, last.end()) : new Interval(last.start(), last.end() - 3));
        Interval stop =
                reverse ? new Interval(last.start(), last.start() + 2) : new Interval(last.end() - 2, last.end());
        int[] phases = Cds.phases(0, coding.stream().mapToInt(Interval::length).toArray());
        Cds.Builder cds = Cds.builder().complete(true, true).stopCodon(List.of(stop));
        for (int i = 0; i < phases.length; i++) {
            cds.add(new CodingSegment(coding.get(i).start(), coding.get(i).end(), phases[i]));
        }
        return builder.biotype("protein_coding").add(cds.build()).build();
    }

    private static ConsequenceAnnotator annotator() throws IOException {
        List<Gene> genes = new ArrayList<>();
        for (Map<String, String> row : rows(Needs.data(FOLDER + "models.tsv"))) {
            if (row.get("gene").equals("BRCA1")) {
                Transcript transcript = transcript(row);
                genes.add(Gene.builder(
                                "BRCA1-" + transcript.id(),
                                "17",
                                transcript.start(),
                                transcript.end(),
                                transcript.strand())
                        .biotype("protein_coding")
                        .add(transcript)
                        .build());
            }
        }
        StringBuilder bases = new StringBuilder();
        try (BufferedReader fasta = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Needs.data(FOLDER + "brca1_genome.fa.gz"))),
                StandardCharsets.US_ASCII))) {
            fasta.lines().skip(1).forEach(bases::append);
        }
        ReferenceSequence genome =
                region -> bases.substring(region.start() - GENOME_START, region.end() - GENOME_START + 1)
                        .getBytes(StandardCharsets.US_ASCII);
        return ConsequenceAnnotator.builder(genes)
                .reference(genome)
                .severity(SeverityOrder.vep(109))
                .likeVep(true)
                .build();
    }

    @Test
    void termsCodonsAndAminoAcidsAreThoseOfVep() throws IOException {
        ConsequenceAnnotator annotator = annotator();
        int rows = 0;
        int computable = 0;
        int equal = 0;
        int codons = 0;
        Map<String, Integer> named = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        for (Map<String, String> row : rows(Needs.data(FOLDER + "vep109.tsv.gz"))) {
            rows++;
            int position = Integer.parseInt(row.get("pos"));
            if (position < GENOME_START || position + row.get("ref").length() > 41_277_500) {
                continue;
            }
            computable++;
            TranscriptConsequence found = of(annotator, row).orElse(null);
            Set<String> expected = new TreeSet<>(List.of(row.get("so_terms").split("&")));
            Set<String> terms = found == null
                    ? Set.of()
                    : found.terms().stream().map(ConsequenceTerm::label).collect(Collectors.toCollection(TreeSet::new));
            boolean sameCodons = found != null
                    && found.codons().orElse("").equals(row.get("codons"))
                    && found.aminoAcids().orElse("").equals(row.get("amino_acids"));
            codons += sameCodons ? 1 : 0;
            if (expected.equals(terms)) {
                equal++;
            } else {
                Set<String> more = new TreeSet<>(terms);
                more.removeAll(expected);
                Set<String> less = new TreeSet<>(expected);
                less.removeAll(terms);
                String reason = reason(row, more, less);
                if (reason == null) {
                    unexplained.add(position + " " + row.get("ref") + ">" + row.get("alt") + " " + row.get("tx")
                            + " more " + more + " less " + less);
                } else {
                    named.merge(reason, 1, Integer::sum);
                }
            }
        }
        System.out.println("vep109.tsv.gz: rows " + rows + ", computable " + computable + ", terms equal " + equal
                + ", codons and amino acids equal " + codons);
        named.forEach((reason, count) -> System.out.println("    " + count + " " + reason));
        assertThat(unexplained).isEmpty();
        assertThat(equal).isGreaterThanOrEqualTo(54_250);
        assertThat(codons).isGreaterThanOrEqualTo(54_244);
    }

    /** Annotates the allele of a row, for the transcript of the row. */
    private static Optional<TranscriptConsequence> of(ConsequenceAnnotator annotator, Map<String, String> row) {
        return annotator
                .annotate("17", Integer.parseInt(row.get("pos")), row.get("ref"), row.get("alt"))
                .flatMap(all -> all.all().stream()
                        .filter(consequence -> consequence
                                .transcript()
                                .map(Transcript::id)
                                .filter(row.get("tx")::equals)
                                .isPresent())
                        .findFirst());
    }

    /** Exon and intron numbers, and positions along the transcript and the coding sequence, each with the ends that are not in it. */
    @Test
    void numbersAndPositionsAreThoseOfVep() throws IOException {
        ConsequenceAnnotator annotator = annotator();
        int computable = 0;
        Map<String, Integer> equal = new TreeMap<>();
        Map<String, List<String>> different = new TreeMap<>();
        for (Map<String, String> row : rows(Needs.data(FOLDER + "vep109.tsv.gz"))) {
            int position = Integer.parseInt(row.get("pos"));
            if (position < GENOME_START || position + row.get("ref").length() > 41_277_500) {
                continue;
            }
            computable++;
            TranscriptConsequence found = of(annotator, row).orElseThrow();
            Map<String, String> texts = Map.of(
                    "exon", found.exonText().orElse(""),
                    "intron", found.intronText().orElse(""),
                    "cdna", found.splicedText().orElse(""),
                    "cds", found.cdsText().orElse(""));
            texts.forEach((column, text) -> {
                if (row.get(column).equals(text)) {
                    equal.merge(column, 1, Integer::sum);
                } else {
                    different
                            .computeIfAbsent(column, key -> new ArrayList<>())
                            .add(row.get("pos") + " " + shortened(row.get("ref")) + ">" + shortened(row.get("alt"))
                                    + " " + row.get("tx") + " expected \"" + row.get(column) + "\" found \"" + text
                                    + "\"");
                }
            });
        }
        System.out.println("vep109.tsv.gz: computable " + computable + ", equal " + equal);
        assertThat(different.keySet())
                .as("an insertion between exon and intron is exonic here, and in neither for VEP: %s", different)
                .containsExactly("exon");
        assertThat(different.get("exon"))
                .hasSize(35)
                .allSatisfy(row ->
                        assertThat(row).matches("\\d+ ([ACGT])>\\1[ACGT…0-9]+ .* expected \"\" found \"\\d+/\\d+\""));
    }

    private static String shortened(String bases) {
        return bases.length() > 12 ? bases.substring(0, 12) + "…" + bases.length() : bases;
    }

    /** Returns why terms differ, or null. */
    private static @Nullable String reason(Map<String, String> row, Set<String> more, Set<String> less) {
        if (less.equals(Set.of("splice_polypyrimidine_tract_variant")) && more.isEmpty()) {
            return "VEP takes an insertion at the outer end of the polypyrimidine tract as within it";
        }
        if (more.equals(Set.of("non_coding_transcript_exon_variant"))) {
            return "an insertion between exon and intron is exonic here";
        }
        if (more.equals(Set.of("start_lost"))) {
            return "VEP does not see the start codon lost by a deletion over an exon's end";
        }
        return row.get("ref").length() < row.get("alt").length()
                        && row.get("pos").equals("41258481")
                ? "VEP compares a delins base by base beyond the end of REF"
                : null;
    }
}
