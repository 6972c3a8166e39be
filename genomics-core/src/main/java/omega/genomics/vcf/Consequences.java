package omega.genomics.vcf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private final List<String> fields;

    private Consequences(InfoKey<String> key, List<String> fields) {
        this.key = key;
        this.fields = fields;
    }

    /**
     * Finds the annotation a header declares.
     *
     * @param header of the file
     * @return empty if there is no CSQ, vep or ANN whose description names its fields
     */
    public static Optional<Consequences> of(VcfHeader header) {
        for (String id : IDS) {
            InfoDefinition definition = header.info(id);
            List<String> fields = fields(definition.description());
            if (definition.origin() == FieldOrigin.DECLARED && definition.type() != VcfType.FLAG && !fields.isEmpty()) {
                return Optional.of(new Consequences(definition.asString(), fields));
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
        return fields;
    }

    /**
     * Reads the consequences of a record.
     *
     * @param record read with the header
     * @return one for each allele and feature, in file order; empty if there are none
     */
    public List<Consequence> in(VcfRecord record) {
        InfoView info = record.info();
        int count = info.count(key);
        List<Consequence> consequences = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String text = info.string(key, i);
            if (text != null) {
                consequences.add(new Consequence(fields, List.of(text.split("\\|", -1))));
            }
        }
        return consequences;
    }

    /** Returns the INFO id and its fields. */
    @Override
    public String toString() {
        return infoId() + ": " + String.join("|", fields);
    }
}
