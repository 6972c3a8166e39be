package omega.genomics.vcf.header;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** Builds a {@link VcfHeader}. Not thread-safe. */
public final class VcfHeaderBuilder {
    private VcfVersion version;
    private final List<HeaderLine> lines;
    private final List<String> samples;
    private boolean hasFormat;

    VcfHeaderBuilder(VcfVersion version, List<HeaderLine> lines, List<String> samples, boolean hasFormat) {
        this.version = version;
        this.lines = new ArrayList<>(lines);
        this.samples = new ArrayList<>(samples);
        this.hasFormat = hasFormat;
    }

    /**
     * Declares another version; the first line is rewritten.
     *
     * @param newVersion the version to write
     * @return this builder
     */
    public VcfHeaderBuilder version(VcfVersion newVersion) {
        version = Objects.requireNonNull(newVersion, "newVersion");
        lines.removeIf(line -> line.key().equals("fileformat"));
        lines.add(0, HeaderLine.of("fileformat", newVersion.toString()));
        return this;
    }

    /**
     * Adds a line behind the others.
     *
     * @param line any line but {@code ##fileformat}
     * @return this builder
     * @throws IllegalArgumentException for {@code ##fileformat}
     */
    public VcfHeaderBuilder add(HeaderLine line) {
        Objects.requireNonNull(line, "line");
        if (line.key().equals("fileformat")) {
            throw new IllegalArgumentException("the version is set by version(…)");
        }
        lines.add(line);
        return this;
    }

    /**
     * Adds {@code ##key=value}.
     *
     * @param key such as {@code source}
     * @param value the rest of the line
     * @return this builder
     */
    public VcfHeaderBuilder add(String key, String value) {
        return add(HeaderLine.of(key, value));
    }

    /**
     * Declares an INFO field, in place of one with the same id.
     *
     * @param id such as {@code DP}
     * @param number how many values
     * @param type what they are
     * @param description for people
     * @return this builder
     */
    public VcfHeaderBuilder info(String id, VcfNumber number, VcfType type, String description) {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        return field("INFO", id, number, type, description);
    }

    /**
     * Declares a FORMAT field, in place of one with the same id.
     *
     * @param id such as {@code GQ}
     * @param number how many values
     * @param type what they are
     * @param description for people
     * @return this builder
     */
    public VcfHeaderBuilder format(String id, VcfNumber number, VcfType type, String description) {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        return field("FORMAT", id, number, type, description);
    }

    private VcfHeaderBuilder field(String key, String id, VcfNumber number, VcfType type, String description) {
        return put(HeaderLine.of(
                key,
                List.of(
                        HeaderField.of("ID", id),
                        HeaderField.of("Number", number.toString()),
                        HeaderField.of("Type", type.toString()),
                        HeaderField.quoted("Description", description))));
    }

    /**
     * Declares a filter, in place of one with the same id.
     *
     * @param id the filter's name
     * @param description for people
     * @return this builder
     */
    public VcfHeaderBuilder filter(String id, String description) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        return put(HeaderLine.of(
                "FILTER", List.of(HeaderField.of("ID", id), HeaderField.quoted("Description", description))));
    }

    /**
     * Declares a symbolic allele, in place of one with the same id.
     *
     * @param id without the angle brackets
     * @param description for people
     * @return this builder
     */
    public VcfHeaderBuilder alt(String id, String description) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        return put(HeaderLine.of(
                "ALT", List.of(HeaderField.of("ID", id), HeaderField.quoted("Description", description))));
    }

    /**
     * Declares a contig, in place of one with the same id.
     *
     * @param id its name
     * @param length in bases
     * @return this builder
     */
    public VcfHeaderBuilder contig(String id, long length) {
        Objects.requireNonNull(id, "id");
        return put(HeaderLine.of(
                "contig", List.of(HeaderField.of("ID", id), HeaderField.of("length", Long.toString(length)))));
    }

    /** Replaces the line with the same key and id where it stands, or adds this one. */
    private VcfHeaderBuilder put(HeaderLine line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).key().equals(line.key()) && lines.get(i).id().equals(line.id())) {
                lines.set(i, line);
                return this;
            }
        }
        lines.add(line);
        return this;
    }

    /**
     * Takes a structured line away.
     *
     * @param key such as {@code INFO}
     * @param id such as {@code DP}
     * @return this builder
     */
    public VcfHeaderBuilder remove(String key, String id) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(id, "id");
        lines.removeIf(line -> line.key().equals(key) && line.id().orElse("").equals(id));
        return this;
    }

    /**
     * Sets the samples.
     *
     * @param names in column order, each once; none makes a sites file
     * @return this builder
     * @throws IllegalArgumentException if a name is empty, repeated, or has a tab or a line end
     */
    public VcfHeaderBuilder samples(List<String> names) {
        Objects.requireNonNull(names, "names");
        for (String name : names) {
            if (name.isEmpty() || name.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
                throw new IllegalArgumentException("expected a sample name, found \"" + name + '"');
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("expected each sample name once, found " + names);
        }
        samples.clear();
        samples.addAll(names);
        hasFormat = !names.isEmpty();
        return this;
    }

    /**
     * Builds the header.
     *
     * @return a new header; this builder may go on
     * @throws IllegalArgumentException if a line of a known kind lacks a required field or repeats an id
     */
    public VcfHeader build() {
        HeaderDefinitions definitions = new HeaderDefinitions(version, lines);
        if (!definitions.flaws.isEmpty()) {
            HeaderDefinitions.Flaw flaw = definitions.flaws.get(0);
            throw new IllegalArgumentException("expected " + flaw.expected() + ", found " + flaw.line());
        }
        return new VcfHeader(version, lines, SampleNames.of(samples), hasFormat, null, definitions, List.of());
    }
}
