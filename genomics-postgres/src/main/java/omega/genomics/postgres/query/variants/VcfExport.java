package omega.genomics.postgres.query.variants;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.vcf.header.VcfVersion;
import org.jspecify.annotations.Nullable;

/**
 * Variants as VCF without samples: one ALT allele a record, under the header of their dataset, contigs named as the header
 * names them. From VCF 4.3 on, what has a meaning between values is percent-encoded (VCF 4.3 §1.2). Earlier versions have no way to
 * write a tab, a line end or a semicolon in a value; there such a character is percent-encoded all the same, so that it stays in
 * its value.
 */
final class VcfExport implements VariantSink {
    private static final String COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    private static final String RESERVED = ";=%,\t\r\n";
    /** What ends a value in every version. */
    private static final String ENDS = ";\t\r\n";

    private static final String VERSION = "##fileformat=";

    private final Writer out;
    private final Map<String, String> writtenNames;
    private final boolean isPercentEncoded;
    private final StringBuilder line = new StringBuilder();

    VcfExport(OutputStream out, List<String> header, Optional<Assembly> assembly) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writtenNames = writtenNames(header, assembly);
        String version = version(header);
        isPercentEncoded =
                VcfVersion.parse(version).map(VcfVersion::isPercentEncoded).orElse(false);
        this.out.write(VERSION + version + '\n');
        for (String headerLine : header) {
            if (headerLine.startsWith("##") && !headerLine.startsWith(VERSION)) {
                this.out.write(headerLine);
                this.out.write('\n');
            }
        }
        this.out.write(COLUMNS);
    }

    /** What the file was read as: its first such line, wherever that stands, or else 4.2. */
    private static String version(List<String> header) {
        return header.stream()
                .filter(line -> line.startsWith(VERSION))
                .map(line -> line.substring(VERSION.length()).strip())
                .findFirst()
                .orElse(VcfVersion.V4_2.toString());
    }

    /** The database has Ensembl's names; the file may have had others. */
    private static Map<String, String> writtenNames(List<String> header, Optional<Assembly> assembly) {
        Map<String, String> names = new HashMap<>();
        for (String headerLine : header) {
            if (headerLine.startsWith("##contig=<ID=")) {
                String id = headerLine.substring(13).split("[,>]", 2)[0];
                String stored = assembly.flatMap(table -> table.resolve(id))
                        .map(Contig::name)
                        .orElse(id);
                names.putIfAbsent(stored, id);
            }
        }
        return names;
    }

    @Override
    public void write(StoredVariant variant) throws IOException {
        line.setLength(0);
        line.append(writtenNames.getOrDefault(variant.contig(), variant.contig()))
                .append('\t')
                .append(variant.position())
                .append('\t')
                .append(variant.id().orElse("."))
                .append('\t')
                .append(variant.ref())
                .append('\t')
                .append(variant.alt().orElse("."))
                .append('\t')
                .append(number(variant.qual()))
                .append('\t')
                .append(variant.filter().orElse("."))
                .append('\t');
        info(variant.info());
        out.append(line.append('\n'));
    }

    private static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return ".";
        }
        double number = value.getAsDouble();
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e9;
        return isWhole ? Long.toString((long) number) : Double.toString(number);
    }

    private void info(InfoValues info) {
        if (info.keys().isEmpty()) {
            line.append('.');
            return;
        }
        int begin = line.length();
        info.values().forEach((key, value) -> {
            if (line.length() > begin) {
                line.append(';');
            }
            line.append(key);
            if (!value.isFlag()) {
                line.append('=');
                values(value.texts());
            }
        });
    }

    private void values(List<@Nullable String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            @Nullable String text = texts.get(i);
            if (text == null) {
                line.append('.');
            } else if (text.equals(".") && isPercentEncoded) {
                line.append("%2E"); // text, and not the missing value
            } else {
                value(text);
            }
        }
    }

    private void value(String text) {
        String reserved = isPercentEncoded ? RESERVED : ENDS;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (reserved.indexOf(c) >= 0) {
                line.append(String.format("%%%02X", (int) c));
            } else {
                line.append(c);
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
