package omega.genomics.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated variants are sorted, agree with the genome, and count what they show. */
class VcfCorpusTest {
    @ParameterizedTest
    @CsvSource({"SITES, 0.01, 20000, chr", "GENOTYPES, 0.002, 200, ''", "CALLS, 0.005, 2000, ''"})
    void recordsAreSortedUniqueAndAgreeWithTheGenome(Corpus corpus, double scale, int records, String prefix) {
        Genome genome = new Genome(111, 1, prefix);
        List<String[]> rows = Text.rows(corpus, scale);
        assertThat(rows).hasSize(records);
        Set<String> keys = new HashSet<>();
        int contig = 0;
        int position = 0;
        for (String[] row : rows) {
            while (!genome.contigs().get(contig).name().equals(row[0])) {
                contig++;
                position = 0;
            }
            int here = Integer.parseInt(row[1]);
            assertThat(here).isGreaterThanOrEqualTo(position);
            position = here;
            for (int i = 0; i < row[3].length(); i++) {
                assertThat((byte) row[3].charAt(i))
                        .isEqualTo(genome.base(genome.contigs().get(contig), here + i));
            }
            assertThat(row[3]).matches("[ACGT]+");
            for (String alt : row[4].split(",", -1)) {
                assertThat(alt).isNotEqualTo(row[3]);
                assertThat(keys.add(row[0] + ' ' + here + ' ' + row[3] + ' ' + alt))
                        .isTrue();
            }
        }
    }

    @Test
    void sitesDeclareFortyKeysAndUseThemAll() {
        Set<String> declared = Text.lines(Corpus.SITES, 0.001).stream()
                .filter(line -> line.startsWith("##INFO"))
                .map(line -> line.substring("##INFO=<ID=".length(), line.indexOf(',')))
                .collect(Collectors.toSet());
        Set<String> used = Text.rows(Corpus.SITES, 0.001).stream()
                .flatMap(row -> Arrays.stream(row[7].split(";", -1)))
                .map(entry -> entry.split("=", -1)[0])
                .collect(Collectors.toSet());
        assertThat(declared).hasSize(40).isEqualTo(used);
    }

    @Test
    void frequencyIsCountOverTotal() {
        for (String[] row : Text.rows(Corpus.SITES, 0.002)) {
            String[] counts = info(row, "AC").split(",", -1);
            String[] frequencies = info(row, "AF").split(",", -1);
            assertThat(counts).hasSameSizeAs(row[4].split(",", -1)).hasSameSizeAs(frequencies);
            double total = Double.parseDouble(info(row, "AN"));
            for (int i = 0; i < counts.length; i++) {
                double expected = Integer.parseInt(counts[i]) / total;
                assertThat(Double.parseDouble(frequencies[i]))
                        .isCloseTo(expected, org.assertj.core.data.Offset.offset(expected * 1e-5));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"GENOTYPES, 0.001", "CALLS, 0.001"})
    void countsInInfoAreThoseOfTheGenotypes(Corpus corpus, double scale) {
        for (String[] row : Text.rows(corpus, scale)) {
            int[] counts = new int[3];
            int called = 0;
            for (int i = 9; i < row.length; i++) {
                for (String allele : row[i].split(":", -1)[0].split("[/|]", -1)) {
                    if (!allele.equals(".")) {
                        counts[Integer.parseInt(allele)]++;
                        called++;
                    }
                }
            }
            String expected = row[4].contains(",") ? counts[1] + "," + counts[2] : String.valueOf(counts[1]);
            assertThat(row[7]).isEqualTo("AC=" + expected + ";AN=" + called);
        }
    }

    @Test
    void depthsAndLikelihoodsHaveAsManyValuesAsTheirNumberSays() {
        for (String[] row : Text.rows(Corpus.CALLS, 0.001)) {
            int alleles = 1 + row[4].split(",", -1).length;
            for (int i = 9; i < row.length; i++) {
                String[] fields = row[i].split(":", -1);
                if (!fields[1].equals(".")) {
                    int[] depths = Arrays.stream(fields[1].split(",", -1))
                            .mapToInt(Integer::parseInt)
                            .toArray();
                    assertThat(depths).hasSize(alleles);
                    assertThat(Arrays.stream(depths).sum()).isEqualTo(Integer.parseInt(fields[2]));
                    assertThat(fields[4].split(",", -1)).hasSize(alleles * (alleles + 1) / 2);
                }
            }
        }
    }

    private static String info(String[] row, String key) {
        return Arrays.stream(row[7].split(";", -1))
                .filter(entry -> entry.startsWith(key + "="))
                .findFirst()
                .orElseThrow()
                .substring(key.length() + 1);
    }
}
