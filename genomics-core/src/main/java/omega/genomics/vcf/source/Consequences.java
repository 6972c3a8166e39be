package omega.genomics.vcf.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.ByteSlice;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.source.ConsequenceFields.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads consequences out of INFO CSQ or vep (Ensembl VEP) or ANN (SnpEff), whose fields the header names.
 *
 * <pre>{@code
 * Consequences consequences = Consequences.of(reader.header()).orElseThrow();
 * reader.forEach(record -> consequences.in(record).forEach(c -> System.out.println(c.symbol() + " " + c.terms())));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Consequences {
    private static final List<String> IDS = List.of("CSQ", "vep", "ANN");
    private static final Pattern FORMAT = Pattern.compile("Format:\\s*'?([^']*)|'([^']*\\|[^']*)'");

    private final InfoKey<String> key;
    private final ConsequenceFields fields;
    private final int symbolColumn;

    private Consequences(InfoKey<String> key, ConsequenceFields fields) {
        this.key = key;
        this.fields = fields;
        this.symbolColumn = fields.column(Field.SYMBOL);
    }

    ConsequenceFields columns() {
        return fields;
    }

    InfoKey<String> key() {
        return key;
    }

    /**
     * Finds the annotation a header declares.
     *
     * @param header of the file
     * @return empty if there is no CSQ, vep or ANN whose description names its fields
     */
    public static Optional<Consequences> of(VcfHeader header) {
        Objects.requireNonNull(header, "header");
        for (String id : IDS) {
            InfoDefinition definition = header.info(id);
            List<String> fields = fields(definition.description());
            if (definition.origin() == FieldOrigin.DECLARED && definition.type() != VcfType.FLAG && !fields.isEmpty()) {
                return Optional.of(new Consequences(
                        definition.asString(),
                        new ConsequenceFields(fields, header.version().isPercentEncoded())));
            }
        }
        return Optional.empty();
    }

    private static List<String> fields(String description) {
        Matcher matcher = FORMAT.matcher(description);
        if (!matcher.find()) {
            return List.of();
        }
        String text = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
    }

    /**
     * Returns where the consequences stand.
     *
     * @return {@code CSQ}, {@code vep} or {@code ANN}
     */
    public String infoId() {
        return key.id();
    }

    /**
     * Returns the names of the fields.
     *
     * @return in the order of the values
     */
    public List<String> fields() {
        return fields.names();
    }

    /**
     * Reads the consequences of a record.
     *
     * @param record read with the header
     * @return one for each allele and feature, in file order; empty if there are none
     */
    public List<Consequence> in(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        List<Consequence> consequences = new ArrayList<>();
        ByteSlice all = record.info().bytes(key);
        if (all == null) {
            return consequences;
        }
        byte[] bytes = all.array();
        int to = all.offset() + all.length();
        for (int from = all.offset(); from < to; ) {
            int comma = ByteSearch.find(bytes, from, to, (byte) ',');
            if (comma > from && !(comma - from == 1 && bytes[from] == '.')) {
                String text = new String(bytes, from, comma - from, StandardCharsets.UTF_8);
                consequences.add(new Consequence(fields, text));
            }
            from = comma + 1;
        }
        return consequences;
    }

    /** Returns the first symbol of a record, not decoded; null if there is none. Reads no further. */
    @Nullable
    ByteSlice firstSymbol(VcfRecord record) {
        ByteSlice text = symbolColumn < 0 ? null : record.info().bytes(key);
        if (text == null) {
            return null;
        }
        int column = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            byte b = i == text.length() ? (byte) ',' : text.byteAt(i);
            if (b == '|' || b == ',') {
                if (column == symbolColumn && i > from) {
                    return text.subSequence(from, i);
                }
                column = b == ',' ? 0 : column + 1;
                from = i + 1;
            }
        }
        return null;
    }

    /** Returns the INFO id and its fields. */
    @Override
    public String toString() {
        return infoId() + ": " + String.join("|", fields.names());
    }
}
