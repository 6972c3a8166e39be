package omega.genomics.vcf.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.consequence.Impact;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consequences and common facts are read by each source's own fields. */
class SourceProfileTest {
    private static VcfReader reader(String meta, String record) throws IOException {
        String text =
                "##fileformat=VCFv4.2\n" + meta + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n" + record + "\n";
        VcfReader reader = VcfReader.open(InputSource.of("s.vcf", text.getBytes(UTF_8)));
        assertThat(reader.advance()).isTrue();
        return reader;
    }

    private static String info(String id, String number, String type, String description) {
        return "##INFO=<ID=" + id + ",Number=" + number + ",Type=" + type + ",Description=\"" + description + "\">\n";
    }

    // ---- consequences --------------------------------------------------------------------------------------------

    @Test
    void consequencesOfVepAreTypedByTheHeadersFormat() throws IOException {
        String meta = info(
                "CSQ",
                ".",
                "String",
                "Consequence annotations from Ensembl VEP. Format: Allele|Consequence|IMPACT|SYMBOL|Gene|Feature|HGVSp");
        try (VcfReader reader = reader(
                meta,
                "1\t5\t.\tAC\tA,ACT\t.\t.\tCSQ=-|frameshift_variant&splice_region_variant|HIGH|BRCA2|ENSG1|ENST1|p.X,"
                        + "CT|intron_variant|MODIFIER||||")) {
            Consequences consequences = Consequences.of(reader.header()).orElseThrow();
            assertThat(consequences.fields()).hasSize(7).endsWith("HGVSp");
            List<Consequence> found = consequences.in(reader.record());
            assertThat(found).hasSize(2);
            assertThat(found.get(0).terms()).containsExactly("frameshift_variant", "splice_region_variant");
            assertThat(found.get(0).impact()).contains(Impact.HIGH);
            assertThat(found.get(0).symbol()).contains("BRCA2");
            assertThat(found.get(0).feature()).contains("ENST1");
            assertThat(found.get(0).hgvsProtein()).contains("p.X");
            assertThat(found.get(0).alleleNumber(reader.record())).hasValue(1);
            assertThat(found.get(1).symbol()).isEmpty();
            assertThat(found.get(1).alleleNumber(reader.record())).hasValue(2);
            assertThat(found.get(1).field("NOSUCH")).isEmpty();
        }
    }

    @Test
    void consequencesOfSnpEffAreReadByItsNames() throws IOException {
        String meta = info(
                "ANN",
                ".",
                "String",
                "Functional annotations: 'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | HGVS.c' ");
        try (VcfReader reader =
                reader(meta, "1\t5\t.\tA\tC\t.\t.\tANN=C|missense_variant|MODERATE|TP53|ENSG9|c.1A>C")) {
            Consequence found = Consequences.of(reader.header())
                    .orElseThrow()
                    .in(reader.record())
                    .get(0);
            assertThat(found.terms()).containsExactly("missense_variant");
            assertThat(found.symbol()).contains("TP53");
            assertThat(found.geneId()).contains("ENSG9");
            assertThat(found.hgvsCoding()).contains("c.1A>C");
            assertThat(found.alleleNumber(reader.record())).hasValue(1);
        }
    }

    @Test
    void aHeaderWithoutFieldNamesHasNoConsequences() throws IOException {
        try (VcfReader reader = reader(info("CSQ", ".", "String", "something"), "1\t5\t.\tA\tC\t.\t.\tCSQ=x")) {
            assertThat(Consequences.of(reader.header())).isEmpty();
        }
    }

    // ---- clinical significance -----------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            value = {
                "Pathogenic>PATHOGENIC",
                "Pathogenic/Likely_pathogenic>PATHOGENIC LIKELY_PATHOGENIC",
                "Pathogenic/Likely_pathogenic/Pathogenic,_low_penetrance>PATHOGENIC PATHOGENIC_LOW_PENETRANCE LIKELY_PATHOGENIC",
                "Conflicting_interpretations_of_pathogenicity>CONFLICTING",
                "Conflicting_classifications_of_pathogenicity|other>CONFLICTING OTHER",
                "Benign/Likely_benign|drug_response>DRUG_RESPONSE LIKELY_BENIGN BENIGN",
                "Uncertain_significance|_risk_factor>RISK_FACTOR UNCERTAIN_SIGNIFICANCE",
                "5|255>PATHOGENIC OTHER",
                "0>UNCERTAIN_SIGNIFICANCE",
                "non-pathogenic>OTHER",
                ".>''",
                "no_classification_for_the_single_variant>NOT_PROVIDED"
            })
    void significanceIsReadTokenByToken(String text, String expected) {
        Set<ClinicalSignificance> values = EnumSet.noneOf(ClinicalSignificance.class);
        for (String name : expected.split(" ", -1)) {
            if (!name.isEmpty()) {
                values.add(ClinicalSignificance.valueOf(name));
            }
        }
        assertThat(ClinicalSignificance.parse(text)).isEqualTo(values);
    }

    // ---- profiles ------------------------------------------------------------------------------------------------

    @Test
    void clinvarHasSignificanceGenesAndRsNumbers() throws IOException {
        String meta = "##source=ClinVar\n" + info("CLNSIG", ".", "String", "s") + info("GENEINFO", "1", "String", "g")
                + info("RS", ".", "String", "r") + info("AF_EXAC", "1", "Float", "f")
                + info("AF_TGP", "1", "Float", "f");
        try (VcfReader reader =
                reader(meta, "1\t5\t17\tA\tC\t.\t.\tCLNSIG=Likely_benign;GENEINFO=SDHB:6390|X:1;RS=77;AF_TGP=0.25")) {
            assertThat(SourceProfile.detect(reader.header())).isEqualTo(SourceProfile.CLINVAR);
            SourceFields fields = SourceFields.of(reader.header(), SourceProfile.CLINVAR);
            assertThat(fields.clinicalSignificance(reader.record(), 0))
                    .containsExactly(ClinicalSignificance.LIKELY_BENIGN);
            assertThat(fields.genes(reader.record())).containsExactly("SDHB", "X");
            assertThat(fields.gene(reader.record())).contains("SDHB");
            assertThat(fields.rsNumber(reader.record())).hasValue(77);
            assertThat(fields.frequency(reader.record(), 0)).hasValue(0.25);
        }
    }

    @Test
    void significanceIsThatOfEachRecordHoweverManyDifferentOnesAFileHas() throws IOException {
        List<String> words = Arrays.stream(ClinicalSignificance.values())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        Random random = new Random(3);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            texts.add(random.ints(1 + random.nextInt(i % 100 == 0 ? 200 : 3), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining("|")));
        }
        texts.addAll(List.of(".", "Pathogenic", ".", "Pathogenic", "Benign,_low_penetrance"));
        String records = texts.stream()
                .map(text -> "1\t5\t.\tA\tC\t.\t.\tCLNSIG=" + text)
                .collect(Collectors.joining("\n"));
        try (VcfReader reader = reader("##source=ClinVar\n" + info("CLNSIG", ".", "String", "s"), records)) {
            SourceFields fields = SourceFields.of(reader.header());
            for (String text : texts) {
                assertThat(fields.clinicalSignificance(reader.record(), 0))
                        .as(text)
                        .isEqualTo(ClinicalSignificance.parse(text));
                reader.advance();
            }
        }
    }

    @Test
    void oldClinvarSaysWhoseEachPartIs() throws IOException {
        String meta = info("CLNSIG", ".", "String", "s")
                + info("CLNALLE", ".", "Integer", "a")
                + info("CAF", ".", "String", "c");
        try (VcfReader reader = reader(meta, "1\t5\trs9\tA\tC,G\t.\t.\tCLNSIG=2,5|255;CLNALLE=1,2;CAF=[0.9,.,0.1]")) {
            SourceFields fields = SourceFields.of(reader.header());
            assertThat(fields.profile()).isEqualTo(SourceProfile.CLINVAR);
            assertThat(fields.clinicalSignificance(reader.record(), 0)).containsExactly(ClinicalSignificance.BENIGN);
            assertThat(fields.clinicalSignificance(reader.record(), 1))
                    .containsExactly(ClinicalSignificance.PATHOGENIC, ClinicalSignificance.OTHER);
            assertThat(fields.frequency(reader.record(), 0)).isEmpty();
            assertThat(fields.frequency(reader.record(), 1)).hasValue(0.1);
            assertThat(fields.rsNumber(reader.record())).hasValue(9);
        }
    }

    @Test
    void dbsnpsFrequenciesHaveRefInFront() throws IOException {
        String meta = "##source=dbSNP\n" + info("RS", "1", "Integer", "r") + info("FREQ", ".", "String", "f")
                + info("CLNSIG", ".", "String", "s") + info("CLNREVSTAT", ".", "String", "s");
        try (VcfReader reader = reader(
                meta,
                "NC_1\t5\trs4\tA\tC,G\t.\t.\tRS=4;CLNSIG=.,2|3,5;FREQ=1000Genomes:0.9,0.1,.|GnomAD:0.8,0.15,0.05")) {
            assertThat(SourceProfile.detect(reader.header())).isEqualTo(SourceProfile.DBSNP);
            SourceFields fields = SourceFields.of(reader.header(), SourceProfile.DBSNP);
            assertThat(fields.frequency(reader.record(), 0)).hasValue(0.1);
            assertThat(fields.frequency(reader.record(), 1)).hasValue(0.05);
            assertThat(fields.rsNumber(reader.record())).hasValue(4);
            assertThat(fields.clinicalSignificance(reader.record(), 0))
                    .containsExactly(ClinicalSignificance.LIKELY_BENIGN, ClinicalSignificance.BENIGN);
            assertThat(fields.clinicalSignificance(reader.record(), 1))
                    .containsExactly(ClinicalSignificance.PATHOGENIC);
        }
    }

    @Test
    void gnomadAnd1000GenomesHaveFrequenciesAndCounts() throws IOException {
        String common =
                info("AF", "A", "Float", "f") + info("AC", "A", "Integer", "c") + info("AN", "1", "Integer", "n");
        String vep = info("nhomalt", "A", "Integer", "h") + info("vep", ".", "String", "Format: Allele|SYMBOL");
        try (VcfReader reader = reader(common + vep, "chr1\t5\t.\tA\tC\t.\t.\tAC=3;AN=12;vep=C|KL")) {
            SourceFields fields = SourceFields.of(reader.header());
            assertThat(fields.profile()).isEqualTo(SourceProfile.GNOMAD);
            assertThat(fields.frequency(reader.record(), 0)).hasValue(0.25);
            assertThat(fields.gene(reader.record())).contains("KL");
            assertThat(fields.alleleCount(reader.record(), 0)).hasValue(3);
            assertThat(fields.alleleNumber(reader.record())).hasValue(12);
            assertThat(fields.rsNumber(reader.record())).isEmpty();
        }
        String populations = info("AFR_AF", "A", "Float", "f")
                + info("AMR_AF", "A", "Float", "f")
                + info("EUR_AF", "A", "Float", "f");
        try (VcfReader reader = reader(common + populations, "1\t5\t.\tA\tC,<CN0>\t.\t.\tAF=0.5,0.1")) {
            SourceFields fields = SourceFields.of(reader.header());
            assertThat(fields.profile()).isEqualTo(SourceProfile.THOUSAND_GENOMES);
            assertThat(fields.frequency(reader.record(), 1)).hasValue(0.1);
            assertThat(fields.genes(reader.record())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "clinvar-2015/clinvar.vcf.gz, CLINVAR",
        "dbsnp/b157_2564.vcf.gz, DBSNP",
        "1000genomes/1kg-phaseIII-v5a.20130502.genotypes.chr22-16-16.5mb.vcf.gz, THOUSAND_GENOMES",
        "platinum/PG_NA12878_hg38-chr21.vcf.gz, GENERIC"
    })
    void realFilesAreToldByTheirHeaders(String name, SourceProfile expected) throws IOException {
        try (VcfReader reader = VcfReader.open(Needs.data("vcf/" + name))) {
            SourceProfile profile = SourceProfile.detect(reader.header());
            assertThat(profile).isEqualTo(expected);
            SourceFields fields = SourceFields.of(reader.header(), profile);
            Set<Object> seen = new HashSet<>();
            for (int i = 0; i < 2000 && reader.advance(); i++) {
                if (reader.record().altCount() > 0) {
                    seen.addAll(fields.clinicalSignificance(reader.record(), 0));
                    fields.frequency(reader.record(), 0).ifPresent(f -> seen.add("f"));
                    fields.rsNumber(reader.record()).ifPresent(rs -> seen.add("rs"));
                    fields.gene(reader.record()).ifPresent(gene -> seen.add("gene"));
                }
            }
            if (profile == SourceProfile.CLINVAR) {
                assertThat(seen).contains(ClinicalSignificance.PATHOGENIC, ClinicalSignificance.BENIGN, "gene");
            }
        }
    }
}
