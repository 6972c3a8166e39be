package omega.genomics.postgres.query.annotation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.query.variants.InfoValues;
import omega.genomics.vcf.annotate.AnnotationColumn;
import org.jspecify.annotations.Nullable;

/** Looks up what is wanted on one connection, and writes the rows as VCF text. Used by one thread. */
final class SourceText {
    private static final String KEY = "value";

    private final SourceLookup source;
    private final SourceColumns columns;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder info = new StringBuilder();
    private String contig = "";

    /** @param source knows contigs by any of their names */
    SourceText(SourceLookup source, SourceColumns columns) {
        this.source = source;
        this.columns = columns;
    }

    byte[] of(WantedPositions.Batch wanted) throws IOException {
        text.setLength(0);
        contig = wanted.contig();
        if (wanted.isFirst()) {
            writePlace(0); // the contig is there, even if nothing of it is found
        }
        if (wanted.positions().length > 0) {
            try {
                for (SourceRow row : source.at(contig, wanted.positions())) {
                    write(row);
                }
            } catch (SQLException e) {
                throw new IOException("the database did not answer: " + e.getMessage(), e);
            }
        }
        if (text.isEmpty() && wanted.completeTo() > 0) {
            writePlace(wanted.completeTo());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a record without an allele, of which nothing is copied. */
    private void writePlace(int position) {
        text.append(contig).append('\t').append(position).append("\t.\tN\t.\t.\t.\t.\n");
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
