package omega.genomics.cli.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import omega.genomics.ByteSlice;
import omega.genomics.cli.JsonWriter;
import omega.genomics.cli.RawJson;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.SamplesView;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FormatDefinition;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as one JSON array, an object each.
 *
 * <p>The header gives the types of INFO and FORMAT, as in the database's {@code info}: numbers for Integer and Float, {@code true} for
 * a Flag, else text; one value for {@code Number=1}, else an array; null for what is missing.
 */
final class VcfJson implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final Writer out;
    private final JsonWriter json;
    private final VcfHeader header;

    /** @param out flushed at the end, and the caller's to close */
    VcfJson(OutputStream out, VcfHeader header) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.json = new JsonWriter(this.out).beginArray();
        this.header = header;
    }

    /** Takes the whole record before it writes a byte, since a lenient reader leaves out those that fail. */
    void add(VcfRecord record) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("chromosome", record.contig());
        row.put("position", record.position());
        row.put("end_pos", record.end());
        row.put("id", text(record.idBytes()));
        row.put("ref", record.refBytes().toString());
        String alt = text(record.altBytes());
        row.put("alt", alt == null ? List.of() : List.of(alt.split(",", -1)));
        row.put("qual", number(VcfTable.qual(record)));
        row.put("filter", text(record.filterBytes()));
        row.put("info", info(record.info()));
        if (header.sampleCount() > 0) {
            row.put("samples", samples(record.samples()));
        }
        json.value(row);
    }

    private static @Nullable String text(ByteSlice column) {
        return column.length() == 1 && column.charAt(0) == '.' ? null : column.toString();
    }

    // ---- INFO ----------------------------------------------------------------------------------------------------

    private static Map<String, @Nullable Object> info(InfoView info) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int size = info.size();
        for (int entry = 0; entry < size; entry++) {
            InfoDefinition definition = info.definition(entry);
            values.putIfAbsent(info.keyBytes(entry).toString(), info(info, entry, definition));
        }
        return values;
    }

    private static @Nullable Object info(InfoView info, int entry, InfoDefinition definition) {
        if (definition.type() == VcfType.FLAG || !info.hasEqualsSign(entry)) {
            return true;
        }
        int count = info.count(entry);
        boolean isNumber = isNumber(definition.type());
        if (isOne(definition.number()) && (count < 2 || !isNumber)) {
            return isNumber || count == 0 ? info(info, entry, 0, isNumber) : wholeText(info, entry, count);
        }
        if (count == 0) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(info(info, entry, i, isNumber));
        }
        return values;
    }

    private static @Nullable Object info(InfoView info, int entry, int index, boolean isNumber) {
        if (info.isMissing(entry, index)) {
            return null;
        }
        ByteSlice value = info.valueBytes(entry, index);
        return isNumber && value != null ? number(value.toString()) : info.string(entry, index);
    }

    /** One text may have commas, whatever a reader of lists would see in them. */
    private static String wholeText(InfoView info, int entry, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String part = info.string(entry, i);
            text.append(i == 0 ? "" : ",").append(part == null ? "." : part);
        }
        return text.toString();
    }

    // ---- samples -------------------------------------------------------------------------------------------------

    private Map<String, Object> samples(SamplesView view) {
        Map<String, Object> samples = new LinkedHashMap<>();
        List<FormatDefinition> fields =
                view.formatKeys().stream().map(header::format).toList();
        for (int sample = 0; sample < header.sampleCount(); sample++) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (FormatDefinition field : fields) {
                values.putIfAbsent(field.id(), format(view, sample, field));
            }
            samples.putIfAbsent(header.samples().get(sample), values);
        }
        return samples;
    }

    private static @Nullable Object format(SamplesView view, int sample, FormatDefinition field) {
        ByteSlice bytes = view.bytes(field.asAny(), sample);
        String text = bytes == null || bytes.isEmpty() ? null : text(bytes);
        if (text == null || field.id().equals("GT")) {
            return text;
        }
        boolean isNumber = isNumber(field.type());
        if (isOne(field.number()) && (!isNumber || text.indexOf(',') < 0)) {
            return isNumber ? number(text) : view.string(field.asString(), sample);
        }
        List<@Nullable Object> values = new ArrayList<>();
        int index = 0;
        for (String value : text.split(",", -1)) {
            values.add(
                    value.equals(".") ? null : isNumber ? number(value) : view.string(field.asString(), sample, index));
            index++;
        }
        return values;
    }

    // ---- values --------------------------------------------------------------------------------------------------

    private static boolean isOne(VcfNumber number) {
        return number.isFixed() && number.count() <= 1;
    }

    private static boolean isNumber(VcfType type) {
        return type == VcfType.INTEGER || type == VcfType.FLOAT;
    }

    /** The digits of the file where JSON writes numbers like that; null for what JSON has no number for. */
    private static @Nullable Object number(String text) {
        if (NUMBER.matcher(text).matches()) {
            return new RawJson(text);
        }
        if (text.equals(".") || text.toLowerCase(java.util.Locale.ROOT).matches("[+-]?(inf|infinity|nan)")) {
            return null;
        }
        try {
            return new RawJson(new BigDecimal(text).toString());
        } catch (NumberFormatException e) {
            return text;
        }
    }

    @Override
    public void close() throws IOException {
        json.endArray();
        out.append('\n');
        out.flush();
    }
}
