package omega.genomics.postgres.load.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.DatasetSize;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.RandomVariants;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.postgres.table.VariantColumn;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed layout holds what rows hold. */
@DatabaseTest
class PackedLoadTest {
    private static final String COLUMNS = Arrays.stream(VariantColumn.values())
            .filter(column -> column != VariantColumn.DATASET_ID)
            .map(VariantColumn::sqlName)
            .collect(Collectors.joining(", "));

    @TempDir
    Path folder;

    private AssemblyDatabase genome;
    private TestDatabase database;

    @BeforeEach
    void empty(TestDatabase given) throws SQLException {
        database = given;
        genome = Genomes.empty(given, "packed");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("own.vcf"), text);
    }

    private VcfLoad load(Path file, VariantLayout layout) {
        return genome.loadVariants(InputSource.of(file))
                .unknownContigs(UnknownContigs.KEEP)
                .assemblyCheck(false)
                .dataset(layout.name())
                .layout(layout);
    }

    /** Repeated variants with other genotypes cannot be merged. */
    private VcfLoad cohort(Path file, VariantLayout layout) {
        return load(file, layout).genotypes(true).allConsequences(true).duplicates(DuplicatePolicy.FIRST);
    }

    private void assertSameRows(Path file) throws Exception {
        assertSameRows(load(file, VariantLayout.ROWS).run(), load(file, VariantLayout.PACKED));
    }

    private void assertSameRows(LoadReport rows, VcfLoad load) throws Exception {
        LoadReport packed = load.run();

        assertThat(packed.alleles()).isEqualTo(rows.alleles());
        assertThat(packed.contigs()).isEqualTo(rows.contigs());
        assertThat(packed.rejects()).isEqualTo(rows.rejects());
        assertThat(packed.rowsWritten().keySet())
                .allMatch(table -> table.matches("variant_block.*|samples|consequence_sets.*"));
        String all = "SELECT " + COLUMNS + " FROM packed.all_variants WHERE dataset_id = (SELECT dataset_id FROM"
                + " packed.datasets WHERE name = '%s')";
        assertThat(database.value("SELECT count(*) FROM (" + all.formatted("PACKED") + ") v"))
                .isEqualTo(String.valueOf(rows.alleles().stored()));
        assertThat(database.rows("(" + all.formatted("ROWS") + " EXCEPT ALL " + all.formatted("PACKED") + ") LIMIT 3"))
                .isEmpty();
        assertThat(database.value("SELECT count(*) FROM packed.variants v JOIN packed.datasets d USING (dataset_id)"
                        + " WHERE d.name = 'PACKED'"))
                .isEqualTo("0");
        if (rows.rowsWritten().keySet().stream().anyMatch(table -> table.startsWith("consequence_sets"))) {
            assertSameConsequences();
        }
        // the keys of ids and rs numbers lead to every variant that has one
        assertThat(database.rows("SELECT " + "chromosome || ':' || position || ' ' || coalesce(id, '') FROM"
                        + " packed.unpacked_variants v WHERE (rs_number IS NOT NULL AND NOT EXISTS (SELECT FROM"
                        + " packed.packed_places(v.rs_number) p WHERE p.position = v.position AND p.chromosome ="
                        + " v.chromosome)) OR (id IS NOT NULL AND id !~ '^rs[0-9]+$' AND NOT EXISTS (SELECT FROM"
                        + " packed.packed_places(packed.variant_id_key(v.id)) p WHERE p.position = v.position AND"
                        + " p.chromosome = v.chromosome)) LIMIT 3"))
                .isEmpty();
    }

    private void assertSame(String query) throws SQLException {
        for (String more : List.of("(%s EXCEPT ALL %s) LIMIT 3", "(%2$s EXCEPT ALL %1$s) LIMIT 3")) {
            assertThat(database.rows(more.formatted(query.formatted("ROWS"), query.formatted("PACKED"))))
                    .isEmpty();
        }
    }

    private void assertSameConsequences() throws SQLException {
        assertSame("SELECT (to_jsonb(c) - 'dataset_id')::text FROM packed.variant_consequences c JOIN packed.datasets d"
                + " USING (dataset_id) WHERE name = '%s'");
    }

    /** The same samples carry the same alleles, and these have the same consequences. */
    private void assertSameCohorts() throws SQLException {
        assertSameConsequences();
        assertSame(
                "SELECT concat_ws(' ', v.chromosome, v.position, v.ref, v.alt, c.sample, c.genotype) FROM (SELECT DISTINCT"
                        + " chromosome, position, ref, alt FROM packed.all_variants WHERE hom_alt_count + het_count > 0 ORDER BY 1, 2, 3, 4 LIMIT 15) v"
                        + " CROSS JOIN LATERAL packed.variant_carriers(v.chromosome, v.position, v.ref, v.alt) c WHERE c.dataset = '%s'");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void holdsWhatRowsHold(long seed) throws Exception {
        assertSameRows(file(PackedFiles.text(seed, 4_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sorted", "unsorted"})
    void holdsTheCohortsThatRowsHold(String order) throws Exception {
        Path file = file(order.equals("sorted") ? PackedFiles.text(17, 3_000) : PackedFiles.unsorted(17, 3_000));
        assertSameRows(cohort(file, VariantLayout.ROWS).run(), cohort(file, VariantLayout.PACKED));
        assertSameCohorts();
        assertThat(database.value("SELECT count(*) FROM packed.samples")).isEqualTo("10");
        assertThat(database.value("SELECT count(*) FROM packed.unpacked_variants WHERE genotypes IS NOT NULL"))
                .isNotEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM packed.unpacked_variants WHERE consequence_set IS NOT NULL"))
                .isNotEqualTo("0");
    }

    @Test
    void holdsWhatRowsHoldOfAFileThatIsNotSorted() throws Exception {
        assertSameRows(file(PackedFiles.unsorted(4, 4_000)));

        // the run that expected a sorted file is forgotten
        assertThat(database.rows("SELECT state FROM packed.load_runs")).containsExactly("done", "done");
    }

    @Test
    void holdsWhatRowsHoldOfOrdinaryVariants() throws Exception {
        assertSameRows(file(RandomVariants.text(5, 6_000)));
        assertSameRows(file(RandomVariants.twice(6, 1_000)));
    }

    private LoadReport load(List<String> texts, VariantLayout layout) throws IOException {
        List<InputSource> files = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            files.add(InputSource.of(Files.writeString(folder.resolve(i + ".vcf"), texts.get(i))));
        }
        return genome.loadVariants(files)
                .unknownContigs(UnknownContigs.KEEP)
                .assemblyCheck(false)
                .dataset(layout.name())
                .layout(layout)
                .run();
    }

    private static String last(String contig) {
        return contig + "\t900000000\t.\tA\tC\t.\t.\t.\tGT\t0/1\t0/0\t./.\t1\t1/1\n";
    }

    private void assertSameRows(List<String> files, Integer... read) throws Exception {
        LoadReport rows = load(files, VariantLayout.ROWS);
        LoadReport packed = load(files, VariantLayout.PACKED);

        assertThat(packed.alleles()).isEqualTo(rows.alleles());
        assertThat(packed.contigs()).isEqualTo(rows.contigs());
        assertThat(packed.files()).isEqualTo(rows.files());
        for (int file = 0; file < files.size(); file++) {
            assertThat(packed.files().get(file).isRead())
                    .as("file " + file)
                    .isEqualTo(List.of(read).contains(file));
        }
        String all = "SELECT " + COLUMNS + " FROM packed.all_variants JOIN packed.datasets USING (dataset_id)"
                + " WHERE name = '%s'";
        for (String more : List.of("(%s EXCEPT ALL %s) LIMIT 3", "(%2$s EXCEPT ALL %1$s) LIMIT 3")) {
            assertThat(database.rows(more.formatted(all.formatted("ROWS"), all.formatted("PACKED"))))
                    .isEmpty();
        }
        assertThat(database.value(
                        "SELECT row_counts ->> 'variant_blocks_chr17' FROM packed.datasets WHERE name = 'PACKED'"))
                .isEqualTo(database.value("SELECT count(*) FROM packed.variant_blocks_chr17"));
        assertThat(load(files, VariantLayout.PACKED).state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(database.rows("SELECT DISTINCT state FROM packed.load_runs")).containsExactly("done");
    }

    @Test
    void holdsWhatRowsHoldOfSeveralFiles() throws Exception {
        String text = PackedFiles.text(14, 4_000);
        int records = text.indexOf('\n', text.indexOf("#CHROM")) + 1;
        String header = text.substring(0, records);
        int second = text.indexOf("\n17\t", records + 1) + 1;
        int inside = text.indexOf('\n', second + 20_000) + 1;
        int third = text.indexOf("\nX\t", inside) + 1;
        // the border of two files is within a contig
        List<String> files = new ArrayList<>(List.of(
                text.substring(0, second),
                header + text.substring(second, inside),
                header + text.substring(inside, third),
                header + text.substring(third)));
        assertSameRows(files, 0, 1, 2, 3);

        files.set(0, files.get(0) + last("1"));
        assertSameRows(files, 0);
        // the contig of a changed file is read again from the other file that has it, after it: these rows are sorted
        files.set(2, files.get(2) + last("17"));
        assertSameRows(files, 1, 2);
        assertThat(load(files.subList(0, 3), VariantLayout.PACKED).state()).isEqualTo(LoadState.DONE);
        assertThat(genome.variants().in("PACKED").count())
                .isEqualTo(genome.variants().in("ROWS").count()
                        - genome.variants()
                                .in("ROWS")
                                .overlapping(List.of(Region.whole("X"), Region.whole("MT"), Region.whole("KI270728.1")))
                                .count());
    }

    /** Some of the variants that are appended are there already, or twice in the file. */
    @ParameterizedTest
    @EnumSource(
            value = DuplicatePolicy.class,
            names = {"FIRST", "ALL"})
    void isAppendedToAsRowsAre(DuplicatePolicy duplicates) throws Exception {
        String text = PackedFiles.text(15, 2_000);
        int records = text.indexOf('\n', text.indexOf("#CHROM")) + 1;
        List<String> lines = new ArrayList<>(text.substring(records).lines().toList());
        Collections.shuffle(lines, new Random(15));
        String header = text.substring(0, records);
        Path first = file(header + sorted(lines.subList(0, 1_400)));
        Path second = Files.writeString(folder.resolve("second.vcf"), header + sorted(lines.subList(900, 2_000)));
        Path third = Files.writeString(folder.resolve("third.vcf"), header + last("22"));
        Map<VariantLayout, List<LoadReport>> reports = new EnumMap<>(VariantLayout.class);
        for (VariantLayout layout : VariantLayout.values()) {
            VcfLoad load = cohort(first, layout).duplicates(duplicates);
            // what is appended has the layout of the dataset
            reports.put(
                    layout,
                    List.of(
                            load.run(),
                            append(second, layout).duplicates(duplicates).run(),
                            append(third, layout).duplicates(duplicates).run()));
            assertThat(append(second, layout).duplicates(duplicates).run().state())
                    .isEqualTo(LoadState.UNCHANGED);
        }

        for (int i = 0; i < 3; i++) {
            LoadReport rows = reports.get(VariantLayout.ROWS).get(i);
            LoadReport packed = reports.get(VariantLayout.PACKED).get(i);
            assertThat(packed.alleles()).isEqualTo(rows.alleles());
            assertThat(packed.contigs()).isEqualTo(rows.contigs());
            assertThat(packed.recordsStored()).isEqualTo(rows.recordsStored());
            assertThat(packed.duplicates()).isEqualTo(rows.duplicates());
        }
        String all = "SELECT " + COLUMNS + " FROM packed.all_variants JOIN packed.datasets USING (dataset_id)"
                + " WHERE name = '%s'";
        for (String more : List.of("(%s EXCEPT ALL %s) LIMIT 3", "(%2$s EXCEPT ALL %1$s) LIMIT 3")) {
            assertThat(database.rows(more.formatted(all.formatted("ROWS"), all.formatted("PACKED"))))
                    .isEmpty();
        }
        assertSameCohorts();
        for (String table : List.of("variant_blocks", "variant_block_keys")) {
            assertThat(database.value(
                            "SELECT sum(value::int) FROM packed.datasets, jsonb_each_text(row_counts) WHERE name ="
                                    + " 'PACKED' AND key ~ '^" + table + "_(chr|other)'"))
                    .isEqualTo(database.value("SELECT count(*) FROM packed." + table));
        }
        assertThat(database.rows("SELECT jsonb_object_keys(row_counts) FROM packed.datasets WHERE name = 'PACKED'"))
                .noneMatch(table -> table.startsWith("variants"));
        assertThat(genome.variants().in("PACKED").list().stream()
                        .map(variant -> variant.contig() + variant.position())
                        .toList())
                .isEqualTo(genome.variants().in("ROWS").list().stream()
                        .map(variant -> variant.contig() + variant.position())
                        .toList());
        assertThat(genome.convertVariants("PACKED", VariantLayout.ROWS)).isTrue();
        assertThat(append(third, VariantLayout.PACKED)
                        .duplicates(duplicates)
                        .run()
                        .state())
                .isEqualTo(LoadState.UNCHANGED);
    }

    private VcfLoad append(Path file, VariantLayout dataset) {
        return cohort(file, dataset)
                .layout(dataset == VariantLayout.PACKED ? VariantLayout.ROWS : VariantLayout.PACKED)
                .mode(LoadMode.APPEND);
    }

    private static String sorted(List<String> lines) {
        return lines.stream()
                .sorted(Comparator.<String, String>comparing(line -> line.substring(0, line.indexOf('\t')))
                        .thenComparingInt(line -> Integer.parseInt(line.split("\t", 3)[1])))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void refusesToAppendVariantsThatAreThere() throws Exception {
        Path file = file(RandomVariants.text(16, 200));
        Path again = Files.writeString(
                folder.resolve("again.vcf"),
                RandomVariants.text(16, 200).replaceFirst("##fileformat=VCFv4.2", "##fileformat=VCFv4.3"));
        cohort(file, VariantLayout.PACKED).duplicates(DuplicatePolicy.ERROR).run();
        String before = database.value("SELECT count(*) || ' ' || sum(position) FROM packed.all_variants");

        assertThatThrownBy(() -> append(again, VariantLayout.PACKED)
                        .duplicates(DuplicatePolicy.ERROR)
                        .run())
                .hasMessageContaining("expected each variant once");
        assertThat(database.value("SELECT count(*) || ' ' || sum(position) FROM packed.all_variants"))
                .isEqualTo(before);
    }

    @Test
    void findsRsNumbersAndIdsWhateverTheirSizeAndNumber() throws Exception {
        StringBuilder text = new StringBuilder(RandomVariants.HEADER);
        Random random = new Random(13);
        for (int i = 1; i <= 2_000; i++) {
            String id = switch (i % 5) {
                case 0 -> "rs" + (4_294_967_000L + i);
                case 1 -> "rs" + Long.MAX_VALUE / 10 / (1 + random.nextInt(20));
                case 2 -> "rs" + (1 + random.nextInt(50));
                case 3 -> "rs" + (1 + random.nextInt(Integer.MAX_VALUE));
                default -> "of" + random.nextInt(200);
            };
            text.append("22\t").append(i).append('\t').append(id).append("\tA\tC,G\t.\tPASS\tAC=1,2;AN=4\n");
        }
        assertSameRows(file(text.toString()));

        assertThat(genome.variants().in("PACKED").rs(4_294_967_005L).list()).hasSize(2);
        assertThat(genome.variants().in("PACKED").withId("of7").count())
                .isEqualTo(genome.variants().in("ROWS").withId("of7").count())
                .isPositive();
        // of the two alleles of a record one key; a key that several records have leads to each of them
        assertThat(database.value("SELECT sum(cardinality(keys)) FROM packed.variant_block_keys"))
                .isEqualTo("2000");
    }

    static List<Path> realFiles() throws IOException {
        return Needs.files("vcf").stream()
                .filter(path -> path.toString().matches(".*\\.vcf(\\.b?gz)?"))
                .filter(path -> path.toFile().length() < 60_000)
                .limit(150)
                .toList();
    }

    @Test
    void holdsWhatRowsHoldOfStreams() throws Exception {
        String text = PackedFiles.text(7, 1_000);
        LoadReport report = genome.loadVariants(InputSource.of("stream", text.getBytes(StandardCharsets.UTF_8)))
                .unknownContigs(UnknownContigs.KEEP)
                .assemblyCheck(false)
                .dataset("stream")
                .layout(VariantLayout.PACKED)
                .run();

        assertThat(database.value("SELECT count(*) FROM packed.all_variants"))
                .isEqualTo(String.valueOf(report.alleles().stored()));
    }

    @Test
    void isReplacedAndDroppedAsRowsAre() throws Exception {
        Path file = file(RandomVariants.text(8, 2_000));
        assertThat(load(file, VariantLayout.PACKED).run().state()).isEqualTo(LoadState.DONE);
        assertThat(load(file, VariantLayout.PACKED).run().state()).isEqualTo(LoadState.UNCHANGED);
        LoadReport asRows =
                load(file, VariantLayout.PACKED).layout(VariantLayout.ROWS).run();

        assertThat(asRows.state()).isEqualTo(LoadState.DONE);
        assertThat(database.value("SELECT count(*) FROM packed.variant_blocks")).isEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM packed.variant_block_keys"))
                .isEqualTo("0");
        assertThat(load(file, VariantLayout.PACKED).run().state()).isEqualTo(LoadState.DONE);
        assertThat(database.value("SELECT count(*) FROM packed.variants")).isEqualTo("0");
        assertThat(genome.datasets().drop("variants", "PACKED")).isTrue();
        assertThat(database.value("SELECT count(*) FROM packed.variant_blocks")).isEqualTo("0");
        assertThat(database.rows(
                        "SELECT relname FROM pg_class WHERE relnamespace = 'packed'::regnamespace AND relname ~"
                                + " '_d[0-9]+_r[0-9]+$'"))
                .isEmpty();
    }

    @Test
    void isRefusedWithIndexesOnInfo() throws Exception {
        Path file = file(RandomVariants.text(9, 100));
        VcfLoad packed = load(file, VariantLayout.PACKED);

        assertThatThrownBy(packed.indexInfo("DP")::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("packed datasets do not index INFO keys: load into rows");
        load(file, VariantLayout.ROWS).indexInfo("DP").dataset("indexed").run();
        assertThatThrownBy(() -> genome.convertVariants("indexed", VariantLayout.PACKED))
                .hasMessage("packed datasets do not index INFO keys: \"indexed\" stays as it is");
    }

    @Test
    void convertsADatasetThereAndBack() throws Exception {
        Path file = file(PackedFiles.text(11, 3_000));
        load(file, VariantLayout.ROWS).dataset("both").run();
        cohort(file, VariantLayout.ROWS).run();
        cohort(file, VariantLayout.PACKED).run();
        assertSameCohorts();
        genome.convertVariants("ROWS", VariantLayout.PACKED);
        genome.convertVariants("PACKED", VariantLayout.ROWS);
        assertSameCohorts();
        assertThat(database.value("SELECT count(*) FROM pg_indexes WHERE schemaname = 'packed' AND indexdef LIKE"
                        + " '%(consequence_set) WHERE%' AND tablename ~ ('_d' || (SELECT dataset_id FROM packed.datasets WHERE name ="
                        + " 'PACKED') || '_')"))
                .isEqualTo(database.value(
                        "SELECT count(*) FROM packed.datasets, jsonb_object_keys(row_counts) t WHERE name = 'PACKED'"
                                + " AND t ~ '^variants_'"))
                .isNotEqualTo("0");
        assertThat(database.value("SELECT row_counts ->> 'samples' FROM packed.datasets WHERE name = 'PACKED'"))
                .isEqualTo("5");
        genome.datasets().drop("variants", "ROWS");
        genome.datasets().drop("variants", "PACKED");
        String all = "SELECT " + COLUMNS + " FROM packed.all_variants ORDER BY record_number, allele_index, ordinal";
        List<String> before = database.rows(all);

        assertThat(genome.convertVariants("both", VariantLayout.ROWS)).isFalse();
        assertThat(genome.convertVariants("both", VariantLayout.PACKED)).isTrue();
        assertThat(database.value("SELECT count(*) FROM packed.variants")).isEqualTo("0");
        assertThat(database.rows(all)).isEqualTo(before);
        StoredDataset packed = genome.datasets().list().get(0);
        assertThat(packed.layout()).isEqualTo(VariantLayout.PACKED);
        assertThat(genome.datasets().size(packed).variants()).isEqualTo(before.size());
        assertThat(load(file, VariantLayout.PACKED).dataset("both").run().state())
                .isEqualTo(LoadState.UNCHANGED);
        assertThat(genome.variants().in("both").count()).isEqualTo(before.size());

        assertThat(genome.convertVariants("both", VariantLayout.ROWS)).isTrue();
        assertThat(database.value("SELECT count(*) FROM packed.variant_blocks")).isEqualTo("0");
        assertThat(database.rows(all)).isEqualTo(before);
        assertThat(load(file, VariantLayout.ROWS).dataset("both").run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(genome.convertVariants("both", VariantLayout.PACKED)).isTrue();
        assertThat(database.rows(all)).isEqualTo(before);
        assertThatThrownBy(() -> genome.convertVariants("none", VariantLayout.ROWS))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("\"none\"");
    }

    @Test
    void takesAFewTensOfBytesAVariant() throws Exception {
        Path file = file(dense(60_000));
        load(file, VariantLayout.ROWS).infoKeys().run();
        LoadReport report = load(file, VariantLayout.PACKED).infoKeys().run();

        DatasetSize packed = size("PACKED");
        assertThat(report.bytes()).isEqualTo(packed.bytes());
        assertThat(packed.bytes().compression())
                .contains(database.value(
                        "SELECT CASE WHEN 'lz4' = ANY (enumvals) THEN 'lz4' ELSE 'pglz' END FROM pg_settings"
                                + " WHERE name = 'default_toast_compression'"));
        assertThat(size("ROWS").bytes().compression()).isEmpty();
        assertThat(packed.variants()).isEqualTo(60_000);
        assertThat(packed.bytesPerVariant().orElseThrow()).isLessThan(30);
        assertThat(size("ROWS").bytesPerVariant().orElseThrow()).isGreaterThan(150);
    }

    private DatasetSize size(String dataset) {
        return genome.datasets().list().stream()
                .filter(of -> of.name().equals(dataset))
                .map(genome.datasets()::size)
                .findFirst()
                .orElseThrow();
    }

    /** As gnomAD is: a variant every few bases, four INFO keys, half of them with an rs number. */
    private static String dense(int records) {
        Random random = new Random(12);
        StringBuilder text = new StringBuilder(RandomVariants.HEADER);
        int position = 10_000;
        for (int i = 0; i < records; i++) {
            position += 1 + random.nextInt(20);
            int number = 152_000 + random.nextInt(400);
            int count = random.nextInt(10) > 0 ? 1 + random.nextInt(9) : random.nextInt(number);
            int ref = random.nextInt(4);
            text.append("22\t").append(position).append('\t');
            text.append(random.nextBoolean() ? "rs" + (1_000_000_000 + 90 * (i + random.nextInt(100_000))) : ".");
            text.append('\t').append("ACGT".charAt(ref)).append(random.nextInt(10) == 0 ? "AT" : "");
            text.append('\t')
                    .append("ACGT".charAt((ref + 1 + random.nextInt(3)) % 4))
                    .append("\t.\t");
            text.append(random.nextInt(10) == 0 ? "AC0" : "PASS")
                    .append("\tAC=")
                    .append(count)
                    .append(";AN=")
                    .append(number);
            text.append(";AF=").append(String.format(Locale.ROOT, "%.5e", count / (double) number));
            text.append(";DP=").append(2_000_000 + random.nextInt(50_000)).append('\n');
        }
        return text.toString();
    }

    @Test
    void countsAndOverlapsAreThoseOfRows() throws Exception {
        Path file = file(PackedFiles.text(10, 3_000));
        load(file, VariantLayout.ROWS).run();
        load(file, VariantLayout.PACKED).run();
        database.execute("SELECT packed.refresh_variant_stats()");

        assertThat(database.rows(
                        "SELECT (to_jsonb(s) - '{dataset,mean_frequency,mean_qual}'::text[])::text || round(mean_qual::numeric, 6) || round(mean_frequency::numeric, 6) FROM packed.variant_stats s WHERE dataset ="
                                + " 'PACKED' ORDER BY chromosome"))
                .isNotEmpty()
                .isEqualTo(database.rows(
                        "SELECT (to_jsonb(s) - '{dataset,mean_frequency,mean_qual}'::text[])::text || round(mean_qual::numeric, 6) || round(mean_frequency::numeric, 6) FROM packed.variant_stats s WHERE"
                                + " dataset = 'ROWS' ORDER BY chromosome"));
        assertThat(database.rows("SELECT chromosome || variant_type || variants FROM packed.variant_type_counts WHERE"
                        + " dataset = 'PACKED' ORDER BY 1"))
                .isNotEmpty()
                .isEqualTo(database.rows("SELECT chromosome || variant_type || variants FROM packed.variant_type_counts"
                        + " WHERE dataset = 'ROWS' ORDER BY 1"));
        assertThat(database.rows("SELECT DISTINCT dataset_id FROM packed.variants_overlapping('17', 1, 2147483647)"))
                .hasSize(2);
        for (String region : List.of("'17', 1, 100", "'17', 500, 500", "'1', 2000, 9000", "'X', 1, 2147483647")) {
            assertThat(database.rows("SELECT " + COLUMNS + " FROM packed.variants_overlapping(" + region + ") GROUP BY "
                            + COLUMNS + " HAVING count(*) <> 2 LIMIT 3"))
                    .as(region)
                    .isEmpty();
        }
    }

    private Optional<LoadReport> loaded(Path file) throws IOException {
        try {
            LoadReport report = cohort(file, VariantLayout.ROWS).run();
            return report.state() == LoadState.DONE && report.alleles().stored() > 0
                    ? Optional.of(report)
                    : Optional.empty();
        } catch (ParseException | LoadException e) {
            return Optional.empty(); // some are broken on purpose
        }
    }

    @Test
    void holdsWhatRowsHoldOfRealFiles() throws Exception {
        int loaded = 0;
        for (Path file : realFiles()) {
            Optional<LoadReport> rows = loaded(file);
            if (rows.isPresent()) {
                assertSameRows(rows.get(), cohort(file, VariantLayout.PACKED));
                loaded++;
            }
        }
        assertThat(loaded).isGreaterThan(10);
    }
}
