package omega.genomics.postgres.query.annotation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import omega.genomics.ByteSlice;
import omega.genomics.postgres.query.variants.InfoValues;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.annotate.AnnotationColumn;
import omega.genomics.vcf.normalize.AlleleNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a dataset at the positions of a file, as VCF text: positions of some thousands of records are looked up at a time. The
 * file has a reader of its own here, and a thread that looks up the next ones meanwhile.
 *
 * <p>Positions are asked for in ascending order, and each once. Those that a later record may ask for, too, wait for it.
 */
final class SourceLines extends BlockStream {
    private static final int BATCH = 10_000;
    /** A batch ends after so many bytes of a file that is read once: its records are kept until they are annotated. */
    private static final int BATCH_BYTES = 1 << 22;
    /** How far to the left a later record may ask. */
    private static final int SLACK = 1000;
    /** How many batches are looked up ahead. */
    private static final int AHEAD = 3;

    private static final byte[] END = {};
    private static final String KEY = "value";

    private final VcfReader file;
    private final LongSupplier bytesRead;
    private final SourceLookup source;
    private final SourceColumns columns;
    private final UnaryOperator<String> storedContig;
    private final @Nullable AlleleNormalizer normalizer;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder info = new StringBuilder();
    private boolean hasRecord;
    private String contig = "";
    /** Positions to ask for, in no order. */
    private int[] waiting = new int[2 * BATCH];

    private int count;
    private int asked = -1;

    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reading = new Thread(this::readAhead, "annotation-source");
    private boolean isOver;

    /** Text, or why there is none. */
    @SuppressWarnings("ArrayRecordComponent") // internal, never compared
    private record Batch(byte[] text, @Nullable Exception failure) {}

    /**
     * Prepares the text.
     *
     * @param file before its first record
     * @param bytesRead how many bytes of it are kept for another reader, in all
     * @param header INFO and FILTER lines of the dataset
     * @param storedContig the name by which a contig of the file is stored
     */
    SourceLines(
            VcfReader file,
            LongSupplier bytesRead,
            List<String> header,
            SourceLookup source,
            SourceColumns columns,
            UnaryOperator<String> storedContig,
            @Nullable AlleleNormalizer normalizer) {
        super(heading(header));
        this.file = file;
        this.bytesRead = bytesRead;
        this.source = source;
        this.columns = columns;
        this.storedContig = storedContig;
        this.normalizer = normalizer;
        hasRecord = file.advance();
    }

    private static byte[] heading(List<String> header) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.3\n");
        Set<String> ids = new HashSet<>();
        for (String line : header) {
            if (line.matches("##(INFO|FILTER)=<ID=.*") && ids.add(line.replaceFirst(",.*", ""))) {
                text.append(line).append('\n');
            }
        }
        return text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] taken() {
        byte[] taken = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return taken;
    }

    // ---- read by the annotator -----------------------------------------------------------------------------------

    @Override
    byte @Nullable [] nextBlock() throws IOException {
        if (isOver) {
            return null;
        }
        if (reading.getState() == Thread.State.NEW) {
            reading.start();
        }
        Batch batch;
        try {
            batch = ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the dataset");
        }
        if (batch.failure() instanceof IOException e) {
            throw e;
        }
        if (batch.failure() instanceof RuntimeException e) {
            throw e;
        }
        isOver = batch.text() == END;
        return isOver ? null : batch.text();
    }

    /** Waits for the thread, so that neither the connection nor the file is in use afterwards. */
    @Override
    public void close() {
        reading.interrupt();
        boolean isInterrupted = false;
        while (reading.isAlive()) {
            try {
                reading.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }

    // ---- looked up ahead -----------------------------------------------------------------------------------------

    private void readAhead() {
        try {
            try {
                while (hasRecord || count > 0) {
                    more();
                    ready.put(new Batch(taken(), null));
                }
                ready.put(new Batch(END, null));
            } catch (IOException | RuntimeException e) {
                ready.put(new Batch(END, e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void more() throws IOException {
        if (count == 0 && hasRecord && !file.record().contig().equals(contig)) {
            contig = file.record().contig();
            asked = -1;
            writePlace(0); // the contig is there, even if nothing of it is found
        }
        int records = 0;
        long limit = bytesRead.getAsLong() + BATCH_BYTES;
        while (hasRecord
                && records++ < BATCH
                && bytesRead.getAsLong() < limit
                && file.record().contig().equals(contig)) {
            add(file.record());
            hasRecord = file.advance();
        }
        boolean isLast = !hasRecord || !file.record().contig().equals(contig);
        int last = isLast ? Integer.MAX_VALUE : file.record().position() - (normalizer == null ? 1 : SLACK + 1);
        int[] positions = ready(last);
        if (positions.length > 0) {
            asked = positions[positions.length - 1];
            try {
                for (SourceRow row : source.at(storedContig.apply(contig), positions)) {
                    write(row);
                }
            } catch (SQLException e) {
                throw new IOException("the database did not answer: " + e.getMessage(), e);
            }
        }
        if (text.isEmpty() && last > 0 && !isLast && bytesRead.getAsLong() > 0) {
            writePlace(last); // the annotator need not look further, which would keep more and more of its file
        }
    }

    /** Writes a record without an allele, of which nothing is copied. */
    private void writePlace(int position) {
        text.append(contig).append('\t').append(position).append("\t.\tN\t.\t.\t.\t.\n");
    }

    /** Returns the positions up to one, in ascending order, each once; the others go on waiting. */
    private int[] ready(int last) {
        Arrays.sort(waiting, 0, count);
        int[] positions = new int[count];
        int used = 0;
        int i = 0;
        for (; i < count && waiting[i] <= last; i++) {
            if (waiting[i] > asked && (used == 0 || waiting[i] != positions[used - 1])) {
                positions[used++] = waiting[i];
            }
        }
        System.arraycopy(waiting, i, waiting, 0, count - i);
        count -= i;
        return Arrays.copyOf(positions, used);
    }

    private void addWaiting(int position) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * count);
        }
        waiting[count++] = position;
    }

    private void add(VcfRecord record) {
        int position = record.position();
        addWaiting(position);
        int refLength = record.refBytes().length();
        int alts = record.altCount();
        for (int alt = 0; alt < alts; alt++) {
            ByteSlice allele = record.altBytes(alt);
            if (refLength == 1 && allele.length() == 1) {
                continue;
            }
            String text = allele.toString();
            addWaiting(TrimmedAllele.of(position, record.ref(), text).position());
            if (normalizer != null) {
                normalizer.normalize(record, alt, contig);
                addWaiting(normalizer.position());
            }
        }
    }

    private void write(SourceRow row) {
        text.append(contig).append('\t').append(row.position()).append('\t');
        String id = null;
        String qual = null;
        String filter = null;
        info.setLength(0);
        for (int i = 0; i < columns.columns().size(); i++) {
            AnnotationColumn column = columns.columns().get(i);
            String json = columns.value(i, row.values());
            if (json != null) {
                switch (column.kind()) {
                    case ID -> id = scalar(json);
                    case QUAL -> qual = scalar(json);
                    case FILTER -> filter = scalar(json);
                    case INFO -> entry(column.source(), json);
                }
            }
        }
        if (row.alt().startsWith("<")) {
            info.append(info.isEmpty() ? "" : ";").append("END=").append(row.end());
        }
        text.append(id == null ? "." : id)
                .append('\t')
                .append(row.ref())
                .append('\t')
                .append(row.alt())
                .append('\t')
                .append(qual == null ? "." : qual)
                .append('\t')
                .append(filter == null ? "." : filter)
                .append('\t')
                .append(info.isEmpty() ? "." : info)
                .append('\n');
    }

    private static @Nullable String scalar(String json) {
        return isNumber(json) ? json : values(json).text(KEY).orElse(null);
    }

    private static boolean isNumber(String json) {
        char first = json.charAt(0);
        return first == '-' || (first >= '0' && first <= '9');
    }

    private static InfoValues values(String json) {
        return InfoValues.of("{\"" + KEY + "\": " + json + "}");
    }

    private void entry(String key, String json) {
        info.append(info.isEmpty() ? "" : ";").append(key);
        if (isNumber(json)) {
            info.append('=').append(json);
            return;
        }
        List<Optional<String>> values = values(json).texts(KEY);
        for (int i = 0; i < values.size(); i++) {
            info.append(i == 0 ? '=' : ',');
            encode(values.get(i).orElse("."), info);
        }
    }

    /** VCF 4.3 §1.2: characters that have a meaning are percent-encoded. */
    private static void encode(String value, StringBuilder info) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (";=%,\t\r\n".indexOf(c) >= 0) {
                info.append('%').append(String.format("%02X", (int) c));
            } else {
                info.append(c);
            }
        }
    }
}
