package omega.genomics.vcf.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.RealVcfFiles;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The records that an expression selects are those of {@code bcftools view -i}. */
class BcftoolsFilterTest {
    /** Larger files are left to their own test. */
    private static final long SMALL = 400_000;

    private static final int EVERY = Integer.getInteger("genomics.filter.every", 24);

    @BeforeEach
    void needsBcftools() {
        Needs.program("bcftools");
    }

    @Test
    void selectsTheRecordsThatBcftoolsSelects() throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String name :
                List.of("bcftools/view.vcf", "bcftools/check.vcf", "cyvcf2/test.mnp.vcf", "bcftools/mpileup.2.vcf")) {
            compared += compare(Needs.data("vcf/" + name), 6, differences);
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(200);
    }

    /** Every so many generated expressions over small files that both read; {@code -Dgenomics.filter.every=1 -Dgenomics.real=all} takes all. */
    @Test
    @Tag("slow")
    void selectsTheRecordsThatBcftoolsSelectsFromManyFiles() throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Path file : RealVcfFiles.someUnder("vcf", 2)) {
            if (Files.size(file) < SMALL) {
                compared += compare(file, EVERY, differences);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(5_000 / EVERY);
    }

    /** Compares every so many expressions; returns how many. */
    private static int compare(Path file, int every, List<String> differences) throws IOException {
        List<String> all = BcftoolsFilter.selected(file, "POS>=0");
        List<String> lines = lines(file);
        if (all == null
                || lines.isEmpty()
                || !all.equals(lines.stream().map(BcftoolsFilter::firstColumns).toList())) {
            return 0; // one of both does not read it, or not all of it
        }
        List<String> expressions = GeneratedExpressions.of(file);
        int compared = 0;
        for (int i = Math.floorMod(file.getFileName().hashCode(), every); i < expressions.size(); i += every) {
            String expression = expressions.get(i);
            List<String> theirs = BcftoolsFilter.selected(file, expression);
            if (theirs == null) {
                continue; // bcftools refuses it
            }
            compared++;
            BcftoolsFilter.Selection ours = BcftoolsFilter.ours(file, expression);
            if (!ours.agreesWith(theirs) && !NamedDifferences.explain(expression, lines)) {
                differences.add(RealVcfFiles.name(file) + ": " + expression + ": "
                        + ours.lines().size() + " records, bcftools " + theirs.size()
                        + (ours.lines().size() == 1 ? " " + ours.lines() : ""));
            }
        }
        return compared;
    }

    private static List<String> lines(Path file) {
        List<String> lines = new ArrayList<>();
        try (VcfReader reader = GeneratedExpressions.READER.open(file)) {
            reader.forEach(record -> lines.add(record.toString()));
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
        return lines;
    }
}
