package omega.genomics.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.postgres.query.variants.VariantStatistics;
import omega.genomics.postgres.query.variants.VariantType;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts and exports of real files, beside what {@code bcftools stats} and {@code bcftools query} say of the same files. */
@DatabaseTest
class BcftoolsAgreementTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "platinum/PG_NA12878_hg38-chr21.vcf.gz",
                "gnomad/sample.gnomad.exomes.r2.1.1.sites.chr1.vcf.gz",
                "dbsnp/b157_2564.vcf.gz",
                "1000genomes/1kg-phaseIII-v5a.20130502.genotypes.chr22-16-16.5mb.vcf.gz"
            })
    void countsAndExportsAgree(String name, TestDatabase database) throws Exception {
        Path file = Needs.data("vcf/" + name);
        Needs.program("bcftools");
        // no bundled assembly is called so: contigs keep the names of the file
        AssemblyDatabase genome = Genomes.empty(database, "real");
        genome.loadVariants(InputSource.of(file))
                .dataset(name)
                .duplicates(DuplicatePolicy.ALL)
                .run();
        genome.refreshStatistics();
        counts(file, genome.statistics().in(name).byContig());
        export(file, genome.variants().in(name));
    }

    private void counts(Path file, List<VariantStatistics> ours) throws Exception {
        String whole = run("bcftools stats " + quoted(file));
        String split = run("bcftools norm -m -any " + quoted(file) + " 2>/dev/null | bcftools stats -");
        assertThat(sum(ours, VariantStatistics::records)).isEqualTo(number(whole, "number of records:"));
        assertThat(sum(ours, VariantStatistics::multiallelicSites))
                .isEqualTo(number(whole, "number of multiallelic sites:"));
        assertThat(sum(ours, VariantStatistics::alleles)).isEqualTo(number(split, "number of records:"));
        assertThat(sum(ours, stats -> stats.types().getOrDefault(VariantType.SNV, 0L)))
                .isEqualTo(number(split, "number of SNPs:"));
        assertThat(sum(ours, stats -> stats.types().getOrDefault(VariantType.MNV, 0L)))
                .isEqualTo(number(split, "number of MNPs:"));
        // bcftools looks at the first base of each allele only, and so leaves out what split alleles have further right
        long snvs = number(split, "number of SNPs:");
        long transitions = number(split, "TSTV\t0");
        long transversions = number(split, "TSTV\t0\t\\d+");
        long leftOut = snvs - transitions - transversions;
        assertThat(sum(ours, VariantStatistics::transitions)).isBetween(transitions, transitions + leftOut);
        assertThat(sum(ours, VariantStatistics::transversions)).isBetween(transversions, transversions + leftOut);
        assertThat(sum(ours, VariantStatistics::transitions) + sum(ours, VariantStatistics::transversions))
                .isEqualTo(snvs);
    }

    private void export(Path file, VariantQueries asked) throws Exception {
        Path exported = folder.resolve("export.vcf");
        try (OutputStream out = Files.newOutputStream(exported)) {
            assertThat(asked.writeVcf(out)).isEqualTo(asked.count());
        }
        String columns = "-f '%CHROM\\t%POS\\t%ID\\t%REF\\t%ALT\\t%QUAL\\t%FILTER\\n'";
        assertThat(run("bcftools query " + columns + " " + quoted(exported) + " | LC_ALL=C sort | md5sum"))
                .isEqualTo(run("bcftools norm -m -any " + quoted(file) + " 2>/dev/null | bcftools query " + columns
                        + " - | LC_ALL=C sort | md5sum"));
    }

    private static long sum(List<VariantStatistics> all, ToLongFunction<VariantStatistics> what) {
        return all.stream().mapToLong(what).sum();
    }

    private static long number(String report, String before) {
        Matcher matcher =
                Pattern.compile("(?m)(^SN\t\\d+\t|^)" + before + "\t(\\d+)").matcher(report);
        assertThat(matcher.find()).as(before).isTrue();
        return Long.parseLong(matcher.group(2));
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private static String run(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", "set -o pipefail; " + command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command).isZero();
        return said;
    }
}
