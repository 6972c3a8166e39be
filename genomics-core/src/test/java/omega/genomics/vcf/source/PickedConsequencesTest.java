package omega.genomics.vcf.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.SeverityOrder;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One walk over the bytes picks what a comparison of all entries as objects picks. */
class PickedConsequencesTest {
    private static final String VEP = "Allele|Consequence|IMPACT|SYMBOL|Gene|Feature";
    private static final String NUMBERED = "Consequence|Gene|Allele|EXON|IMPACT|SYMBOL|ALLELE_NUM|HGVSp";
    private static final String SNPEFF = "Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | HGVS.c";

    private static VcfReader reader(String info, String... records) throws IOException {
        String text = "##fileformat=VCFv4.3\n##INFO=<" + info + ">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                + String.join("\n", records) + "\n";
        return VcfReader.open(InputSource.of("s.vcf", text.getBytes(UTF_8)));
    }

    private static String annotation(String id, String fields) {
        return "ID=" + id + ",Number=.,Type=String,Description=\"Annotations. Format: '" + fields + "'\"";
    }

    /** Allele by allele: term, impact, symbol, gene. */
    private static List<String> picked(VcfReader reader) {
        PickedConsequences picked = PickedConsequences.of(reader.header()).orElseThrow();
        List<String> found = new ArrayList<>();
        reader.forEach(record -> {
            picked.read(record);
            for (int alt = 0; alt < record.altCount(); alt++) {
                found.add(picked.term(alt) + " " + picked.impact(alt) + " " + picked.symbol(alt) + " "
                        + picked.geneId(alt));
            }
        });
        return found;
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "A; C; C|intron_variant|MODIFIER|ONE|G1; intron_variant MODIFIER ONE G1",
                "A; C; C|intron_variant||ONE|G1,C|stop_gained|HIGH|TWO|; stop_gained HIGH TWO null",
                "A; C; C|stop_gained|LOW|ONE|G1,C|stop_gained|HIGH|TWO|G2; stop_gained LOW ONE G1",
                "A; C; C|madeup&missense_variant&splice_region_variant|||; missense_variant MODERATE null null",
                "A; C; C|madeup|HIGH|ONE|G1; null null null null",
                "A; C; G|stop_gained|HIGH|ONE|G1; null null null null",
                "A; C; C|; null null null null",
                "A; C; .; null null null null",
                "AC; A; -|stop_gained|HIGH|ONE|G1; stop_gained HIGH ONE G1",
                "A; AC; C|stop_gained|HIGH|ONE|G1; stop_gained HIGH ONE G1",
                "A; C; C|STOP_gained|high|H%2CT|G%7C; stop_gained HIGH H,T G|",
                "A; <DEL>; <DEL>|transcript_ablation|HIGH|ONE|G1; transcript_ablation HIGH ONE G1"
            })
    void theMostSevereIsPicked(String ref, String alt, String value, String expected) throws IOException {
        try (VcfReader reader =
                reader(annotation("CSQ", VEP), "1\t5\t.\t" + ref + "\t" + alt + "\t.\t.\tDP=3;CSQ=" + value + ";X=1")) {
            assertThat(picked(reader)).containsExactly(expected);
        }
    }

    @Test
    void eachAlleleHasItsOwn() throws IOException {
        try (VcfReader reader = reader(
                annotation("ANN", SNPEFF),
                "1\t5\t.\tA\tC,AT,*\t.\t.\tANN=AT|frameshift_variant|HIGH|B|2|,C|intron_variant|MODIFIER|A|1|",
                "1\t6\t.\tA\t.\t.\t.\tANN=C|intron_variant|MODIFIER|A|1|",
                "1\t7\t.\tA\tC\t.\t.\tDP=1")) {
            assertThat(picked(reader))
                    .containsExactly(
                            "intron_variant MODIFIER A 1",
                            "frameshift_variant HIGH B 2",
                            "null null null null",
                            "null null null null");
        }
    }

    @Test
    void molecularConsequencesOfClinvarCountForEveryAllele() throws IOException {
        try (VcfReader reader = reader(
                "ID=MC,Number=.,Type=String,Description=\"terms\"",
                "1\t5\t.\tA\tC,G\t.\t.\tMC=SO:0001627|intron_variant,SO:0001587|nonsense",
                "1\t6\t.\tA\tC\t.\t.\tMC=SO:0009999|madeup")) {
            assertThat(picked(reader))
                    .containsExactly("stop_gained HIGH null null", "stop_gained HIGH null null", "null null null null");
        }
    }

    // ---- the slow way --------------------------------------------------------------------------------------------

    private static List<String> slowly(VcfReader reader) {
        Consequences consequences = Consequences.of(reader.header()).orElseThrow();
        List<String> found = new ArrayList<>();
        reader.forEach(record -> {
            for (int alt = 0; alt < record.altCount(); alt++) {
                found.add(worst(consequences.in(record), record, alt)
                        .map(PickedConsequencesTest::text)
                        .orElse("null null null null"));
            }
        });
        return found;
    }

    private static Optional<Consequence> worst(List<Consequence> all, VcfRecord record, int alt) {
        return all.stream()
                .filter(consequence -> !consequence.knownTerms().isEmpty()
                        && consequence.alleleNumber(record).orElse(0) == alt + 1)
                .min((a, b) -> SeverityOrder.latest().compare(term(a), term(b)));
    }

    private static ConsequenceTerm term(Consequence consequence) {
        return SeverityOrder.latest().mostSevere(consequence.knownTerms());
    }

    private static String text(Consequence consequence) {
        return term(consequence) + " "
                + consequence.impact().orElse(term(consequence).impact()) + " "
                + consequence.symbol().orElse(null) + " " + consequence.geneId().orElse(null);
    }

    @Test
    void walkingAndComparingAgreeOnRandomAnnotations() throws IOException {
        Random random = new Random(5);
        List<String> labels = new ArrayList<>(List.of("", "madeup", ".", "INTRON_variant"));
        Stream.of(ConsequenceTerm.values()).forEach(term -> labels.add(term.label()));
        List<String> alleles = List.of("C", "G", "AT", "ATT", "A", "-", "T", "TT", "<DEL>", "");
        for (String fields : List.of(VEP, NUMBERED, SNPEFF)) {
            String[] names = fields.split(" ?\\| ?", -1);
            List<String> records = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                StringBuilder alts = new StringBuilder();
                int many = random.nextInt(20) == 0 ? 16 : 1;
                for (int n = many + random.nextInt(3); n > 0; n--) {
                    alts.append(alts.isEmpty() ? "" : ",").append(alleles.get(random.nextInt(4)));
                }
                StringBuilder entries = new StringBuilder();
                for (int n = many + random.nextInt(6); n > 0; n--) {
                    entries.append(entries.isEmpty() ? "" : ",");
                    for (int column = 0; column < names.length - random.nextInt(2); column++) {
                        entries.append(column == 0 ? "" : "|")
                                .append(
                                        switch (names[column]) {
                                            case "Allele" -> alleles.get(random.nextInt(alleles.size()));
                                            case "ALLELE_NUM" ->
                                                List.of("1", "2", "3", "9", "", "x")
                                                        .get(random.nextInt(6));
                                            case "Consequence", "Annotation" ->
                                                labels.get(random.nextInt(labels.size()))
                                                        + (random.nextBoolean()
                                                                ? ""
                                                                : "&" + labels.get(random.nextInt(labels.size())));
                                            case "IMPACT", "Annotation_Impact" ->
                                                List.of("HIGH", "low", "", "?").get(random.nextInt(4));
                                            default ->
                                                random.nextBoolean()
                                                        ? ""
                                                        : names[column].charAt(0) + "" + random.nextInt(5);
                                        });
                    }
                }
                records.add("1\t" + (i + 1) + "\t.\tA\t" + alts + "\t.\t.\tX=1;CSQ=" + entries);
            }
            String[] lines = records.toArray(String[]::new);
            try (VcfReader fast = reader(annotation("CSQ", fields), lines);
                    VcfReader slow = reader(annotation("CSQ", fields), lines);
                    VcfReader genes = reader(annotation("CSQ", fields), lines)) {
                assertThat(picked(fast)).isEqualTo(slowly(slow));
                SourceFields source = SourceFields.of(genes.header(), SourceProfile.GENERIC);
                genes.forEach(record -> assertThat(source.gene(record))
                        .isEqualTo(source.genes(record).stream().findFirst()));
            }
        }
    }

    @Test
    void walkingAndComparingAgreeOnRealFiles() throws IOException {
        int compared = 0;
        int alleles = 0;
        for (Path file : Needs.files("vcf")) {
            if (file.toString().matches(".*(vep|gnomad|gno|anno|csq).*\\.vcf(\\.gz)?")
                    && Files.size(file) < 2_000_000) {
                List<String> slow = readOrNothing(file, true);
                assertThat(readOrNothing(file, false)).as("%s", file).isEqualTo(slow);
                compared += slow.isEmpty() ? 0 : 1;
                alleles += slow.size();
            }
        }
        System.out.println("PickedConsequencesTest: " + alleles + " alleles of " + compared + " real files agree");
        assertThat(compared).isGreaterThan(5);
    }

    private static List<String> readOrNothing(Path file, boolean slowly) throws IOException {
        try (VcfReader reader = VcfReader.options().mode(ParseMode.LENIENT).open(file)) {
            if (Consequences.of(reader.header()).isEmpty()) {
                return List.of();
            }
            return slowly ? slowly(reader) : picked(reader);
        } catch (ParseException notReadable) {
            return List.of();
        }
    }
}
