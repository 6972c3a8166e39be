package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.ParseException;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FormatDefinition;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Real files, in 1, 2, 7 and 64 parts: every value is that of {@link VcfReader}, which reads them by other methods here. */
class RealFilesTest {
    private static final int[] PARTS = {1, 2, 7, 64};
    private static final long LARGEST = 400_000;
    private static final int MOST_CELLS = 400_000;

    @Test
    void haveTheRowsOfTheReader() throws IOException {
        SparkSession spark = Sessions.session();
        int compared = 0;
        List<Path> files = new ArrayList<>(Needs.files("vcf"));
        files.addAll(Needs.files("vcf-conformance"));
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            if (!isWanted(file, i)) {
                continue;
            }
            List<String> expected;
            try {
                expected = expected(file);
            } catch (IOException | RuntimeException e) {
                continue; // RealVcfTest says which files are broken and how
            }
            int parts = PARTS[compared++ % PARTS.length];
            List<String> found = new ArrayList<>();
            try {
                spark.read()
                        .format("vcf")
                        .option("partitions", parts)
                        .load(file.toString())
                        .collectAsList()
                        .forEach(row -> found.add(text(row)));
            } catch (Exception e) {
                throw new AssertionError(file + " in " + parts, e);
            }
            assertThat(found).as(file + " in " + parts).isEqualTo(expected);
        }
        System.out.println("Spark: " + compared + " real files");
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void haveTheRowsOfTheReaderAsBcf(@TempDir Path folder) throws Exception {
        Needs.program("bcftools");
        SparkSession spark = Sessions.session();
        int compared = 0;
        List<Path> files = Needs.files("vcf/bcftools");
        for (int i = 0; i < files.size(); i += 4) {
            Path bcf = folder.resolve(i + ".bcf");
            int end = new ProcessBuilder(
                            "bcftools",
                            "view",
                            "-Ob",
                            "-o",
                            bcf.toString(),
                            files.get(i).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (end != 0) {
                continue;
            }
            List<String> expected = expected(bcf);
            List<String> found = new ArrayList<>();
            int parts = PARTS[compared++ % PARTS.length];
            spark.read()
                    .format("vcf")
                    .option("partitions", parts)
                    .load(bcf.toString())
                    .collectAsList()
                    .forEach(row -> found.add(text(row)));
            assertThat(found).as(files.get(i) + " in " + parts).isEqualTo(expected);
        }
        assertThat(compared).isGreaterThan(20);
    }

    /** One in four, so that the test takes seconds; with {@code -Dslow=true} all of them. */
    private static boolean isWanted(Path file, int number) throws IOException {
        String name = file.getFileName().toString();
        boolean isVcf = name.endsWith(".vcf") || name.endsWith(".vcf.gz") || name.endsWith(".bgz");
        if (!isVcf || Files.size(file) > LARGEST || (number % 4 != 0 && !Boolean.getBoolean("slow"))) {
            return false;
        }
        try {
            Compression compression = InputSource.of(file).compression();
            return compression == Compression.NONE || compression == Compression.BGZF;
        } catch (ParseException e) {
            return false;
        }
    }

    // ---- as the reader has it ------------------------------------------------------------------------------------

    private static List<String> expected(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (VcfReader reader = VcfReader.open(file)) {
            while (reader.advance()) {
                if ((long) rows.size() * (reader.header().sampleCount() + 10) > MOST_CELLS) {
                    throw new IOException("too many values for a quick test");
                }
                rows.add(text(reader.record(), reader.header()));
            }
        }
        return rows;
    }

    private static String text(VcfRecord record, VcfHeader header) {
        Map<String, Object> info = new LinkedHashMap<>();
        for (InfoDefinition field : header.infos()) {
            info.put(field.id(), value(record.info(), field));
        }
        List<Object> samples = new ArrayList<>();
        if (header.sampleCount() > 0) {
            record.samples().checkColumns();
        }
        for (int i = 0; i < header.sampleCount(); i++) {
            List<Object> values = new ArrayList<>();
            values.add(header.samples().get(i));
            var genotype = record.samples().genotype(i);
            List<Object> alleles = genotype == null ? null : new ArrayList<>();
            for (int a = 0; genotype != null && a < genotype.ploidy(); a++) {
                alleles.add(genotype.isMissing(a) ? null : genotype.allele(a));
            }
            values.add(alleles);
            values.add(genotype == null ? null : record.samples().isPhased(i));
            for (FormatDefinition field : header.formats()) {
                if (!field.id().equals("GT")) {
                    values.add(value(record, i, field));
                }
            }
            samples.add(values);
        }
        List<Object> row = new ArrayList<>();
        row.add(record.contig());
        row.add(record.position());
        row.add(record.end());
        row.add(record.ids().isEmpty() ? null : record.ids());
        row.add(record.ref());
        row.add(record.alts().isEmpty() ? null : record.alts());
        row.add(record.hasQual() ? (Object) record.qualAsDouble() : null);
        row.add(record.filters().isEmpty() ? null : record.filters());
        if (!info.isEmpty()) {
            row.add(new ArrayList<>(info.values()));
        }
        if (header.sampleCount() > 0) {
            row.add(samples);
        }
        return row.toString();
    }

    private static Object value(InfoView info, InfoDefinition field) {
        if (field.type() == VcfType.FLAG) {
            return info.flag(field.asFlag());
        }
        int count = info.count(field.asAny());
        boolean one = field.number().equals(VcfNumber.ONE);
        if (one && (field.type() == VcfType.STRING || field.type() == VcfType.CHARACTER)) {
            return count == 0 ? null : info.string(field.asString());
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean missing = info.isMissing(field.asAny(), i);
            values.add(
                    missing
                            ? null
                            : switch (field.type()) {
                                case INTEGER -> (Object) info.intValue(field.asIntegers(), i);
                                case FLOAT -> (Object) info.doubleValue(field.asFloats(), i);
                                default -> info.string(field.asString(), i);
                            });
        }
        return one ? values.isEmpty() ? null : values.get(0) : values.isEmpty() ? null : values;
    }

    private static Object value(VcfRecord record, int sample, FormatDefinition field) {
        int count = record.samples().count(field.asAny(), sample);
        boolean one = field.number().equals(VcfNumber.ONE);
        if (one && (field.type() == VcfType.STRING || field.type() == VcfType.CHARACTER)) {
            return record.samples().string(field.asString(), sample);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean missing = record.samples().isMissing(field.asAny(), sample, i);
            values.add(
                    missing
                            ? null
                            : switch (field.type()) {
                                case INTEGER -> (Object) record.samples().intValue(field.asIntegers(), sample, i);
                                case FLOAT -> (Object) record.samples().floatValue(field.asFloats(), sample, i);
                                default -> record.samples().string(field.asString(), sample, i);
                            });
        }
        return one ? values.isEmpty() ? null : values.get(0) : values.isEmpty() ? null : values;
    }

    // ---- as Spark has it -----------------------------------------------------------------------------------------

    private static String text(Row row) {
        return plain(row).toString();
    }

    private static Object plain(Object value) {
        if (value instanceof Row row) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(plain(row.get(i)));
            }
            return values;
        }
        if (value instanceof Seq<?> seq) {
            List<Object> values = new ArrayList<>();
            CollectionConverters.asJava(seq).forEach(each -> values.add(plain(each)));
            return values;
        }
        return value;
    }
}
