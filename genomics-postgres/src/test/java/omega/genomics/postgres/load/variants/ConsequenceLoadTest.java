package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import omega.genomics.Interval;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.RandomVariants;
import omega.genomics.postgres.load.WideGenes;
import omega.genomics.postgres.query.variants.StoredConsequence;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All consequences go into the database and come out of it as the annotator, or the file, had them. */
@DatabaseTest
class ConsequenceLoadTest {
    private static final ConsequenceAnnotator ANNOTATOR = WideGenes.annotator(5);
    private static final String CONTENTS =
            "SELECT count(*) || ' ' || sum(hashtext(replace(c::text, ',' || dataset_id ||"
                    + " ',', ','))) FROM grch38.variant_consequences c";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private VcfLoad load(InputSource file) {
        return genome.loadVariants(file).dataset("all").consequences(ANNOTATOR).allConsequences(true);
    }

    /** Substitutions, insertions and deletions of bases that are there, on contigs of which one has no partition. */
    private static InputSource generated(long seed, int records, String... contigs) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (String contig : contigs) {
            int position = 1 + random.nextInt(200_000);
            for (int i = 0; i < records; i++) {
                position += 1 + random.nextInt(random.nextInt(4) == 0 ? 20_000 : 30);
                int length = random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(60);
                StringBuilder ref = new StringBuilder();
                for (int base = 0; base < length; base++) {
                    ref.append(WideGenes.base(position + base));
                }
                String first = ref.substring(0, 1);
                String other = first.equals("A") ? "C" : "A";
                String alt = random.nextInt(5) == 0 ? first + "TG".repeat(random.nextInt(4)) + "C" : other;
                text.append(contig + "\t" + position + "\t.\t" + ref + "\t" + alt);
                text.append(random.nextInt(10) == 0 ? ",*,<DEL>\t.\t.\tEND=" + (position + 9_000) : "\t.\t.\t.");
                text.append('\n');
            }
        }
        return InputSource.of("generated.vcf", text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void givesBackWhatTheAnnotatorSays() throws Exception {
        load(generated(1, 400, "1", "17", "X")).run();
        Map<String, List<String>> inSql = new HashMap<>();
        for (String row : database.rows("SELECT concat_ws('-', chromosome, position, ref, coalesce(alt, '.')) || '|' ||"
                + " concat_ws(' ', CASE WHEN picked THEN '*' ELSE '-' END, impact, coalesce(gene_id, '-'), coalesce(gene, '-'),"
                + " coalesce(transcript_id, '-'), coalesce(biotype, '-'), array_to_string(terms, '&'), coalesce(cdna_position,"
                + " '-'), coalesce(cds_position, '-'), coalesce(protein_position, '-'), coalesce(amino_acids, '-'),"
                + " coalesce(codons, '-')) FROM grch38.variant_consequences ORDER BY rank")) {
            String[] parts = row.split("\\|", 2);
            inSql.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
        }
        int consequences = 0;
        int asked = 0;
        for (StoredVariant variant : genome.variants().list()) {
            List<String> expected = variant.alt()
                    .flatMap(alt ->
                            ANNOTATOR.annotate(variant.contig(), variant.position(), variant.end(), variant.ref(), alt))
                    .map(found -> found.bySeverity().stream()
                            .map(one -> line(one, one == found.picked()))
                            .toList())
                    .orElse(List.of());
            assertThat(inSql.getOrDefault(variant.name(), List.of()))
                    .as(variant.name())
                    .containsExactlyElementsOf(expected);
            consequences += expected.size();
            if (asked++ % 20 > 0) {
                continue;
            }
            List<StoredConsequence> stored = genome.variants().consequences(variant);
            assertThat(stored.stream().map(ConsequenceLoadTest::line))
                    .as(variant.name())
                    .containsExactlyElementsOf(expected);
            stored.stream().filter(StoredConsequence::isPicked).forEach(picked -> {
                assertThat(picked.mostSevere().map(ConsequenceTerm::label)).isEqualTo(variant.consequence());
                assertThat(picked.impact()).isEqualTo(variant.impact());
                assertThat(picked.geneId()).isEqualTo(variant.geneId());
            });
        }
        assertThat(consequences).isGreaterThan(2_000);
        assertThat(database.value("SELECT count(*) FROM grch38.variant_consequences"))
                .isEqualTo(Integer.toString(consequences));
        assertThat(Integer.parseInt(database.value("SELECT count(*) FROM grch38.consequence_sets")))
                .as("what neighbours share is written once")
                .isLessThan(consequences / 2);
    }

    private static String line(TranscriptConsequence one, boolean picked) {
        return String.join(
                " ",
                picked ? "*" : "-",
                one.impact().name(),
                one.gene().map(Gene::id).orElse("-"),
                one.gene().flatMap(Gene::name).orElse("-"),
                one.transcript().map(Transcript::id).orElse("-"),
                one.transcript().flatMap(Transcript::biotype).orElse("-"),
                one.terms().stream().map(ConsequenceTerm::label).collect(Collectors.joining("&")),
                one.splicedPositions().map(ConsequenceLoadTest::text).orElse("-"),
                one.cdsPositions().map(ConsequenceLoadTest::text).orElse("-"),
                one.proteinPositions().map(ConsequenceLoadTest::text).orElse("-"),
                one.aminoAcids().orElse("-"),
                one.codons().orElse("-"));
    }

    private static String text(Interval positions) {
        return positions.start() == positions.end()
                ? "" + positions.start()
                : positions.start() + "-" + positions.end();
    }

    private static String line(StoredConsequence one) {
        return String.join(
                " ",
                one.isPicked() ? "*" : "-",
                one.impact().orElseThrow().name(),
                one.geneId().orElse("-"),
                one.gene().orElse("-"),
                one.transcriptId().orElse("-"),
                one.biotype().orElse("-"),
                String.join("&", one.terms()),
                one.cdnaPosition().orElse("-"),
                one.cdsPosition().orElse("-"),
                one.proteinPosition().orElse("-"),
                one.aminoAcids().orElse("-"),
                one.codons().orElse("-"));
    }

    /** VEP's and SnpEff's, of the right allele, worst first; terms of SnpEff alone are kept behind the others. */
    @Test
    void keepsAllThatTheFileSays() throws Exception {
        String vep = """
                ##fileformat=VCFv4.2
                ##INFO=<ID=CSQ,Number=.,Type=String,Description="Format: Allele|Consequence|IMPACT|SYMBOL|Gene|Feature|BIOTYPE|cDNA_position|CDS_position|Protein_position|Amino_acids|Codons|HGVSc|HGVSp|PICK">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                1\t10\t.\tA\tC,AT\t.\t.\tCSQ=C|intron_variant|MODIFIER|ONE|G1|T1|lncRNA||||||||,C|splice_region_variant&missense_variant|MODERATE|TWO|G2|T2|protein_coding|15/900|12/300|4/99|A/V|gCa/gTa|T2:c.12C>T|P2:p.Ala4%3D|1,AT|frameshift_variant|HIGH|ONE|G1|T1|lncRNA|||||||
                1\t20\t.\tA\tC\t.\t.\t.
                """;
        genome.loadVariants(InputSource.of("vep.vcf", vep.getBytes(StandardCharsets.UTF_8)))
                .dataset("vep")
                .allConsequences(true)
                .run();
        String columns =
                "SELECT alt, rank, picked, gene, transcript_id, terms, cdna_position, cds_position, protein_position,"
                        + " amino_acids, codons, hgvs_c, hgvs_p FROM grch38.variant_consequences ORDER BY position, allele_index, rank";
        assertThat(database.rows(columns))
                .containsExactly(
                        "C|1|t|TWO|T2|{missense_variant,splice_region_variant}|15|12|4|A/V|gCa/gTa|T2:c.12C>T|P2:p.Ala4=",
                        "C|2|f|ONE|T1|{intron_variant}|null|null|null|null|null|null|null",
                        "AT|1|t|ONE|T1|{frameshift_variant}|null|null|null|null|null|null|null");
        genome.datasets().drop("variants", "vep");
        String snpEff = """
                ##fileformat=VCFv4.2
                ##INFO=<ID=ANN,Number=.,Type=String,Description="Functional annotations: 'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c | HGVS.p | cDNA.pos / cDNA.length | CDS.pos / CDS.length | AA.pos / AA.length | Distance | ERRORS / WARNINGS / INFO'">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                1\t10\t.\tA\tC\t.\t.\tANN=C|sequence_feature|LOW|ONE|G1|helix|F1|protein_coding||||||||,C|rare_amino_acid_variant&stop_gained|HIGH|ONE|G1|transcript|T1|protein_coding|1/2|c.12C>A|p.Cys4*|15/900|12/300|4/99||
                """;
        genome.loadVariants(InputSource.of("ann.vcf", snpEff.getBytes(StandardCharsets.UTF_8)))
                .allConsequences(true)
                .run();
        assertThat(database.rows(columns))
                .containsExactly(
                        "C|1|t|ONE|T1|{stop_gained,rare_amino_acid_variant}|15|12|4|null|null|c.12C>A|p.Cys4*",
                        "C|2|f|ONE|F1|{sequence_feature}|null|null|null|null|null|null|null");
    }

    @Test
    void keepsNothingUnlessAsked() throws Exception {
        genome.loadVariants(generated(1, 20, "1")).consequences(ANNOTATOR).run();

        assertThat(database.value("SELECT count(*) FROM grch38.consequence_sets"))
                .isEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM grch38.variants WHERE consequence_set IS NOT NULL"
                        + " OR consequence_details IS NOT NULL"))
                .isEqualTo("0");
    }

    /** Both tables change together: after each step all that variants name is there, and nothing else. */
    @Test
    void replacesAppendsAndDropsBothTablesTogether() throws Exception {
        InputSource first = generated(1, 100, "1", "2", "KI270728.1");
        InputSource second = generated(2, 100, "2", "3");
        assertThat(load(second).run().state()).isEqualTo(LoadState.DONE);
        String secondAlone = consistent();
        assertThat(load(first).run().state()).isEqualTo(LoadState.DONE);
        String firstAlone = consistent();
        assertThat(load(first).run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(load(second).mode(LoadMode.APPEND).run().state()).isEqualTo(LoadState.DONE);
        assertThat(load(second).mode(LoadMode.APPEND).run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(consistent()).isEqualTo(plus(firstAlone, secondAlone));
        load(second).run();
        assertThat(consistent()).isEqualTo(secondAlone);
        assertThat(load(second).allConsequences(false).run().state()).isEqualTo(LoadState.DONE);
        assertThat(database.value("SELECT count(*) FROM grch38.consequence_sets"))
                .isEqualTo("0");
        load(first).run();
        assertThat(consistent()).isEqualTo(firstAlone);
        genome.datasets().drop("variants", "all");
        assertThat(database.value("SELECT count(*) FROM grch38.consequence_sets"))
                .isEqualTo("0");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relname ~ '_d[0-9]+_r[0-9]+$' AND relkind = 'r'"
                        + " AND relname ~ 'variants|consequence'"))
                .isEmpty();
    }

    private String consistent() throws SQLException {
        assertThat(database.value(
                        "SELECT count(*) FROM grch38.variants v WHERE consequence_set IS NULL <> (alt IS NULL OR"
                                + " alt = '*') OR consequence_set IS NOT NULL AND NOT EXISTS (SELECT FROM grch38.consequence_sets s"
                                + " WHERE s.chromosome = v.chromosome AND s.dataset_id = v.dataset_id AND s.set_number ="
                                + " v.consequence_set AND s.rank = 1)"))
                .isEqualTo("0");
        assertThat(database.value(
                        "SELECT count(*) FROM grch38.variants v WHERE cardinality(consequence_details) > (SELECT"
                                + " max(rank) FROM grch38.consequence_sets s WHERE s.chromosome = v.chromosome AND s.dataset_id ="
                                + " v.dataset_id AND s.set_number = v.consequence_set)"))
                .isEqualTo("0");
        return database.value(CONTENTS);
    }

    private static String plus(String one, String two) {
        String[] a = one.split(" ", -1);
        String[] b = two.split(" ", -1);
        return Long.parseLong(a[0]) + Long.parseLong(b[0]) + " " + (Long.parseLong(a[1]) + Long.parseLong(b[1]));
    }

    /** Contigs by turns, and one that comes again when its tables were complete. */
    @Test
    void keepsSetsOfContigsInAnyOrder(@TempDir Path directory) throws Exception {
        ByteArrayOutputStream sorted = new ByteArrayOutputStream();
        RandomVariants.write(3, 3_000, sorted);
        String text = sorted.toString(StandardCharsets.US_ASCII);
        List<String> lines = new ArrayList<>(text.lines().toList());
        int header = (int) lines.stream().filter(line -> line.startsWith("#")).count();
        load(InputSource.of("sorted.vcf", text.getBytes(StandardCharsets.US_ASCII)))
                .run();
        String whole = database.value(CONTENTS.replace(
                "c::text",
                "(SELECT w FROM (SELECT c.chromosome, c.position,"
                        + " c.ref, c.alt, c.rank, c.terms, c.transcript_id, c.cdna_position, c.codons) w)::text"));
        java.util.Collections.shuffle(lines.subList(header, lines.size()), new Random(9));
        Path shuffled = Files.write(directory.resolve("shuffled.vcf"), lines);
        load(InputSource.of(shuffled)).run();
        consistent();
        assertThat(
                        database.value(
                                CONTENTS.replace(
                                        "c::text",
                                        "(SELECT w FROM (SELECT c.chromosome, c.position,"
                                                + " c.ref, c.alt, c.rank, c.terms, c.transcript_id, c.cdna_position, c.codons) w)::text")))
                .isEqualTo(whole);
    }
}
