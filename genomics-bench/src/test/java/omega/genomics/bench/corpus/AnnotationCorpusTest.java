package omega.genomics.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The annotation counts as Ensembl 111 does, and its gene models obey GTF2.2. */
class AnnotationCorpusTest {
    private static final double SCALE = 0.01;

    @Test
    void dealsOutTheWholeCensus() {
        GenePlan plan = AnnotationCorpus.plan(111, 1);
        Map<String, Integer> chromosomes = new TreeMap<>();
        Map<String, Integer> biotypes = new TreeMap<>();
        int unnamed = 0;
        while (plan.advance()) {
            chromosomes.merge(plan.chromosome().name(), 1, Integer::sum);
            biotypes.merge(plan.biotype().name(), 1, Integer::sum);
            unnamed += plan.name() == null ? 1 : 0;
        }
        assertThat(plan.genes()).isEqualTo(63_241);
        assertThat(unnamed).isEqualTo(20_601);
        assertThat(chromosomes)
                .containsEntry("1", 5_699)
                .containsEntry("2", 4_365)
                .containsEntry("11", 3_495)
                .containsEntry("3", 3_340)
                .containsEntry("6", 3_214)
                .containsEntry("X", 2_497)
                .containsEntry("13", 1_465)
                .containsEntry("22", 1_453)
                .containsEntry("18", 1_281)
                .containsEntry("21", 904)
                .containsEntry("Y", 605)
                .containsEntry("MT", 37);
        assertThat(biotypes)
                .containsEntry("protein_coding", 20_073)
                .containsEntry("lncRNA", 19_370)
                .containsEntry("processed_pseudogene", 10_145)
                .containsEntry("unprocessed_pseudogene", 2_604)
                .containsEntry("misc_RNA", 2_217)
                .containsEntry("snRNA", 1_910)
                .containsEntry("miRNA", 1_879)
                .containsEntry("TEC", 1_054)
                .containsEntry("snoRNA", 942);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.01, 0.03})
    void hasExactlyItsShareOfTheLines(double scale) {
        assertThat(Text.lines(Corpus.ANNOTATION, scale)).hasSize((int) Math.round(3_424_902 * scale));
    }

    @Test
    void aLineIsAboutAsLongAsARealOne() {
        double mean = (double) Text.bytes(Corpus.ANNOTATION, SCALE).length
                / Text.lines(Corpus.ANNOTATION, SCALE).size();
        assertThat(mean).isBetween(400.0, 425.0);
    }

    @Test
    void theLongestGeneIsAsLongAsTheRealOne() {
        assertThat(Text.rows(Corpus.ANNOTATION, 0.02).stream()
                        .filter(row -> row[2].equals("gene"))
                        .mapToInt(row -> end(row) - start(row) + 1)
                        .max())
                .hasValue(2_473_539);
    }

    @Test
    void genesSpanTheirTranscriptsAndTranscriptsTheirParts() {
        Map<String, int[]> genes = new HashMap<>();
        Map<String, int[]> transcripts = new HashMap<>();
        for (String[] row : Text.rows(Corpus.ANNOTATION, SCALE)) {
            int[] span = {start(row), end(row)};
            assertThat(span[0]).isBetween(1, span[1]);
            if (row[2].equals("gene")) {
                assertThat(genes.put(attribute(row, "gene_id"), span)).isNull();
            } else if (row[2].equals("transcript")) {
                assertThat(transcripts.put(attribute(row, "transcript_id"), span))
                        .isNull();
                assertInside(span, genes.get(attribute(row, "gene_id")));
            } else {
                assertInside(span, transcripts.get(attribute(row, "transcript_id")));
            }
        }
        assertThat(genes).hasSize(632);
    }

    private static void assertInside(int[] part, int[] whole) {
        assertThat(part[0]).isGreaterThanOrEqualTo(whole[0]);
        assertThat(part[1]).isLessThanOrEqualTo(whole[1]);
    }

    /** Coding parts, stop codon and untranslated regions tile the exons, and every frame follows from the bases before. */
    @Test
    void codingTranscriptsHoldTogether() {
        Map<String, List<String[]>> transcripts = new LinkedHashMap<>();
        for (String[] row : Text.rows(Corpus.ANNOTATION, SCALE)) {
            if (!row[2].equals("gene")) {
                transcripts
                        .computeIfAbsent(attribute(row, "transcript_id"), id -> new ArrayList<>())
                        .add(row);
            }
        }
        int complete = 0;
        int split = 0;
        for (List<String[]> rows : transcripts.values()) {
            int coding = bases(rows, "CDS");
            if (coding == 0) {
                continue;
            }
            assertFramesFollow(rows);
            boolean start = bases(rows, "start_codon") == 3;
            boolean stop = bases(rows, "stop_codon") == 3;
            assertThat(bases(rows, "exon"))
                    .isEqualTo(coding
                            + bases(rows, "stop_codon")
                            + bases(rows, "five_prime_utr")
                            + bases(rows, "three_prime_utr"));
            if (start && stop) {
                complete++;
                assertThat(coding % 3).isZero();
            } else {
                assertThat(rows.get(0)[8]).containsAnyOf("cds_start_NF", "cds_end_NF");
            }
            split += rows.stream().filter(row -> row[2].endsWith("_codon")).count() > 2 ? 1 : 0;
        }
        assertThat(complete).isGreaterThan(500);
        assertThat(split).isPositive();
    }

    private static void assertFramesFollow(List<String[]> rows) {
        int frame = -1;
        for (String[] row : rows) {
            if (row[2].equals("CDS")) {
                if (frame >= 0) {
                    assertThat(row[7]).isEqualTo(String.valueOf(frame));
                }
                int whole = end(row) - start(row) + 1 - Integer.parseInt(row[7]);
                frame = Math.floorMod(-whole, 3);
            }
        }
    }

    private static int bases(List<String[]> rows, String type) {
        return rows.stream()
                .filter(row -> row[2].equals(type))
                .mapToInt(row -> end(row) - start(row) + 1)
                .sum();
    }

    private static int start(String[] row) {
        return Integer.parseInt(row[3]);
    }

    private static int end(String[] row) {
        return Integer.parseInt(row[4]);
    }

    private static String attribute(String[] row, String key) {
        int at = row[8].indexOf(key + " \"") + key.length() + 2;
        return row[8].substring(at, row[8].indexOf('"', at));
    }
}
