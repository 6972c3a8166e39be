package omega.genomics.postgres.query.variants;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Variants as a table of text: a line of names, then a line a variant; nothing between two tabs where a value is missing. */
final class TsvExport implements VariantSink {
    private final Writer out;
    private final List<ExportColumn> columns;

    TsvExport(OutputStream out, List<ExportColumn> columns) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.columns = columns;
        this.out.write(columns.stream().map(ExportColumn::name).collect(Collectors.joining("\t")) + "\n");
    }

    @Override
    public void write(StoredVariant variant) throws IOException {
        char separator = 0;
        for (ExportColumn column : columns) {
            if (separator != 0) {
                out.write(separator);
            }
            separator = '\t';
            @Nullable Object value = column.value().apply(variant);
            if (value != null) {
                out.write(clean(value.toString()));
            }
        }
        out.write('\n');
    }

    /** Only the name of a dataset can have any of these. */
    private static String clean(String text) {
        return text.indexOf('\t') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replaceAll("[\t\r\n]", " ");
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
