package omega.genomics.postgres.query.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import omega.genomics.ByteSlice;
import omega.genomics.postgres.query.variants.InfoValues;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.annotate.AnnotationColumn;
import omega.genomics.vcf.normalize.AlleleNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a dataset at the positions of a file, as VCF text that is made while it is read: positions of some thousands of records
 * are looked up at a time. The file has a reader of its own here.
 *
 * <p>Positions are asked for in ascending order, and each once. Those that a later record may ask for, too, wait for it.
 */
final class SourceLines extends InputStream {
    private static final int BATCH = 10_000;
    /** How far to the left a later record may ask. */
    private static final int SLACK = 1000;

    private final VcfReader file;
    private final SourceLookup source;
    private final SourceColumns columns;
    private final UnaryOperator<String> storedContig;
    private final @Nullable AlleleNormalizer normalizer;

    private final StringBuilder text = new StringBuilder();
    private byte[] bytes;
    private int next;

    private boolean hasRecord;
    private String contig = "";
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private int asked = -1;

    /**
     * Prepares the text.
     *
     * @param file before its first record
     * @param header INFO and FILTER lines of the dataset
     * @param storedContig the name by which a contig of the file is stored
     */
    SourceLines(
            VcfReader file,
            List<String> header,
            SourceLookup source,
            SourceColumns columns,
            UnaryOperator<String> storedContig,
            @Nullable AlleleNormalizer normalizer) {
        this.file = file;
        this.source = source;
        this.columns = columns;
        this.storedContig = storedContig;
        this.normalizer = normalizer;
        text.append("##fileformat=VCFv4.3\n");
        Set<String> ids = new HashSet<>();
        for (String line : header) {
            if (line.matches("##(INFO|FILTER)=<ID=.*") && ids.add(line.replaceFirst(",.*", ""))) {
                text.append(line).append('\n');
            }
        }
        text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        bytes = taken();
        hasRecord = file.advance();
    }

    private byte[] taken() {
        byte[] taken = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        next = 0;
        return taken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, target.length);
        while (next == bytes.length) {
            if (!hasRecord && waiting.isEmpty()) {
                return -1;
            }
            more();
        }
        int n = Math.min(count, bytes.length - next);
        System.arraycopy(bytes, next, target, from, n);
        next += n;
        return n;
    }

    @Override
    public void close() {
        file.close();
    }

    private void more() throws IOException {
        if (waiting.isEmpty() && hasRecord && !file.record().contig().equals(contig)) {
            contig = file.record().contig();
            asked = -1;
            // the contig is there, even if nothing of it is found
            text.append(contig).append('\t').append(0).append("\t.\tN\t.\t.\t.\t.\n");
        }
        int records = 0;
        while (hasRecord && records++ < BATCH && file.record().contig().equals(contig)) {
            add(file.record());
            hasRecord = file.advance();
        }
        boolean isOver = !hasRecord || !file.record().contig().equals(contig);
        int least = isOver ? Integer.MAX_VALUE : file.record().position() - (normalizer == null ? 0 : SLACK);
        Set<Integer> ready = waiting.headSet(least, isOver);
        int[] positions = ready.stream()
                .mapToInt(Integer::intValue)
                .filter(position -> position > asked)
                .toArray();
        ready.clear();
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
        bytes = taken();
    }

    private void add(VcfRecord record) {
        int position = record.position();
        waiting.add(position);
        int refLength = record.refBytes().length();
        int alts = record.altCount();
        for (int alt = 0; alt < alts; alt++) {
            ByteSlice allele = record.altBytes(alt);
            if (refLength == 1 && allele.length() == 1) {
                continue;
            }
            String text = allele.toString();
            waiting.add(TrimmedAllele.of(position, record.ref(), text).position());
            if (normalizer != null) {
                normalizer.normalize(record, alt, contig);
                waiting.add(normalizer.position());
            }
        }
    }

    private void write(SourceRow row) {
        text.append(contig).append('\t').append(row.position()).append('\t');
        int start = text.length();
        String[] values = new String[columns.columns().size()];
        Optional<String> id = Optional.empty();
        Optional<String> qual = Optional.empty();
        Optional<String> filter = Optional.empty();
        InfoValues json = InfoValues.of(columns.json(List.of(row)));
        StringBuilder info = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            AnnotationColumn column = columns.columns().get(i);
            switch (column.kind()) {
                case ID -> id = json.text(column.name());
                case QUAL -> qual = json.text(column.name());
                case FILTER -> filter = json.text(column.name());
                case INFO -> entry(column, json, info);
            }
        }
        if (row.alt().startsWith("<")) {
            info.append(info.isEmpty() ? "" : ";").append("END=").append(row.end());
        }
        text.setLength(start);
        text.append(id.orElse("."))
                .append('\t')
                .append(row.ref())
                .append('\t')
                .append(row.alt())
                .append('\t')
                .append(qual.orElse("."))
                .append('\t')
                .append(filter.orElse("."))
                .append('\t')
                .append(info.isEmpty() ? "." : info)
                .append('\n');
    }

    private static void entry(AnnotationColumn column, InfoValues json, StringBuilder info) {
        if (!json.has(column.name())) {
            return;
        }
        List<Optional<String>> values = json.texts(column.name());
        info.append(info.isEmpty() ? "" : ";").append(column.source());
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
