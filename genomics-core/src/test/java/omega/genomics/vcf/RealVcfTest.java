package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import omega.genomics.ParseException;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.genotype.Genotype;
import omega.genomics.vcf.header.FormatDefinition;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfType;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files of many sources: they read whole or are refused with a place, and agree with bcftools. */
class RealVcfTest {
    /** Valid by their suite, and refused by us: name to reason. Must stay right in both directions. */
    private static final Map<String, String> REFUSED_VALID = Map.of();

    @Test
    void everyValidConformanceFileReadsToItsEnd() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        for (Path path : RealVcfFiles.under("vcf-conformance")) {
            if (path.toString().contains("/valid/")) {
                try (VcfReader reader = VcfReader.open(path)) {
                    reader.stream()
                            .forEach(variant -> assertThat(variant.contig()).isNotEmpty());
                } catch (ParseException e) {
                    refused.put(RealVcfFiles.name(path), e.getMessage());
                }
            }
        }
        assertThat(refused.keySet()).as(refused.toString()).isEqualTo(REFUSED_VALID.keySet());
    }

    @Test
    void everyFileReadsWholeOrIsRefusedWithItsPlaceAndAReason() throws IOException {
        int whole = 0;
        int refused = 0;
        for (Path path : RealVcfFiles.under("vcf")) {
            try (VcfReader reader = VcfReader.open(path)) {
                reader.forEach(record -> {
                    record.end();
                    record.info().size();
                    record.samples().checkColumns();
                });
                whole++;
            } catch (ParseException e) {
                refused++;
                assertThat(e.location().source()).isEqualTo(path.toString());
                assertThat(e.location().line() > 0 || e.location().byteOffset() >= 0)
                        .as(e.getMessage())
                        .isTrue();
                assertThat(e.diagnostic().message()).contains("expected");
            }
        }
        System.out.println("real VCF files: " + whole + " read whole, " + refused + " refused with a place");
        assertThat(whole).isGreaterThanOrEqualTo(refused * 5);
    }

    @Test
    void readsARecordOf1300KilobytesAndAHeaderOf4400Kilobytes() throws IOException {
        Path line = Needs.data("vcf/hail/gvcfs/long_line.g.vcf.gz");
        Path header = Needs.data("vcf/SnpEff/stress/huge_header_slow.vcf.gz");
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            for (Path path : List.of(line, header)) {
                try (VcfReader reader = VcfReader.open(path)) {
                    assertThat(reader.stream().count()).isPositive();
                }
            }
        });
    }

    @Test
    void aWholeFileComesBackByteForByte(@TempDir Path folder) throws IOException {
        Path path = Needs.data("vcf/platinum/PG_NA12878_hg38-chr21.vcf.gz");
        Path plain = folder.resolve("out.vcf");
        Path blocks = folder.resolve("out.vcf.gz");
        Path gzip = folder.resolve("plain.gz");
        write(path, plain);
        write(path, blocks);
        try (VcfReader reader = VcfReader.open(path);
                VcfWriter writer = VcfWriter.createGzip(gzip, reader.header())) {
            reader.forEach(writer::write);
        }
        byte[] original = omega.genomics.io.InputSource.of(path).open().readAllBytes();
        assertThat(Files.readAllBytes(plain)).isEqualTo(original);
        assertThat(omega.genomics.io.InputSource.of(blocks).open().readAllBytes())
                .isEqualTo(original);
        assertThat(omega.genomics.io.InputSource.of(gzip).open().readAllBytes()).isEqualTo(original);
        if (Needs.hasProgram("bcftools")) {
            for (Path written : List.of(plain, blocks, gzip)) {
                assertThat(bcftools(written, Integer.MAX_VALUE)).hasSize(65_370);
            }
        }
    }

    private static void write(Path from, Path to) throws IOException {
        try (VcfReader reader = VcfReader.open(from);
                VcfWriter writer = VcfWriter.create(to, reader.header())) {
            reader.stream().forEach(writer::write);
        }
    }

    // ---- against bcftools ----------------------------------------------------------------------------------------

    private static final int RECORDS = 300;

    @Test
    void recordsColumnsInfoAndGenotypesAgreeWithBcftools() throws IOException {
        Needs.program("bcftools");
        int compared = 0;
        Map<String, String> differences = new TreeMap<>();
        // Starting bcftools a thousand times takes a minute; the full walk is for a change of the reader.
        boolean full = Boolean.getBoolean("genomics.full");
        for (Path path : RealVcfFiles.under("vcf")) {
            if (!full && RealVcfFiles.name(path).hashCode() % 8 != 0) {
                continue;
            }
            List<String> theirs = bcftools(path, RECORDS);
            if (theirs.isEmpty()) {
                continue;
            }
            try (VcfReader reader = VcfReader.open(path)) {
                String difference = compare(reader, theirs);
                compared++;
                if (!difference.isEmpty()) {
                    differences.put(RealVcfFiles.name(path), difference);
                }
            } catch (ParseException e) {
                // Refused files are another test's.
            }
        }
        System.out.println("agreed with bcftools: " + (compared - differences.size()) + " of " + compared + " files");
        assertThat(differences).isEmpty();
    }

    /** The first records as bcftools prints them; empty if it refuses the file. */
    private static List<String> bcftools(Path path, int records) throws IOException {
        Process process = new ProcessBuilder("bcftools", "view", "-H", "--no-version", path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1))) {
            String line = reader.readLine();
            while (line != null && lines.size() < records) {
                lines.add(line);
                line = reader.readLine();
            }
        }
        boolean whole = lines.size() < records;
        if (!whole) {
            process.destroy();
        }
        try {
            // What it gives up on is no oracle.
            return whole && process.waitFor() != 0 ? List.of() : lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String compare(VcfReader reader, List<String> theirs) {
        for (String line : theirs) {
            if (!reader.advance()) {
                return "fewer records";
            }
            String difference = compare(reader.record(), line.split("\t", -1));
            if (!difference.isEmpty()) {
                return "line " + reader.record().lineNumber() + ": " + difference;
            }
        }
        return theirs.size() < RECORDS && reader.advance() ? "more records" : "";
    }

    private static String compare(VcfRecord record, String[] theirs) {
        String[] ours = new String(record.lineBytes().toByteArray(), ISO_8859_1).split("\t", -1);
        for (int column : new int[] {0, 1, 2, 3, 4, 6}) {
            if (!ours[column].equals(theirs[column])) {
                return VcfRecord.COLUMNS[column] + " " + ours[column] + " and " + theirs[column];
            }
        }
        if (!record.contig().equals(theirs[0])
                || record.position() != Integer.parseInt(theirs[1])
                || !String.join(",", record.alts()).equals(theirs[4].equals(".") ? "" : theirs[4])) {
            return "accessors differ";
        }
        if (record.hasQual() ? !sameNumber(record.qual(), theirs[5]) : !theirs[5].equals(".")) {
            return "QUAL " + ours[5] + " and " + theirs[5];
        }
        String difference = info(record, theirs[7]);
        return difference.isEmpty() && theirs.length > 8 ? samples(record, theirs) : difference;
    }

    private static String info(VcfRecord record, String theirs) {
        InfoView info = record.info();
        for (String entry : theirs.equals(".") ? new String[0] : theirs.split(";", -1)) {
            String key = entry.contains("=") ? entry.substring(0, entry.indexOf('=')) : entry;
            String value = entry.contains("=") ? entry.substring(key.length() + 1) : "";
            InfoDefinition definition = record.header().info(key);
            if (!info.isPresent(definition.asAny())) {
                return "no INFO/" + key;
            }
            String[] values = value.split(",", -1);
            for (int i = 0; i < values.length; i++) {
                String ours = info(info, definition, i);
                if (!same(definition.type(), ours, values[i])) {
                    return "INFO/" + key + " " + ours + " and " + values[i];
                }
            }
        }
        return "";
    }

    private static String info(InfoView info, InfoDefinition definition, int i) {
        if (definition.type() == VcfType.FLAG) {
            return "";
        }
        if (info.isMissing(definition.asAny(), i)) {
            return info.has(definition.asAny()) || info.count(definition.asAny()) > 0 ? "." : "";
        }
        return switch (definition.type()) {
            case INTEGER -> Integer.toString(info.intValue(definition.asIntegers(), i));
            case FLOAT -> Float.toString(info.floatValue(definition.asFloats(), i));
            default -> {
                String raw = new String(info.bytes(definition.asAny()).toByteArray(), ISO_8859_1);
                yield raw.split(",", -1)[i];
            }
        };
    }

    private static String samples(VcfRecord record, String[] theirs) {
        SamplesView samples = record.samples();
        String[] keys = theirs[8].equals(".") ? new String[0] : theirs[8].split(":", -1);
        for (int sample = 0; sample < samples.count(); sample++) {
            String[] fields = theirs[9 + sample].split(":", -1);
            for (int k = 0; k < Math.min(keys.length, fields.length); k++) {
                FormatDefinition definition = record.header().format(keys[k]);
                var bytes = samples.bytes(definition.asAny(), sample);
                String ours = bytes == null ? "." : new String(bytes.toByteArray(), ISO_8859_1);
                if (keys[k].equals("GT")) {
                    Genotype genotype = samples.genotype(sample);
                    ours = genotype == null ? "." : genotype.toString();
                }
                String[] values = fields[k].split(",", -1);
                String[] own = ours.split(",", -1);
                for (int i = 0; i < Math.min(values.length, own.length); i++) {
                    if (!same(definition.type(), own[i], values[i])) {
                        return "sample " + sample + " " + keys[k] + " " + ours + " and " + fields[k];
                    }
                }
            }
        }
        return "";
    }

    private static boolean same(VcfType type, String ours, String theirs) {
        boolean bothMissing = (ours.isEmpty() || ours.equals(".")) && (theirs.isEmpty() || theirs.equals("."));
        if (type == VcfType.FLAG || ours.equals(theirs) || bothMissing) {
            return true;
        }
        return (type == VcfType.FLOAT || type == VcfType.INTEGER)
                && !ours.isEmpty()
                && !ours.equals(".")
                && sameNumber(Float.parseFloat(ours), theirs);
    }

    /** bcftools prints six digits. */
    private static boolean sameNumber(float ours, String theirs) {
        if (theirs.equals(".")) {
            return false;
        }
        float other = switch (theirs) {
            case "inf" -> Float.POSITIVE_INFINITY;
            case "-inf" -> Float.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Float.NaN;
            default -> Float.parseFloat(theirs);
        };
        return Float.compare(ours, other) == 0 || Math.abs(ours - other) <= 2e-5 * Math.abs(ours);
    }
}
