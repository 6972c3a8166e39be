package omega.genomics.postgres.load.variants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.table.VariantColumn;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;

class VariantPlanTest {
    private static VariantPlan plan(String declared, VariantOptions options) throws IOException {
        String text = "##fileformat=VCFv4.2\n" + declared + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
        try (VcfReader reader = VcfReader.open(InputSource.of("plan.vcf", text.getBytes(UTF_8)))) {
            return VariantPlan.of(reader.header(), options);
        }
    }

    @Test
    void saysWhichColumnsThereAreAndWhy() throws IOException {
        String csq = "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Format: Allele|Consequence|SYMBOL\">\n";
        VariantOptions options = new VariantOptions(null).with(of -> {
            of.infoKeys = Set.of("DP");
            of.duplicates = DuplicatePolicy.ALL;
            of.genotypes = true;
            of.allConsequences = true;
        });

        assertThat(plan(csq, options).columns())
                .startsWith(new VariantPlan.Column(VariantColumn.RS_NUMBER, "every file has it"))
                .contains(
                        new VariantPlan.Column(VariantColumn.ORDINAL, "repeated variants are numbered"),
                        new VariantPlan.Column(VariantColumn.GENE, "the header declares consequences"),
                        new VariantPlan.Column(VariantColumn.CONSEQUENCE, "the header declares consequences"),
                        new VariantPlan.Column(VariantColumn.INFO, "some INFO keys are kept"),
                        new VariantPlan.Column(VariantColumn.GENOTYPES, "genotypes are kept"))
                .endsWith(
                        new VariantPlan.Column(VariantColumn.CONSEQUENCE_SET, "all consequences are kept"),
                        new VariantPlan.Column(VariantColumn.CONSEQUENCE_DETAILS, "all consequences are kept"));
    }

    @Test
    void leavesOutWhatTheHeaderDoesNotPromise() throws IOException {
        VariantPlan plan = plan("", new VariantOptions(null).with(of -> of.infoKeys = Set.of()));

        assertThat(plan.names(true)).endsWith("filter").hasSize(15);
        assertThat(plan.names(false)).startsWith("chromosome").hasSize(16);
        assertThat(plan.annotator()).isSameAs(AlleleAnnotator.NONE);
    }
}
