package omega.genomics.vcf.annotate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated files over a genome of repeats: a merge join gives what a table of all alleles gives, and taking the values away gives the file. */
class AnnotationPropertyTest {
    private static final int LENGTH = 3000;

    private final Random random = new Random();
    private final Map<String, String> genome = new TreeMap<>();

    private record Line(String contig, int position, String ref, List<String> alts, String info) {
        String text(String samples) {
            return contig + '\t' + position + "\t.\t" + ref + '\t' + String.join(",", alts) + "\t.\t.\t" + info
                    + samples + '\n';
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aMergeJoinGivesWhatATableGives(long seed) throws IOException {
        random.setSeed(seed);
        for (String contig : List.of("1", "2", "X", "Un_7")) {
            genome.put(contig, repeats());
        }
        List<Line> source = lines(0.2, 2, true);
        List<Line> mine = lines(0.1, 5, false);
        String sourceText = "##fileformat=VCFv4.3\n##INFO=<ID=A,Number=A,Type=Integer,Description=\"a\">\n"
                + "##INFO=<ID=R,Number=R,Type=Integer,Description=\"r\">\n"
                + "##INFO=<ID=S,Number=1,Type=String,Description=\"s\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                + text(source, "");
        String header = "##fileformat=VCFv4.3\n##INFO=<ID=D,Number=1,Type=Integer,Description=\"d\">\n";
        String columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tone\n";
        String mineText = header + columns + text(mine, "\tGT\t0/1");
        for (boolean isMoved : new boolean[] {false, true}) {
            VcfAnnotator annotator = VcfAnnotator.from(
                    InputSource.of("source", sourceText.getBytes(UTF_8)),
                    AnnotationColumn.parseAll("A:x_a,R:x_r,S:x_s"));
            String annotated = annotated(isMoved ? annotator.against(this::bases) : annotator, mineText);

            assertThat(records(annotated)).isEqualTo(expected(mine, source, isMoved));
            assertThat(stripped(annotated)).isEqualTo(mineText);
        }
    }

    private String repeats() {
        StringBuilder bases = new StringBuilder();
        while (bases.length() < LENGTH) {
            StringBuilder unit = new StringBuilder();
            for (int i = random.nextInt(3); i >= 0; i--) {
                unit.append("ACGT".charAt(random.nextInt(4)));
            }
            bases.append(unit.toString().repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 60 : 6)));
        }
        return bases.toString();
    }

    private List<Line> lines(double density, int most, boolean isSource) {
        List<Line> lines = new ArrayList<>();
        for (String contig : genome.keySet()) {
            if (contig.equals(isSource ? "2" : "X") && random.nextBoolean()) {
                continue;
            }
            String bases = genome.get(contig);
            for (int i = 0; i < bases.length() * density; i++) {
                int position = 1 + random.nextInt(bases.length() - 20);
                int length = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 1;
                String ref = bases.substring(position - 1, position - 1 + length);
                List<String> alts = new ArrayList<>();
                for (int n = random.nextInt(most); n >= 0; n--) {
                    String alt = alt(ref);
                    if (!alt.equals(ref) && !alts.contains(alt)) {
                        alts.add(alt);
                    }
                }
                if (!alts.isEmpty()) {
                    String info = !isSource ? random.nextBoolean() ? "." : "D=" + i : info(alts.size(), i);
                    lines.add(new Line(
                            contig,
                            position,
                            random.nextInt(4) == 0 ? ref.toLowerCase(java.util.Locale.ROOT) : ref,
                            alts,
                            info));
                }
            }
        }
        List<String> contigs = new ArrayList<>(genome.keySet());
        lines.sort(Comparator.comparingInt((Line line) -> contigs.indexOf(line.contig))
                .thenComparingInt(Line::position));
        return lines;
    }

    private String alt(String ref) {
        return switch (random.nextInt(5)) {
            case 0 -> ref.substring(0, 1);
            case 1 -> ref + ref.substring(ref.length() - 1);
            case 2 -> ref.charAt(0) + "ACGT".substring(random.nextInt(4)) + ref.substring(1);
            case 3 -> ref.length() > 2 ? ref.charAt(0) + ref.substring(2) : ref + "AC";
            default -> "ACGT".charAt(random.nextInt(4)) + ref.substring(1);
        };
    }

    private String info(int alts, int number) {
        List<String> entries = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            entries.add("A=" + values(alts));
        }
        if (random.nextInt(4) > 0) {
            entries.add("R=" + values(alts + 1));
        }
        if (random.nextInt(4) > 0) {
            entries.add("S=s" + number);
        }
        return entries.isEmpty() ? "." : String.join(";", entries);
    }

    private String values(int count) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(random.nextInt(5) == 0 ? "." : "" + random.nextInt(1000));
        }
        return String.join(",", values);
    }

    private static String text(List<Line> lines, String samples) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text(samples)));
        return text.toString();
    }

    private byte[] bases(Region region) {
        String bases = genome.get(region.contig());
        if (bases == null || region.end() > bases.length()) {
            throw new IllegalArgumentException("outside");
        }
        return bases.substring(region.start() - 1, region.end()).getBytes(UTF_8);
    }

    private static String annotated(VcfAnnotator annotator, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VcfReader reader = VcfReader.open(InputSource.of("mine", text.getBytes(UTF_8)))) {
            annotator.annotate(reader, out);
        }
        return out.toString(UTF_8);
    }

    private static List<String> records(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static String stripped(String annotated) {
        StringBuilder text = new StringBuilder();
        annotated
                .lines()
                .filter(line -> !line.startsWith("##INFO=<ID=x_"))
                .forEach(line -> text.append(
                                line.replaceAll(";?x_[ars]=[^;\t]*", "").replace("\t\tGT", "\t.\tGT"))
                        .append('\n'));
        return text.toString();
    }

    // ---- the table -----------------------------------------------------------------------------------------------

    /** One allele of the source that has a given form: its record and its number, from 0. */
    private record Found(Line line, int alt) {}

    private List<String> expected(List<Line> mine, List<Line> source, boolean isMoved) {
        Map<String, List<Found>> table = new HashMap<>();
        for (Line line : source) {
            for (int alt = 0; alt < line.alts.size(); alt++) {
                table.computeIfAbsent(form(line, alt, isMoved), form -> new ArrayList<>())
                        .add(new Found(line, alt));
            }
        }
        List<String> expected = new ArrayList<>();
        for (Line line : mine) {
            List<List<Found>> found = new ArrayList<>();
            for (int alt = 0; alt < line.alts.size(); alt++) {
                List<Found> all = new ArrayList<>(table.getOrDefault(form(line, alt, isMoved), List.of()));
                all.sort(Comparator.comparing(
                        other -> other.line.position != line.position || other.line.ref.length() != line.ref.length()));
                found.add(all);
            }
            List<Found> all = found.stream().flatMap(List::stream).toList();
            List<String> own = new ArrayList<>();
            List<String> byAlt = new ArrayList<>();
            found.forEach(some -> byAlt.add(value("A", some, false)));
            List<String> byAllele = new ArrayList<>(List.of(value("R", all, true)));
            found.forEach(some -> byAllele.add(value("R", some, false)));
            add(own, "x_a=", byAlt);
            add(own, "x_r=", byAllele);
            all.stream()
                    .map(one -> field(one.line, "S"))
                    .filter(value -> value != null)
                    .findFirst()
                    .ifPresent(value -> own.add("x_s=" + value));
            String info =
                    own.isEmpty() ? line.info : (line.info.equals(".") ? "" : line.info + ";") + String.join(";", own);
            expected.add(new Line(line.contig, line.position, line.ref, line.alts, info)
                    .text("\tGT\t0/1")
                    .strip());
        }
        return expected;
    }

    private static void add(List<String> own, String key, List<String> values) {
        if (values.stream().anyMatch(value -> !value.equals("."))) {
            own.add(key + String.join(",", values));
        }
    }

    private static String value(String key, List<Found> found, boolean isOfRef) {
        for (Found one : found) {
            String list = field(one.line, key);
            String value = list == null ? "." : list.split(",", -1)[isOfRef ? 0 : one.alt + (key.equals("R") ? 1 : 0)];
            if (!value.equals(".")) {
                return value;
            }
        }
        return ".";
    }

    private static String field(Line line, String key) {
        return Arrays.stream(line.info.split(";"))
                .filter(entry -> entry.startsWith(key + "="))
                .map(entry -> entry.substring(2))
                .findFirst()
                .orElse(null);
    }

    private String form(Line line, int number, boolean isMoved) {
        String bases = genome.get(line.contig);
        String ref = line.ref.toUpperCase(java.util.Locale.ROOT);
        String alt = line.alts.get(number).toUpperCase(java.util.Locale.ROOT);
        int position = line.position;
        while (true) {
            if (ref.charAt(ref.length() - 1) == alt.charAt(alt.length() - 1)
                    && ((ref.length() > 1 && alt.length() > 1) || (isMoved && position > 1))) {
                ref = ref.substring(0, ref.length() - 1);
                alt = alt.substring(0, alt.length() - 1);
                if (ref.isEmpty() || alt.isEmpty()) {
                    position--;
                    ref = bases.charAt(position - 1) + ref;
                    alt = bases.charAt(position - 1) + alt;
                }
            } else if (ref.length() > 1 && alt.length() > 1 && ref.charAt(0) == alt.charAt(0)) {
                ref = ref.substring(1);
                alt = alt.substring(1);
                position++;
            } else {
                return line.contig + ' ' + position + ' ' + ref + ' ' + alt;
            }
        }
    }
}
