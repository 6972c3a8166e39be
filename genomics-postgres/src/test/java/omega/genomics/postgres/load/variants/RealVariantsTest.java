package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.contig.Contig;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files: bcftools says what rows they must give, and each of them loads or is refused with place and reason. */
@DatabaseTest
class RealVariantsTest {
    private static final String FORMAT = "%CHROM\t%POS\t%ID\t%REF\t%ALT\t%QUAL\t%FILTER\t%END\t%INFO/AC\t%INFO/DP\n";

    /** One row an ALT allele, as {@code bcftools query} tells it. */
    private record Rows(List<String> variants, long alleleCounts, long depths, double quals, long ends) {}

    private static Rows bcftools(Path file, AssemblyDatabase genome) throws IOException {
        Process process = new ProcessBuilder("bcftools", "query", "-u", "-f", FORMAT, file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> variants = new ArrayList<>();
        long alleleCounts = 0;
        long depths = 0;
        double quals = 0;
        long ends = 0;
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] columns = line.split("\t", -1);
                String contig = omega.genomics.contig.Assembly.named(genome.name())
                        .flatMap(assembly -> assembly.resolve(columns[0]))
                        .map(Contig::name)
                        .orElse(columns[0]);
                String[] alts = columns[4].split(",", -1);
                String[] counts = columns[8].split(",", -1);
                for (int i = 0; i < alts.length; i++) {
                    variants.add(String.join(
                            "|",
                            contig,
                            columns[1],
                            missing(columns[2]),
                            columns[3],
                            missing(alts[i]),
                            missing(columns[6])));
                    alleleCounts += counts.length > i && !counts[i].equals(".") ? Long.parseLong(counts[i]) : 0;
                    depths += columns[9].equals(".") ? 0 : Long.parseLong(columns[9]);
                    quals += columns[5].equals(".") ? 0 : Double.parseDouble(columns[5]);
                    ends += alts.length == 1 ? Long.parseLong(columns[7]) : 0;
                }
            }
        }
        return new Rows(variants, alleleCounts, depths, quals, ends);
    }

    private static String missing(String text) {
        return text.equals(".") ? "null" : text;
    }

    @ParameterizedTest
    @CsvSource({
        "clinvar-2015/clinvar.vcf.gz, grch37, 136095",
        "1000genomes/chr22.vcf.gz, grch37, 10376",
        "1000genomes/1kg-phaseIII-v5a.20130502.genotypes.chr22-16-16.5mb.vcf.gz, grch37, 6109",
        "platinum/PG_NA12878_hg38-chr21.vcf.gz, grch38, 65370",
        "dbsnp/b157_2564.vcf.gz, grch37, 4176",
        "gnomad/sample.gnomad.exomes.r2.1.1.sites.chr1.vcf.gz, grch37, 100",
        "gvcf/CEUTrio.20.21.gatk3.4.g.vcf.bgz, grch37, 19910"
    })
    void giveTheRowsOfBcftools(String name, String schema, long records, TestDatabase database) throws Exception {
        Path file = Needs.data("vcf/" + name);
        Needs.program("bcftools");
        AssemblyDatabase genome = Genomes.empty(database, schema);
        LoadReport report = genome.loadVariants(InputSource.of(file))
                .duplicates(DuplicatePolicy.ALL)
                .run();
        Rows expected = bcftools(file, genome);
        assertThat(report.recordsRead()).isEqualTo(records);
        assertThat(report.recordsStored()).isEqualTo(records);
        assertThat(report.rows()).isEqualTo(expected.variants().size());
        String from = " FROM " + schema + ".variants";
        assertThat(database.rows("SELECT chromosome, position, id, ref, alt, filter" + from
                        + " ORDER BY record_number, allele_index"))
                .isEqualTo(expected.variants());
        assertThat(database.value("SELECT coalesce(sum(allele_count), 0)" + from))
                .isEqualTo(Long.toString(expected.alleleCounts()));
        assertThat(database.value("SELECT coalesce(sum(depth), 0)" + from)).isEqualTo(Long.toString(expected.depths()));
        assertThat(Double.parseDouble(database.value("SELECT coalesce(sum(qual::float8), 0)" + from)))
                .isCloseTo(expected.quals(), within(1e-5 * Math.max(1, expected.quals())));
        assertThat(database.value("SELECT coalesce(sum(end_pos), 0) FROM (SELECT max(end_pos) AS end_pos" + from
                        + " GROUP BY record_number HAVING max(allele_index) <= 1) one"))
                .isEqualTo(Long.toString(expected.ends()));
        sumsAddUp(report);
    }

    private static void sumsAddUp(LoadReport report) {
        ContigCounts sum =
                report.contigs().values().stream().reduce(new ContigCounts(0, 0, 0, 0, 0), ContigCounts::plus);
        assertThat(sum)
                .isEqualTo(new ContigCounts(
                        report.recordsRead(),
                        report.recordsStored(),
                        report.duplicates(),
                        report.rejects(),
                        report.other(),
                        report.alleles()));
        assertThat(report.recordsRead())
                .isEqualTo(report.recordsStored() + report.duplicates() + report.rejects() + report.other());
        AlleleCounts alleles = report.alleles();
        assertThat(alleles.read())
                .isEqualTo(
                        alleles.stored() + alleles.merged() + alleles.dropped() + alleles.rejects() + alleles.other());
    }

    /** GRCh37's lengths in GRCh38's schema: the one mistake that no contig name gives away. */
    @Test
    void ofAnotherAssemblyAreRefused(TestDatabase database) throws Exception {
        Path file = Needs.data("vcf/clinvar-2015/clinvar.vcf.gz");
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> genome.loadVariants(InputSource.of(file)).run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("GRCh37");
    }

    // ---- every file ----------------------------------------------------------------------------------------------

    /** Every twelfth file; all of them with {@code -Dgenomics.full=true}. */
    @Test
    void loadOrAreRefusedWithTheirPlace(TestDatabase database) throws Exception {
        Path folder = Needs.data("vcf");
        AssemblyDatabase genome = Genomes.empty(database, "anything");
        int step = Boolean.getBoolean("genomics.full") ? 1 : 12;
        Map<String, Integer> outcomes = new TreeMap<>();
        List<Path> files = files(folder);
        List<String> table = new ArrayList<>();
        for (int i = 0; i < files.size(); i += step) {
            String outcome = outcome(genome, database, files.get(i));
            outcomes.merge(outcome.substring(0, outcome.indexOf(' ')), 1, Integer::sum);
            table.add(folder.relativize(files.get(i)) + "\t" + outcome);
        }
        if (step == 1) {
            System.out.println(String.join("\n", table));
        }
        System.out.println("RealVariantsTest: of " + table.size() + " files " + outcomes);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.vcf(\\.b?gz)?"))
                    .filter(file -> file.toFile().length() < 400_000)
                    .sorted()
                    .toList();
        }
    }

    private static String outcome(AssemblyDatabase genome, TestDatabase database, Path file)
            throws IOException, SQLException {
        try {
            LoadReport report = genome.loadVariants(InputSource.of(file)).run();
            sumsAddUp(report);
            assertThat(database.value("SELECT count(*) FROM anything.variants"))
                    .as("%s", file)
                    .isEqualTo(Long.toString(report.rows()));
            return "loaded " + report.recordsRead() + " records, " + report.rows() + " rows";
        } catch (ParseException bad) {
            assertThat(bad.location().source()).isEqualTo(file.toString());
            assertThat(bad.location().line()).isPositive();
            assertThat(bad.diagnostic().message()).startsWith("expected ");
            return "refused " + bad.location().line() + ": " + bad.diagnostic().field() + ": "
                    + bad.diagnostic().message();
        }
    }
}
