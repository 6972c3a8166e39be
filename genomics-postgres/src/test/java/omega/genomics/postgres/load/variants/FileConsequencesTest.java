package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileConsequencesTest {
    private static final List<String> ALLELES = List.of("A", "C", "G", "T", "CA", "CAT", "-", "AT", "<DEL>", "");
    private static final List<String> TERMS = List.of(
            "intron_variant",
            "missense_variant",
            "Missense_variant&splice_region_variant",
            "stop_gained",
            "sequence_feature",
            "sequence_feature&synonymous_variant",
            "%41",
            "%73top_gained",
            "stop_gained%26intron_variant",
            "sequence%7Cfeature",
            "");
    private static final List<String> IMPACTS = List.of("HIGH", "moderate", "LOW", "", "strong");

    private final Random random = new Random(31);

    /** One walk over the bytes and one over the objects must not tell different stories of a variant. */
    @ParameterizedTest
    @CsvSource({
        "4.2, Allele|Consequence|IMPACT|SYMBOL|Gene",
        "4.2, SYMBOL|Gene|Allele|ALLELE_NUM|Consequence|IMPACT",
        "4.3, SYMBOL|Gene|Allele|ALLELE_NUM|Consequence|IMPACT",
    })
    void picksWhatIsPickedWhereTheOthersAreNotKept(String version, String fields) throws IOException {
        try (VcfReader reader = VcfReader.open(InputSource.of("made.vcf", vcf(version, fields, 8_000)))) {
            AlleleAnnotator alone = FileConsequences.of(reader.header(), false, false);
            AlleleAnnotator ofAll = FileConsequences.of(reader.header(), true, false);
            int picked = 0;
            while (reader.advance()) {
                alone.begin(reader.record());
                ofAll.begin(reader.record());
                for (int alt = 0; alt < reader.record().altCount(); alt++) {
                    List<String> expected = annotation(alone, reader, alt);
                    assertThat(annotation(ofAll, reader, alt)).isEqualTo(expected);
                    picked += expected.get(2).equals("null") ? 0 : 1;
                }
            }
            assertThat(picked).isGreaterThan(1_000);
        }
    }

    @Test
    void ofWhatIsSaidOfNoAlleleNothingIsPicked() throws IOException {
        byte[] text = vcf("4.2", "Allele|Consequence", "1\t5\t.\tC\tA\t.\t.\tCSQ=G|stop_gained");
        try (VcfReader reader = VcfReader.open(InputSource.of("made.vcf", text))) {
            AlleleAnnotator ofAll = FileConsequences.of(reader.header(), true, false);
            reader.advance();
            ofAll.begin(reader.record());
            assertThat(annotation(ofAll, reader, 0)).containsOnly("null", "of the source");
            assertThat(annotation(ofAll, reader, -1)).containsOnly("null", "of the source");
        }
    }

    private static List<String> annotation(AlleleAnnotator annotator, VcfReader reader, int alt) {
        RowAllele allele = new RowAllele();
        allele.index = alt;
        AlleleConsequences into = new AlleleConsequences();
        into.clear("of the source");
        annotator.annotate(reader.record(), allele, reader.record().end(), "1", into);
        return List.of(
                String.valueOf(into.gene),
                String.valueOf(into.geneId),
                String.valueOf(into.consequence),
                String.valueOf(into.impact));
    }

    private byte[] vcf(String version, String fields, int records) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= records; i++) {
            List<String> entries = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                entries.add(entry(fields));
            }
            String alts = List.of("A", "CA,CAT", "G,T", "C", "CT,<DEL>").get(random.nextInt(5));
            String ref = alts.startsWith("CA") || alts.startsWith("CT") ? "C" : alts.equals("C") ? "CA" : "C";
            lines.add("1\t" + i + "\t.\t" + ref + "\t" + alts + "\t.\t.\t"
                    + (entries.isEmpty() ? "." : "CSQ=" + String.join(",", entries)));
        }
        return vcf(version, fields, lines.toArray(new String[0]));
    }

    private String entry(String fields) {
        List<String> values = new ArrayList<>();
        for (String field : fields.split("\\|", -1)) {
            values.add(
                    switch (field) {
                        case "Allele" -> any(ALLELES);
                        case "ALLELE_NUM" -> any(List.of("1", "2", "", "0", "x", "12345678901"));
                        case "Consequence" -> any(TERMS);
                        case "IMPACT" -> any(IMPACTS);
                        default -> any(List.of("", "G1", "G2", "G%7C3"));
                    });
        }
        return String.join("|", values.subList(0, values.size() - (random.nextInt(8) == 0 ? 1 : 0)));
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static byte[] vcf(String version, String fields, String... lines) {
        return ("##fileformat=VCFv" + version + "\n##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Made. Format: "
                        + fields + "\">\n" + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                        + String.join("\n", lines) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
