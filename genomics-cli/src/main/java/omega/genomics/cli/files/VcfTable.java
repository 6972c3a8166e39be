package omega.genomics.cli.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import omega.genomics.ByteSlice;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;

/** Writes records as a table: a line each, columns by field, a FORMAT field once for each sample. */
final class VcfTable implements AutoCloseable {
    private static final List<String> USUAL = List.of("CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER");

    private final Writer out;
    private final List<Function<VcfRecord, @Nullable CharSequence>> columns = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    /** @param out flushed at the end, and the caller's to close */
    VcfTable(OutputStream out, VcfHeader header, @Nullable List<String> fields) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>();
        for (String field : fields == null ? USUAL : fields) {
            if (field.startsWith("FORMAT/")) {
                format(header, field.substring("FORMAT/".length()), names);
            } else {
                names.add(field);
                columns.add(column(header, field));
            }
        }
        write(String.join("\t", names) + "\n");
    }

    private void format(VcfHeader header, String id, List<String> names) {
        FormatKey<?> key = header.format(id).asAny();
        for (int i = 0; i < header.sampleCount(); i++) {
            int sample = i;
            names.add(header.samples().get(i) + ":" + id);
            columns.add(record -> record.samples().bytes(key, sample));
        }
    }

    private static Function<VcfRecord, @Nullable CharSequence> column(VcfHeader header, String field) {
        return switch (field) {
            case "CHROM" -> VcfRecord::contigBytes;
            case "POS" -> record -> Integer.toString(record.position());
            case "END" -> record -> Integer.toString(record.end());
            case "ID" -> VcfRecord::idBytes;
            case "REF" -> VcfRecord::refBytes;
            case "ALT" -> VcfRecord::altBytes;
            case "QUAL" -> VcfTable::qual;
            case "FILTER" -> VcfRecord::filterBytes;
            default -> info(header, field);
        };
    }

    /** The text of QUAL, with the digits the file has. */
    static String qual(VcfRecord record) {
        return record.toString().split("\t", 7)[5];
    }

    private static Function<VcfRecord, @Nullable CharSequence> info(VcfHeader header, String field) {
        if (!field.startsWith("INFO/")) {
            throw new IllegalArgumentException(
                    "expected CHROM, POS, END, ID, REF, ALT, QUAL, FILTER, INFO/ID or FORMAT/ID, found " + field);
        }
        String id = field.substring("INFO/".length());
        InfoKey<?> key = header.info(id).asAny();
        boolean flag = header.info(id).type() == VcfType.FLAG;
        return record -> {
            ByteSlice value = record.info().bytes(key);
            return flag ? (value == null ? "0" : "1") : value;
        };
    }

    void add(VcfRecord record) {
        line.setLength(0);
        for (int i = 0; i < columns.size(); i++) {
            CharSequence value = columns.get(i).apply(record);
            line.append(i == 0 ? "" : "\t").append(value == null || value.isEmpty() ? "." : value.toString());
        }
        write(line.append('\n'));
    }

    private void write(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
