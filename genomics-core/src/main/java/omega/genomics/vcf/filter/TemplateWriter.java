package omega.genomics.vcf.filter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records by a {@link VcfTemplate}. Copies bytes from the records, so that values are written as they stand in the file, and
 * allocates nothing once it has seen the longest record. Not thread-safe.
 */
public final class TemplateWriter implements AutoCloseable {
    private static final int FULL = 1 << 16;

    private final Row row;
    private final TemplateParts.Part[] parts;
    private final int samples;
    /** Of each pair of parts that can be written at once. */
    private final TemplateParts.@Nullable Fields[] fields;

    private final OutputStream out;
    private final LineBuffer buffer = new LineBuffer();

    TemplateWriter(Row row, TemplateParts.Part[] parts, int samples, OutputStream out) {
        this.row = row;
        this.parts = parts;
        this.samples = samples;
        this.out = out;
        fields = new TemplateParts.Fields[parts.length];
        for (int i = 0; i + 1 < parts.length; i++) {
            fields[i] = TemplateParts.Fields.of(parts[i], parts[i + 1], row.samples());
        }
    }

    /**
     * Tells whether values of samples are written, and not only their names.
     *
     * @return true for {@code [%GT]}, {@code %FORMAT} and {@code %LINE}, false for {@code [%SAMPLE]}
     */
    public boolean isAboutSamples() {
        return Arrays.stream(parts).anyMatch(TemplateParts.Part::isAboutSamples);
    }

    /**
     * Writes a record.
     *
     * @param record of a file with the header this was made for
     * @throws omega.genomics.ParseException if the record breaks the format in a field that is written
     * @throws UncheckedIOException if writing fails
     */
    public void write(VcfRecord record) {
        write(record, null);
    }

    /**
     * Writes a record with some of its samples.
     *
     * @param record of a file with the header this was made for
     * @param chosen which samples of the file are written, as {@link BoundFilter#test(VcfRecord, boolean[])} sets it; null for all
     * @throws omega.genomics.ParseException if the record breaks the format in a field that is written
     * @throws UncheckedIOException if writing fails
     */
    public void write(VcfRecord record, boolean @Nullable [] chosen) {
        Objects.requireNonNull(record, "record");
        int start = buffer.length();
        try {
            row.wrap(record);
            writeParts(chosen);
        } catch (RuntimeException e) {
            buffer.truncate(start); // a lenient reader skips the record
            throw e;
        }
        if (buffer.length() >= FULL) {
            flush();
        }
    }

    private void writeParts(boolean @Nullable [] chosen) {
        for (int i = 0; i < parts.length; ) {
            int group = parts[i].group;
            int end = i + 1;
            while (group > 0 && end < parts.length && parts[end].group == group) {
                end++;
            }
            if (group == 0) {
                parts[i].write(row, -1, buffer);
            } else {
                writeSamples(i, end, chosen);
            }
            i = end;
        }
    }

    private void writeSamples(int from, int to, boolean @Nullable [] chosen) {
        TemplateParts.Fields usual = to - from == 2 && chosen == null ? fields[from] : null;
        if (usual != null) {
            usual.write(row, buffer);
            return;
        }
        if (to - from == 2 && chosen == null) { // unrolled
            TemplateParts.Part first = parts[from];
            TemplateParts.Part second = parts[from + 1];
            for (int sample = 0; sample < samples; sample++) {
                first.write(row, sample, buffer);
                second.write(row, sample, buffer);
            }
            return;
        }
        for (int sample = 0; sample < samples; sample++) {
            if (chosen != null && !chosen[parts[from].column(sample)]) {
                continue;
            }
            for (int i = from; i < to; i++) {
                parts[i].write(row, sample, buffer);
            }
        }
    }

    private void flush() {
        try {
            out.write(buffer.bytes(), 0, buffer.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.clear();
    }

    /** Writes what is left and flushes the output, which stays open. */
    @Override
    public void close() {
        flush();
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
