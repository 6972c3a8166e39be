package omega.genomics.postgres.load.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import omega.genomics.contig.Assembly;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole ClinVar of 2015 and a release made of it by edits: counted by SQL over fresh loads, and by bcftools over the files. */
@DatabaseTest
@Tag("slow")
class RealReleaseTest {
    private static final String CONTENT = "to_jsonb(v) - 'dataset_id' - 'record_number'";

    @TempDir
    Path directory;

    private AssemblyDatabase genome;

    @Test
    void isRenewedByItsDifferences(TestDatabase database) throws Exception {
        Path clinvar = Needs.data("vcf/clinvar-2015/clinvar.vcf.gz");
        Needs.program("bcftools");
        genome = Genomes.empty(database, "grch37");
        List<String> lines = lines(clinvar);
        Path first = write("first.vcf.gz", lines);
        Path second = write("second.vcf.gz", edited(lines));
        load(first, "clinvar").release("2015-01-01").renew().run();
        load(first, "first").run();
        load(second, "second").run();

        ReleaseCounts counts = load(second, "clinvar")
                .release("2015-02-01")
                .renew()
                .run()
                .release()
                .orElseThrow();

        assertThat(counts).isEqualTo(counted(database));
        assertThat(counts.added()).isPositive();
        assertThat(counts.removed()).isPositive();
        assertThat(counts.changed()).isPositive();
        Map<String, Long> isec = isec(first, second);
        assertThat(counts.removed()).isEqualTo(isec.get("0000"));
        assertThat(counts.added()).isEqualTo(isec.get("0001"));
        assertThat(counts.changed() + counts.unchanged()).isEqualTo(isec.get("0002"));
        assertThat(differences(database, "clinvar", "second")).isZero();
        assertThat(genome.variants().in("clinvar").asOf("2015-01-15").count())
                .isEqualTo(genome.variants().in("first").count());
        load(write("same.vcf", lines.stream().map(line -> line + "\r").toList()), "clinvar")
                .release("2015-03-01")
                .renew()
                .run();
        assertThat(differences(database, "clinvar", "first")).isZero();
    }

    private VcfLoad load(Path file, String dataset) {
        return genome.loadVariants(InputSource.of(file)).dataset(dataset).contigs(Assembly.grch37());
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static int position(String line) {
        return Integer.parseInt(line.split("\t", 3)[1]);
    }

    /** One record in a hundred is removed, reclassified, described otherwise, moved, or repeated. */
    private static List<String> edited(List<String> lines) {
        Random random = new Random(33);
        Map<String, List<String>> contigs = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("#")) {
                all.add(line);
                continue;
            }
            List<String> contig =
                    contigs.computeIfAbsent(line.substring(0, line.indexOf('\t')), of -> new ArrayList<>());
            String[] fields = line.split("\t", -1);
            switch (random.nextInt(500)) {
                case 0 -> {}
                case 1 -> contig.add(line.replaceFirst("CLNSIG=\\d+", "CLNSIG=255"));
                case 2 -> contig.add(line + ";NEW_KEY");
                case 3 -> {
                    fields[1] = Integer.toString(Integer.parseInt(fields[1]) + 1 + random.nextInt(50));
                    contig.add(String.join("\t", fields));
                }
                case 4 -> {
                    contig.add(line);
                    contig.add(line);
                }
                default -> contig.add(line);
            }
        }
        contigs.values().forEach(contig -> {
            contig.sort(Comparator.comparingInt(RealReleaseTest::position));
            all.addAll(contig);
        });
        return all;
    }

    private Path write(String name, List<String> lines) throws IOException {
        Path file = directory.resolve(name);
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        if (!name.endsWith(".gz")) {
            return Files.write(file, text);
        }
        try (OutputStream out = BgzfWriter.to(Files.newOutputStream(file), 1)) {
            out.write(text);
        }
        return file;
    }

    /** Compares fresh loads of both files, on the server. */
    private static ReleaseCounts counted(TestDatabase database) throws SQLException {
        String of = "(SELECT chromosome, position, ref, alt, ordinal, " + CONTENT
                + " AS content FROM grch37.variants v WHERE"
                + " dataset_id = (SELECT dataset_id FROM grch37.datasets WHERE name = '";
        String[] counts = database.value(
                        "SELECT count(*) FILTER (WHERE a.content IS NULL) || ' ' || count(*) FILTER (WHERE"
                                + " b.content IS NULL) || ' ' || count(*) FILTER (WHERE a.content <> b.content) || ' ' || count(*)"
                                + " FILTER (WHERE a.content = b.content) FROM " + of + "first')) a FULL JOIN " + of
                                + "second')) b"
                                + " ON a.chromosome = b.chromosome AND a.position = b.position AND a.ref = b.ref AND"
                                + " coalesce(a.alt, '.') = coalesce(b.alt, '.') AND a.ordinal = b.ordinal")
                .split(" ", -1);
        return new ReleaseCounts(
                "2015-02-01",
                Optional.of("2015-01-01"),
                Long.parseLong(counts[0]),
                Long.parseLong(counts[1]),
                Long.parseLong(counts[2]),
                Long.parseLong(counts[3]));
    }

    private static long differences(TestDatabase database, String one, String other) throws SQLException {
        String of = "(SELECT " + CONTENT + " FROM grch37.variants v WHERE dataset_id = (SELECT dataset_id FROM"
                + " grch37.datasets WHERE name = '%s'))";
        String left = of.formatted(one);
        String right = of.formatted(other);
        return Long.parseLong(database.value("SELECT (SELECT count(*) FROM (" + left + " EXCEPT " + right
                + ") x) + (SELECT count(*) FROM (" + right + " EXCEPT " + left + ") y)"));
    }

    /** What bcftools compares: it cannot write the INFO of this old file. */
    private static List<String> sites(Path file) throws IOException {
        List<String> sites = new ArrayList<>(List.of("##fileformat=VCFv4.1"));
        Set<String> contigs = new LinkedHashSet<>();
        List<String> lines = lines(file);
        for (String line : lines) {
            if (!line.startsWith("#")) {
                contigs.add(line.substring(0, line.indexOf('\t')));
            }
        }
        contigs.forEach(contig -> sites.add("##contig=<ID=" + contig + ">"));
        sites.add("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO");
        for (String line : lines) {
            if (!line.startsWith("#")) {
                String[] fields = line.split("\t", 6);
                sites.add(String.join("\t", fields[0], fields[1], fields[2], fields[3], fields[4], ".", ".", "."));
            }
        }
        return sites;
    }

    /** Rows only in the first file, only in the second, and in both, an ALT allele each. */
    private Map<String, Long> isec(Path first, Path second) throws Exception {
        StringBuilder script = new StringBuilder("set -e -o pipefail; cd '" + directory + "'\n");
        for (Path file :
                List.of(write("first.sites.vcf.gz", sites(first)), write("second.sites.vcf.gz", sites(second)))) {
            script.append("bcftools norm -m -any '")
                    .append(file)
                    .append("' 2>/dev/null | bcftools norm -d exact -Oz -o '")
                    .append(file)
                    .append(".one.gz' - 2>/dev/null\nbcftools index '")
                    .append(file)
                    .append(".one.gz'\n");
        }
        script.append("bcftools isec -c none -p isec '")
                .append(directory.resolve("first.sites.vcf.gz.one.gz"))
                .append("' '")
                .append(directory.resolve("second.sites.vcf.gz.one.gz"))
                .append("'\n");
        Process process = new ProcessBuilder("bash", "-c", script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String name : List.of("0000", "0001", "0002")) {
            try (var lines = Files.lines(directory.resolve("isec").resolve(name + ".vcf"))) {
                counts.put(name, lines.filter(line -> !line.startsWith("#")).count());
            }
        }
        return counts;
    }
}
