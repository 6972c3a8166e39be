package omega.genomics.vcf.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.RealVcfFiles;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files are annotated as {@code bcftools annotate -a … -c …} does it: each real file gets all INFO fields, IDs, qualities and filters of itself,
 * after they were taken away; and the same after its records were split, which moves values between lists and single ones.
 *
 * <p>Named differences, which are left out:
 *
 * <ul>
 *   <li>bcftools pairs each record with one record of the source at most, and each of those with one record. So where records share a
 *       position it takes the values of one of them, or none. Where REF of another record covers the position, we may find the same allele there.
 *   <li>bcftools does not annotate records without ALT, or with none but {@code <*>} or {@code <NON_REF>}, from others like them, nor copies END.
 *   <li>bcftools copies a key that has no value, although its type is not Flag.
 *   <li>INFO fields called ID, QUAL or FILTER, which bcftools takes for the columns.
 *   <li>bcftools annotates symbolic alleles that end elsewhere.
 * </ul>
 */
class BcftoolsAnnotateTest {
    private static final long SMALL = 400_000;

    @TempDir
    Path folder;

    @BeforeEach
    void needsBcftools() {
        Needs.program("bcftools");
    }

    @Test
    void agreesWithBcftools() throws Exception {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String name : List.of(
                "bcftools/annotate.multi.vcf",
                "bcftools/view.vcf",
                "gnomad/sample.gnomad.exomes.r2.1.1.sites.chr1.vcf.gz",
                "vcfanno/example/exac.vcf.gz",
                "dbsnp/b157_2564.vcf.gz")) {
            compared += compare(Needs.data("vcf/" + name), differences);
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(1_000);
    }

    @Test
    @Tag("slow")
    void agreesWithBcftoolsOnManyFiles() throws Exception {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        int files = 0;
        for (Path file : RealVcfFiles.someUnder("vcf", 4)) {
            if (Files.size(file) < SMALL) {
                int records = compare(file, differences);
                compared += records;
                files += records > 0 ? 1 : 0;
            }
        }
        System.out.println("compared " + compared + " records of " + files + " files with bcftools annotate");
        assertThat(differences).isEmpty();
        assertThat(files).isGreaterThan(40);
    }

    /** Compares both ways; returns the number of records, or 0 if bcftools does not take the file. */
    private int compare(Path file, List<String> differences) throws Exception {
        Path whole = folder.resolve("whole.vcf.gz");
        Path bare = folder.resolve("bare.vcf.gz");
        Path split = folder.resolve("split.vcf.gz");
        Path bareSplit = folder.resolve("bare-split.vcf.gz");
        if (!runs("bcftools", "sort", "-Oz", "-o", whole + "", file + "")
                || !runs("bcftools", "norm", "-m-any", "-Oz", "-o", split + "", whole + "")
                || !runs(
                        "bcftools",
                        "annotate",
                        "-x",
                        "ID,QUAL,FILTER,INFO,^FORMAT/GT",
                        "-Oz",
                        "-o",
                        bare + "",
                        whole + "")
                || !runs(
                        "bcftools",
                        "annotate",
                        "-x",
                        "ID,QUAL,FILTER,INFO,^FORMAT/GT",
                        "-Oz",
                        "-o",
                        bareSplit + "",
                        split + "")) {
            return 0;
        }
        for (Path made : List.of(whole, split, bare, bareSplit)) {
            if (!runs("bcftools", "index", "-f", made + "")) {
                return 0;
            }
        }
        List<String> columns = columns(whole);
        return compare(file + " from itself", bare, whole, columns, differences)
                + compare(file + " from its split records", bare, split, columns, differences)
                + compare(file + " split, from the whole", bareSplit, whole, columns, differences);
    }

    private static Set<String> flags(Path file) throws IOException {
        try (VcfReader reader = VcfReader.open(file)) {
            return reader.header().infos().stream()
                    .filter(info -> info.type() == VcfType.FLAG)
                    .map(InfoDefinition::id)
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> columns(Path file) throws IOException {
        List<String> columns = new ArrayList<>(List.of("ID", "QUAL", "FILTER"));
        try (VcfReader reader = VcfReader.open(file)) {
            for (InfoDefinition info : reader.header().infos()) {
                if (info.line().isPresent()
                        && info.number().kind() != VcfNumber.Kind.G
                        && !List.of("END", "ID", "QUAL", "FILTER").contains(info.id())
                        && info.id().matches("[A-Za-z_][0-9A-Za-z_.]*")) {
                    columns.add("INFO/" + info.id());
                }
            }
        }
        return columns;
    }

    private int compare(String what, Path mine, Path source, List<String> columns, List<String> differences)
            throws Exception {
        Path theirs = folder.resolve("theirs.vcf");
        Path ours = folder.resolve("ours.vcf");
        Path oursAsTheirs = folder.resolve("ours-as-theirs.vcf");
        String list = String.join(",", columns);
        if (!runs("bcftools", "annotate", "-a", source + "", "-c", list, "-o", theirs + "", mine + "")) {
            return 0;
        }
        VcfAnnotator.from(source, list).annotate(mine, ours);
        // bcftools writes numbers anew
        assertThat(runs("bcftools", "view", "-o", oursAsTheirs + "", ours + ""))
                .as(what)
                .isTrue();
        List<String> a = lines(oursAsTheirs);
        List<String> b = lines(theirs);
        if (a.size() != b.size()) {
            differences.add(what + ": " + a.size() + " records, bcftools " + b.size());
            return a.size();
        }
        Set<String> ambiguous = ambiguous(mine);
        ambiguous.addAll(ambiguous(source));
        Set<String> flags = flags(source);
        int shown = 0;
        for (int i = 0; i < a.size() && shown < 3; i++) {
            String difference = difference(a.get(i), b.get(i), flags);
            if (difference != null
                    && !ambiguous.contains(place(a.get(i)))
                    && !List.of(".", "<*>", "<NON_REF>").contains(a.get(i).split("\t", -1)[4])) {
                differences.add(what + ": " + difference);
                shown++;
            }
        }
        return a.size();
    }

    private static String place(String line) {
        String[] columns = line.split("\t", 3);
        return columns[0] + ':' + columns[1];
    }

    /** The places of records that another one covers. */
    private static Set<String> ambiguous(Path file) throws IOException {
        Set<String> places = new HashSet<>();
        String contig = "";
        int covered = 0;
        String last = "";
        try (VcfReader reader = VcfReader.open(file)) {
            while (reader.advance()) {
                VcfRecord record = reader.record();
                String place = record.contig() + ':' + record.position();
                if (!record.contig().equals(contig)) {
                    contig = record.contig();
                    covered = 0;
                } else if (record.position() <= covered) {
                    places.add(last);
                    places.add(place);
                }
                int end = record.position() + record.ref().length() - 1;
                if (end >= covered) {
                    covered = end;
                    last = place;
                }
            }
        }
        return places;
    }

    private static String difference(String ours, String theirs, Set<String> flags) {
        String[] a = ours.split("\t");
        String[] b = theirs.split("\t");
        Map<String, String> infoA = info(a[7]);
        Map<String, String> infoB = info(b[7]);
        a[7] = "";
        b[7] = "";
        StringBuilder text = new StringBuilder();
        if (!Arrays.equals(a, b)) {
            text.append(String.join("\t", a)).append(" / ").append(String.join("\t", b));
        }
        infoA.forEach((key, value) -> {
            if (!value.equals(infoB.get(key))) {
                text.append(' ')
                        .append(key)
                        .append(": ")
                        .append(value)
                        .append(" / ")
                        .append(infoB.get(key));
            }
        });
        infoB.forEach((key, value) -> {
            if (!infoA.containsKey(key) && (!value.isEmpty() || flags.contains(key))) {
                text.append(' ').append(key).append(": null / ").append(value);
            }
        });
        return text.isEmpty() ? null : String.join(" ", Arrays.asList(a).subList(0, 5)) + ": " + text;
    }

    private static Map<String, String> info(String text) {
        Map<String, String> info = new HashMap<>();
        for (String entry : text.split(";", -1)) {
            int equals = entry.indexOf('=');
            String value = equals < 0 ? "" : entry.substring(equals + 1);
            if (!entry.equals(".") && !(equals > 0 && value.matches("[.,]*"))) {
                info.put(equals < 0 ? entry : entry.substring(0, equals), value);
            }
        }
        return info;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static boolean runs(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }
}
