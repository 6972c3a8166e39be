package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loading with a genome to normalize against gives the rows that loading the output of {@code bcftools norm -m - -f} gives. */
@DatabaseTest
class VcfNormalizedLoadTest {
    private static final String GENOME = "TTGCACACATTTCGA";
    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##contig=<ID=1,length=3000>
            ##contig=<ID=2,length=3000>
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="c">
            ##INFO=<ID=AD,Number=R,Type=Integer,Description="c">
            ##INFO=<ID=GL,Number=G,Type=Integer,Description="c">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="c">
            ##INFO=<ID=END,Number=1,Type=Integer,Description="c">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    @TempDir
    Path folder;

    private TestDatabase database;
    private AssemblyDatabase genome;
    private Path reference = Path.of("none");

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "anything");
    }

    private Path vcf(String... records) throws IOException {
        return Files.writeString(
                folder.resolve("records.vcf"),
                HEADER + String.join("\n", records).replace(' ', '\t') + "\n");
    }

    private IndexedFasta fasta(String... contigs) throws IOException {
        Map<String, String> named = new LinkedHashMap<>();
        for (String contig : contigs) {
            named.put(Integer.toString(named.size() + 1), contig);
        }
        return fasta(named);
    }

    private IndexedFasta fasta(Map<String, ? extends CharSequence> contigs) throws IOException {
        StringBuilder text = new StringBuilder();
        contigs.forEach((name, bases) ->
                text.append('>').append(name).append('\n').append(bases).append('\n'));
        // bcftools writes an index beside it, which the next genome must not find.
        reference = Files.writeString(Files.createTempFile(folder, "genome", ".fa"), text);
        return IndexedFasta.open(reference);
    }

    private VcfLoad load(Path file) {
        return genome.loadVariants(InputSource.of(file));
    }

    private List<String> places() throws SQLException {
        return database.rows("SELECT position, end_pos, ref, alt, variant_type, record_number, allele_index"
                + " FROM anything.variants ORDER BY record_number, allele_index");
    }

    // ---- what becomes of an allele -------------------------------------------------------------------------------

    @Test
    void recordNumberAndAlleleIndexStayThoseOfTheFile() throws Exception {
        Path file = vcf(
                "1 4 a C T,G . . .",
                "1 7 b ACA A,ACACA,<DEL> . . AC=1,2,3;AD=9,1,2,3;GL=0,1,2,3,4,5,6,7,8,9;END=9",
                "1 12 c TC . . . .",
                "1 14 d G * . . .");
        try (IndexedFasta fasta = fasta(GENOME)) {
            LoadReport report = load(file).normalizeAgainst(fasta).run();
            assertThat(report.recordsStored()).isEqualTo(4);
            assertThat(places())
                    .containsExactly(
                            "4|4|C|T|SNV|1|1",
                            "4|4|C|G|SNV|1|2",
                            "3|5|GCA|G|DEL|2|1",
                            "3|3|G|GCA|INS|2|2",
                            "7|9|ACA|<DEL>|SV|2|3",
                            "12|12|T|null|REF|3|0",
                            "14|14|G|*|OVERLAP|4|1");
            assertThat(database.rows(
                            "SELECT info FROM anything.variants WHERE record_number = 2 ORDER BY allele_index"))
                    .containsExactly(
                            "{\"AC\": 1, \"AD\": [9, 1], \"GL\": [0, 1, 2], \"END\": 5}",
                            "{\"AC\": 2, \"AD\": [9, 2], \"GL\": [0, 3, 5], \"END\": 3}",
                            "{\"AC\": 3, \"AD\": [9, 3], \"GL\": [0, 6, 9], \"END\": 9}");
        }
    }

    /** bcftools would write 1/0 for 1/2; what is packed is how often a sample has the allele, moved or not. */
    @Test
    void genotypesAreThoseOfTheRecord() throws Exception {
        String text = HEADER.replace("#CHROM", "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"g\">\n#CHROM")
                .replace("INFO\n", "INFO\tFORMAT\ta\tb\tc\n");
        Path file = Files.writeString(
                folder.resolve("calls.vcf"), text + "1\t7\t.\tACA\tA,ACACA\t.\t.\t.\tGT\t1/2\t2|2\t./.\n");
        List<String> counts = new ArrayList<>();
        try (IndexedFasta fasta = fasta(GENOME)) {
            for (VcfLoad load : List.of(load(file), load(file).normalizeAgainst(fasta))) {
                load.genotypes(true).run();
                counts.addAll(
                        database.rows("SELECT allele_index, hom_ref_count, het_count, hom_alt_count, missing_count,"
                                + " genotypes FROM anything.variants ORDER BY 1"));
            }
        }
        assertThat(counts.subList(2, 4)).isEqualTo(counts.subList(0, 2));
        assertThat(counts.get(0)).startsWith("1|1|1|0|1|");
        assertThat(places()).containsExactly("3|5|GCA|G|DEL|1|1", "3|3|G|GCA|INS|1|2");
    }

    @Test
    void theOptionIsPartOfWhatIdentifiesALoad() throws Exception {
        Path file = vcf("1 7 b ACA A . . .");
        assertThat(load(file).run().state()).isEqualTo(LoadState.DONE);
        assertThat(places()).containsExactly("7|9|ACA|A|DEL|1|1");
        try (IndexedFasta fasta = fasta(GENOME)) {
            assertThat(load(file).normalizeAgainst(fasta).run().state()).isEqualTo(LoadState.DONE);
            assertThat(places()).containsExactly("3|5|GCA|G|DEL|1|1");
            assertThat(load(file).normalizeAgainst(fasta).run().state()).isEqualTo(LoadState.UNCHANGED);
        }
        try (IndexedFasta longer = fasta(GENOME + "A")) {
            assertThat(load(file).normalizeAgainst(longer).run().state()).isEqualTo(LoadState.DONE);
        }
    }

    @Test
    void aRefThatIsNotTheGenomesIsRefusedOrRejected() throws Exception {
        Path file = vcf("1 4 a C T . . .", "1 5 b G T . . .", "3 1 c A C . . .", "1 6 d C C . . .", "1 7 e A C . . .");
        try (IndexedFasta fasta = fasta(GENOME)) {
            assertThatThrownBy(() -> load(file).normalizeAgainst(fasta).run())
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("records.vcf:11:7: REF: expected the bases of the reference, A, found \"G\"");
            assertThat(places()).isEmpty();
            LoadReport report = load(file)
                    .normalizeAgainst(fasta)
                    .parseMode(ParseMode.LENIENT)
                    .run();
            assertThat(report.recordsStored()).isEqualTo(2);
            assertThat(report.rejects()).isEqualTo(3);
            assertThat(places()).containsExactly("4|4|C|T|SNV|1|1", "7|7|A|C|SNV|5|1");
            assertThat(database.rows("SELECT line_number, field, rule, reason FROM anything.load_rejects l"
                            + " JOIN anything.load_runs USING (run_id) WHERE state = 'done' ORDER BY 1"))
                    .containsExactly(
                            "11|REF|norm-reference|expected the bases of the reference, A, found \"G\"",
                            "12|CHROM|norm-contig|expected a contig of the reference, found \"3\"",
                            "13|ALT|alt-is-ref|expected alleles other than REF, found \"C\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"FIRST,1", "ALL,3"})
    void whatBecomesTheSameIsADuplicate(DuplicatePolicy policy, int rows) throws Exception {
        Path file = vcf("1 4 a CAC C . . .", "1 6 b CAC C . . .", "1 7 c ACA A . . .");
        try (IndexedFasta fasta = fasta(GENOME)) {
            LoadReport report =
                    load(file).normalizeAgainst(fasta).duplicates(policy).run();
            assertThat(report.rows()).isEqualTo(rows);
            assertThat(report.duplicates()).isEqualTo(3 - rows);
            assertThat(database.rows(
                            "SELECT position, record_number, ordinal FROM anything.variants ORDER BY 2 LIMIT 1"))
                    .containsExactly("3|1|0");
            assertThatThrownBy(() -> load(file)
                            .normalizeAgainst(fasta)
                            .duplicates(DuplicatePolicy.ERROR)
                            .run())
                    .hasMessageContaining(":11:")
                    .hasMessageContaining("expected each variant once, found 1:3 GCA>G again, after line 10");
        }
    }

    /** Moved further than the window reaches: the server finds what reading could not. */
    @Test
    void whatMovesFarIsComparedByTheServer() throws Exception {
        String repeat = "G" + "CA".repeat(1500) + "T";
        Path file = vcf("1 1 a G T . . .", "1 501 b ACA A . . .", "1 2991 c ACA A . . .", "1 2998 d CAC C . . .");
        try (IndexedFasta fasta = fasta(repeat)) {
            LoadReport report = load(file).normalizeAgainst(fasta).run();
            assertThat(places()).containsExactly("1|1|G|T|SNV|1|1", "1|3|GCA|G|DEL|2|1");
            assertThat(report.duplicates()).isEqualTo(2);
        }
    }

    @Test
    void contigsOfTheGenomeMayHaveOtherNames() throws Exception {
        AssemblyDatabase grch38 = Genomes.empty(database, "grch38");
        Path file = vcf("1 7 a ACA A . . .", "chr1 4 b C T . . .");
        for (String name : List.of("1", "chr1", "NC_000001.11")) {
            try (IndexedFasta fasta = fasta(Map.of(name, GENOME))) {
                grch38.loadVariants(InputSource.of(file))
                        .unknownContigs(UnknownContigs.KEEP)
                        .normalizeAgainst(fasta)
                        .run();
                assertThat(database.rows("SELECT position, ref FROM grch38.variants ORDER BY 1"))
                        .containsExactly("3|GCA", "4|C");
            }
        }
    }

    @Test
    void referenceSitesAreLeftOutOnRequest() throws Exception {
        Path file = vcf(
                "1 3 . G <NON_REF> . . END=5",
                "1 6 . C . . . .",
                "1 7 . A C,<*> . . AC=1,2",
                "1 8 . C <DEL> . . END=9");
        LoadReport all = load(file).run();
        assertThat(all.rows()).isEqualTo(5);
        assertThat(all.other()).isZero();
        LoadReport report = load(file).referenceSites(false).run();
        assertThat(report.recordsRead()).isEqualTo(4);
        assertThat(report.recordsStored()).isEqualTo(2);
        assertThat(report.other()).isEqualTo(2);
        assertThat(report.contigs().get("1").other()).isEqualTo(2);
        assertThat(places()).containsExactly("7|7|A|C|SNV|3|1", "8|9|C|<DEL>|SV|4|1");
    }

    // ---- killed --------------------------------------------------------------------------------------------------

    /** What was complete when every connection was cut is taken over: normalized, as it was read. */
    @Test
    void aKilledLoadGoesOn() throws Exception {
        Random random = new Random(9);
        Map<String, String> genomes = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(HEADER);
        for (int contig = 1; contig <= 4; contig++) {
            genomes.put(Integer.toString(contig), genome(random, 40_000));
            records(random, Integer.toString(contig), genomes.get(Integer.toString(contig)), 6_000, text);
        }
        Path file = Files.writeString(folder.resolve("large.vcf"), text);
        AssemblyDatabase grch38 = Genomes.empty(database, "grch38");
        try (IndexedFasta fasta = fasta(genomes)) {
            VcfLoad load = grch38.loadVariants(InputSource.of(file))
                    .unknownContigs(UnknownContigs.KEEP)
                    .normalizeAgainst(fasta);
            LoadReport clean = load.run();
            String contents =
                    "SELECT count(*), sum(position::bigint * record_number), sum(length(ref)), sum(length(alt)),"
                            + " sum(allele_index) FROM grch38.variants";
            String whole = database.rows(contents).get(0);
            assertThat(clean.duplicates()).isPositive();
            Genomes.empty(database, "grch38");
            AtomicBoolean killed = new AtomicBoolean();
            assertThatThrownBy(() -> load.onProgress(progress -> {
                                if (progress.records() > 20_000 && !killed.getAndSet(true)) {
                                    cut();
                                }
                            })
                            .run())
                    .isInstanceOf(LoadException.class);
            assertThat(killed).isTrue();
            LoadReport again = load.connections(3).run();
            assertThat(again.contigs()).isEqualTo(clean.contigs());
            assertThat(database.rows(contents)).containsExactly(whole);
            assertThat(database.rows("SELECT state FROM grch38.load_runs")).containsExactly("done");
        }
    }

    /** Once there is something to take over. */
    private void cut() {
        try {
            for (int i = 0; i < 1000 && database.value("SELECT min(run_id) FROM grch38.load_parts") == null; i++) {
                LockSupport.parkNanos(10_000_000);
            }
            database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND application_name = 'omega-genomics'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- beside bcftools -----------------------------------------------------------------------------------------

    /** Returns how many records bcftools read; −1 for a file that it refuses. */
    private long bcftools(Path file, Path into) throws Exception {
        Path said = folder.resolve("said.txt");
        String genomeFile = reference.toString();
        int exitCode = new ProcessBuilder(
                        "bcftools", "norm", "-m", "-", "-f", genomeFile, "-o", into.toString(), file.toString())
                .redirectError(said.toFile())
                .start()
                .waitFor();
        return exitCode != 0
                ? -1
                : Files.readAllLines(said, StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> line.startsWith("Lines "))
                        .mapToLong(line -> Long.parseLong(line.replaceAll(".*\\s(\\d+)/.*", "$1")))
                        .findFirst()
                        .orElse(-1);
    }

    /** Every row, however it came about. */
    private List<String> rows(String values) throws SQLException {
        return database.rows("SELECT chromosome, position, end_pos, id, ref, alt, variant_type, filter, depth" + values
                + " FROM anything.variants ORDER BY 1, 2, 5, 6, 3, 4, 7, 8, 9");
    }

    /** Repeats of short motifs between random bases: much to move. */
    private static String genome(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            String motif = bases(random, 1 + random.nextInt(4));
            text.append(
                    random.nextInt(3) == 0
                            ? motif.repeat(2 + random.nextInt(12))
                            : bases(random, 1 + random.nextInt(20)));
        }
        return text.substring(0, length);
    }

    private static String bases(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("ACGT".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    /** Sorted records whose ids say which they are. */
    private static void records(Random random, String contig, String genome, int count, StringBuilder into) {
        int[] positions = random.ints(count, 1, genome.length() - 30).sorted().toArray();
        for (int i = 0; i < count; i++) {
            int pos = positions[i];
            String ref = genome.substring(pos - 1, pos + random.nextInt(random.nextBoolean() ? 2 : 9));
            List<String> alts = new ArrayList<>();
            for (int wanted = 1 + random.nextInt(3); alts.size() < wanted; ) {
                String alt = switch (random.nextInt(6)) {
                    case 0 -> ref.substring(0, 1);
                    case 1 -> ref + ref;
                    case 2 -> ref + bases(random, 1 + random.nextInt(3));
                    case 3 -> random.nextInt(6) == 0 ? "*" : bases(random, ref.length());
                    case 4 -> ref.substring(0, 1) + bases(random, random.nextInt(5));
                    default -> ref.substring(0, ref.length() - 1) + bases(random, 1);
                };
                if (!alt.equals(ref) && !alts.contains(alt)) {
                    alts.add(alt);
                }
            }
            int n = alts.size();
            into.append(contig)
                    .append('\t')
                    .append(pos)
                    .append("\tid")
                    .append(i)
                    .append('\t');
            into.append(ref).append('\t').append(String.join(",", alts)).append("\t30\tPASS\tAC=");
            into.append(values(random, n)).append(";AD=").append(values(random, n + 1));
            into.append(";GL=")
                    .append(values(random, (n + 1) * (n + 2) / 2))
                    .append(";DP=")
                    .append(i);
            into.append(random.nextInt(9) == 0 ? ";END=" + (pos + ref.length() - 1) : "")
                    .append('\n');
        }
    }

    private static String values(Random random, int count) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add("" + random.nextInt(100));
        }
        return String.join(",", values);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,3"})
    void generatedRecordsGiveTheRowsOfBcftools(long seed, int connections) throws Exception {
        Needs.program("bcftools");
        Random random = new Random(seed);
        String[] genomes = {genome(random, 3000), genome(random, 3000)};
        StringBuilder text = new StringBuilder(HEADER);
        records(random, "1", genomes[0], 400, text);
        records(random, "2", genomes[1], 400, text);
        Path file = Files.writeString(folder.resolve("g.vcf"), text);
        Path theirs = folder.resolve("theirs.vcf");
        try (IndexedFasta fasta = fasta(genomes)) {
            assertThat(bcftools(file, theirs)).isEqualTo(800);
            load(theirs).duplicates(DuplicatePolicy.ALL).run();
            List<String> expected = rows(", allele_count, info");
            assertThat(expected).hasSizeGreaterThan(1500);
            load(file)
                    .duplicates(DuplicatePolicy.ALL)
                    .connections(connections)
                    .normalizeAgainst(fasta)
                    .run();
            assertThat(rows(", allele_count, info")).isEqualTo(expected);
            assertThat(database.value(
                            "SELECT count(*) FROM anything.variants WHERE id <> 'id' || (record_number - 1) % 400"))
                    .isEqualTo("0");
        }
    }

    /**
     * Reference bases where the file has them, random ones between: real records with something to be aligned to. Nothing for a
     * file that cannot be read, or whose records lie far from the start of their contigs.
     */
    private static Map<String, StringBuilder> madeReference(Path vcf) throws IOException {
        Map<String, StringBuilder> contigs = new HashMap<>();
        Random random = new Random(1);
        try (VcfReader reader = VcfReader.open(vcf)) {
            while (reader.advance()) {
                VcfRecord record = reader.record();
                String ref = record.ref();
                StringBuilder bases = contigs.computeIfAbsent(record.contig(), contig -> new StringBuilder());
                int end = record.position() + ref.length() + 10;
                if (end > 3_000_000 || !ref.matches("[ACGTacgt]+") || record.position() < 1) {
                    return Map.of();
                }
                while (bases.length() < end) {
                    bases.append("ACGT".charAt(random.nextInt(4)));
                }
                bases.replace(
                        record.position() - 1, record.position() - 1 + ref.length(), ref.toUpperCase(Locale.ROOT));
            }
        } catch (ParseException refused) {
            return Map.of();
        }
        return contigs;
    }

    /** Some of the files; all of them with {@code -Dgenomics.full=true}. */
    @Test
    void realFilesGiveTheRowsOfBcftools() throws Exception {
        Needs.program("bcftools");
        int step = Boolean.getBoolean("genomics.full") ? 1 : 24;
        List<Path> files = files(Needs.data("vcf"));
        int compared = 0;
        long rows = 0;
        for (int i = 0; i < files.size(); i += step) {
            Map<String, StringBuilder> made = madeReference(files.get(i));
            int same = made.isEmpty() ? 0 : compare(files.get(i), made);
            compared += same > 0 ? 1 : 0;
            rows += same;
        }
        System.out.println("VcfNormalizedLoadTest: " + rows + " rows of " + compared + " real files, as bcftools norm");
        assertThat(compared).isGreaterThan(5);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().matches(".*\\.vcf(\\.b?gz)?"))
                    .filter(path -> path.toFile().length() < 300_000)
                    .sorted()
                    .toList();
        }
    }

    /** Places alone: bcftools writes numbers anew, and leaves lists that the header does not call one an allele. */
    private int compare(Path file, Map<String, StringBuilder> made) throws Exception {
        Path theirs = folder.resolve("real.vcf");
        try (IndexedFasta fasta = fasta(made)) {
            long read = bcftools(file, theirs);
            if (read < 0) {
                return 0;
            }
            load(theirs).duplicates(DuplicatePolicy.ALL).run();
            List<String> expected = rows("");
            LoadReport report = load(file)
                    .duplicates(DuplicatePolicy.ALL)
                    .normalizeAgainst(fasta)
                    .run();
            if (read < report.recordsRead()) { // it stopped before the end, and did not say so
                return 0;
            }
            assertThat(rows("")).as("%s", file).isEqualTo(expected);
            return expected.size();
        } catch (ParseException refused) {
            return 0;
        }
    }
}
