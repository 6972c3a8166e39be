package omega.genomics.vcf.header;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import omega.genomics.Diagnostic;
import omega.genomics.internal.vcf.FieldDictionary;
import org.jspecify.annotations.Nullable;

/**
 * The header of a VCF file: its meta-information lines in order, exactly as read, and the definitions they make.
 *
 * <p>Immutable and thread-safe. Implements VCF 4.0 to 4.5, §1.4 and §1.5.
 *
 * <pre>{@code
 * VcfHeader header = reader.header();
 * InfoKey<Integer> depth = header.info("DP").asInteger();
 * int column = header.sampleIndex("NA12878").orElseThrow();
 * }</pre>
 */
public final class VcfHeader {
    private static final String FIXED_COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

    private final VcfVersion version;
    private final List<HeaderLine> lines;
    private final List<String> samples;
    private final boolean hasFormat;
    private final byte[] columns;
    private final List<Diagnostic> diagnostics;
    private final Map<String, Integer> sampleIndexes;
    private final HeaderDefinitions definitions;
    private final @Nullable InfoKey<int[]> endKey;
    private final @Nullable InfoKey<int[]> svlenKey;
    private final @Nullable FormatKey<int[]> lenKey;
    private final @Nullable FormatKey<int[]> laaKey;

    VcfHeader(
            VcfVersion version,
            List<HeaderLine> lines,
            SampleNames sampleNames,
            boolean hasFormat,
            byte @Nullable [] columns,
            HeaderDefinitions definitions,
            List<Diagnostic> diagnostics) {
        this.version = version;
        this.lines = List.copyOf(lines);
        this.samples = sampleNames.inOrder();
        this.sampleIndexes = sampleNames.numbers();
        this.hasFormat = hasFormat;
        this.columns = columns != null ? columns : columns(samples, hasFormat);
        this.definitions = definitions;
        this.diagnostics = List.copyOf(diagnostics);
        this.endKey = integerInfo("END");
        this.svlenKey = integerInfo("SVLEN");
        this.lenKey = integerFormat("LEN");
        this.laaKey = integerFormat("LAA");
    }

    private @Nullable FormatKey<int[]> integerFormat(String id) {
        FormatDefinition definition = format(id);
        return definition.type() == VcfType.INTEGER ? definition.asIntegers() : null;
    }

    @Nullable
    public FormatKey<int[]> laaKey() {
        return laaKey;
    }

    private @Nullable InfoKey<int[]> integerInfo(String id) {
        InfoDefinition definition = info(id);
        return definition.type() == VcfType.INTEGER ? definition.asIntegers() : null;
    }

    @Nullable
    public InfoKey<int[]> endKey() {
        return endKey;
    }

    @Nullable
    public InfoKey<int[]> svlenKey() {
        return svlenKey;
    }

    @Nullable
    public FormatKey<int[]> lenKey() {
        return lenKey;
    }

    private static byte[] columns(List<String> samples, boolean hasFormat) {
        StringBuilder text = new StringBuilder(FIXED_COLUMNS);
        if (hasFormat) {
            text.append("\tFORMAT");
            samples.forEach(sample -> text.append('\t').append(sample));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Starts a new header.
     *
     * @param version written as the first line
     * @return a builder without lines or samples
     */
    public static Builder builder(VcfVersion version) {
        Objects.requireNonNull(version, "version");
        return new Builder(version, List.of(HeaderLine.of("fileformat", version.toString())), List.of(), false);
    }

    /**
     * Starts a new header from this one.
     *
     * @return a builder with all lines and samples of this header
     */
    public Builder toBuilder() {
        return new Builder(version, lines, samples, hasFormat);
    }

    /**
     * Returns the version whose rules hold.
     *
     * @return the declared one; {@link VcfVersion#NEWEST} for a newer minor version
     */
    public VcfVersion version() {
        return version;
    }

    /**
     * Returns every meta-information line, {@code ##fileformat} among them.
     *
     * @return in file order
     */
    public List<HeaderLine> lines() {
        return lines;
    }

    /**
     * Returns the meta-information lines of one kind, such as {@code SAMPLE}, {@code PEDIGREE} or {@code source}.
     *
     * @param key what stands between {@code ##} and {@code =}, case-sensitive
     * @return in file order
     */
    public List<HeaderLine> lines(String key) {
        Objects.requireNonNull(key, "key");
        return lines.stream().filter(line -> line.key().equals(key)).toList();
    }

    /**
     * Returns the value of the first line of a kind, such as {@code reference}.
     *
     * @param key what stands between {@code ##} and {@code =}, case-sensitive
     * @return empty if there is no such line
     */
    public Optional<String> value(String key) {
        Objects.requireNonNull(key, "key");
        return lines.stream()
                .filter(line -> line.key().equals(key))
                .map(HeaderLine::value)
                .findFirst();
    }

    /**
     * Returns the definition of an INFO field: the header's, else the one the file's version of the specification
     * reserves, else {@code Number=.,Type=String}.
     *
     * @param id such as {@code DP}
     * @return never null; {@link InfoDefinition#origin()} tells which
     */
    public InfoDefinition info(String id) {
        Objects.requireNonNull(id, "id");
        int slot = definitions.infoDictionary.find(id);
        return slot >= 0 ? definitions.infoBySlot[slot] : definitions.unknownInfo(id);
    }

    /**
     * Returns the definition of a FORMAT field: the header's, else the one the file's version of the specification
     * reserves, else {@code Number=.,Type=String}.
     *
     * @param id such as {@code GQ}
     * @return never null; {@link FormatDefinition#origin()} tells which
     */
    public FormatDefinition format(String id) {
        Objects.requireNonNull(id, "id");
        int slot = definitions.formatDictionary.find(id);
        return slot >= 0
                ? definitions.formatBySlot[slot]
                : ReservedFields.formatPattern(version, id)
                        .map(field -> definitions.reservedFormat(id, field))
                        .orElseGet(() -> definitions.unknownFormat(id));
    }

    /**
     * Returns the INFO fields the header declares.
     *
     * @return in file order, each id once
     */
    public Collection<InfoDefinition> infos() {
        return Collections.unmodifiableCollection(definitions.infos.values());
    }

    /**
     * Returns the FORMAT fields the header declares.
     *
     * @return in file order, each id once
     */
    public Collection<FormatDefinition> formats() {
        return Collections.unmodifiableCollection(definitions.formats.values());
    }

    /**
     * Returns the filters the header declares.
     *
     * @return in file order, each id once
     */
    public Collection<FilterDefinition> filters() {
        return Collections.unmodifiableCollection(definitions.filters.values());
    }

    /**
     * Returns the declaration of a filter.
     *
     * @param id the filter's name
     * @return empty if the header does not declare it
     */
    public Optional<FilterDefinition> filter(String id) {
        Objects.requireNonNull(id, "id");
        return Optional.ofNullable(definitions.filters.get(id));
    }

    /**
     * Returns the symbolic alleles the header declares.
     *
     * @return in file order, each id once
     */
    public Collection<AltDefinition> alts() {
        return Collections.unmodifiableCollection(definitions.alts.values());
    }

    /**
     * Returns the declaration of a symbolic allele.
     *
     * @param id without the angle brackets
     * @return empty if the header does not declare it
     */
    public Optional<AltDefinition> alt(String id) {
        Objects.requireNonNull(id, "id");
        return Optional.ofNullable(definitions.alts.get(id));
    }

    /**
     * Returns the contigs the header declares.
     *
     * @return in file order, each id once
     */
    public Collection<ContigDefinition> contigs() {
        return Collections.unmodifiableCollection(definitions.contigs.values());
    }

    /**
     * Returns the declaration of a contig.
     *
     * @param id the contig's name, case-sensitive
     * @return empty if the header does not declare it
     */
    public Optional<ContigDefinition> contig(String id) {
        Objects.requireNonNull(id, "id");
        return Optional.ofNullable(definitions.contigs.get(id));
    }

    /**
     * Returns the fields that sample lines may have.
     *
     * @return the {@code ##META} lines in file order
     */
    public List<MetaDefinition> metas() {
        return structured("META").map(MetaDefinition::of).toList();
    }

    /**
     * Returns what the header says about samples, and about genomes they are made of.
     *
     * @return the {@code ##SAMPLE} lines in file order
     */
    public List<SampleDefinition> sampleDefinitions() {
        return structured("SAMPLE").map(SampleDefinition::of).toList();
    }

    /**
     * Returns who descends from whom.
     *
     * @return the {@code ##PEDIGREE} lines in file order; {@code value("pedigreeDB")} is the link some headers have instead
     */
    public List<PedigreeDefinition> pedigrees() {
        return structured("PEDIGREE").map(PedigreeDefinition::of).toList();
    }

    private Stream<HeaderLine> structured(String key) {
        return lines.stream().filter(line -> line.isStructured() && line.key().equals(key));
    }

    /**
     * Returns the names of the samples.
     *
     * @return in column order
     */
    public List<String> samples() {
        return samples;
    }

    /**
     * Returns the number of samples.
     *
     * @return 0 for a sites file
     */
    public int sampleCount() {
        return samples.size();
    }

    /**
     * Returns where a sample stands.
     *
     * @param sample its name
     * @return its index in {@link #samples()}, from 0
     */
    public OptionalInt sampleIndex(String sample) {
        Objects.requireNonNull(sample, "sample");
        Integer index = sampleIndexes.get(sample);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /**
     * Tells whether there is a FORMAT column; there may be one without samples.
     *
     * @return true if column 9 exists
     */
    public boolean hasFormat() {
        return hasFormat;
    }

    /**
     * Returns what reading found doubtful or wrong but could live with.
     *
     * @return the first thousand in file order; empty for a header that was made
     */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /**
     * Returns this header with other sample columns.
     *
     * @param names samples of this header, in the order wanted
     * @return a header that shares this one's definitions
     * @throws IllegalArgumentException if a name is not among this header's samples
     */
    public VcfHeader withSamples(List<String> names) {
        Objects.requireNonNull(names, "names");
        names.forEach(name -> {
            if (!sampleIndexes.containsKey(name)) {
                throw new IllegalArgumentException("no sample \"" + name + "\" in the header");
            }
        });
        boolean hasColumns = hasFormat && !names.isEmpty();
        return new VcfHeader(version, lines, SampleNames.of(names), hasColumns, null, definitions, diagnostics);
    }

    /**
     * Returns this header with more lines behind its own. Unlike {@link #toBuilder()} it takes a header as it was read, whatever is wrong
     * with it.
     *
     * @param more such as a {@code ##INFO} line of {@link #builder}; the first of several with one ID holds
     * @return a new header with the same samples
     */
    public VcfHeader withLines(List<HeaderLine> more) {
        Objects.requireNonNull(more, "more");
        List<HeaderLine> all = new ArrayList<>(lines);
        all.addAll(more);
        return new VcfHeader(
                version,
                all,
                SampleNames.of(samples),
                hasFormat,
                columns,
                new HeaderDefinitions(version, all),
                diagnostics);
    }

    @SuppressWarnings("exports") // read by the other rooms of VCF; not API
    public FieldDictionary infoDictionary() {
        return definitions.infoDictionary;
    }

    @SuppressWarnings("exports") // read by the other rooms of VCF; not API
    public FieldDictionary formatDictionary() {
        return definitions.formatDictionary;
    }

    /** Returns the definitions by slot; not to be changed. */
    public InfoDefinition[] infosBySlot() {
        return definitions.infoBySlot;
    }

    FormatDefinition formatAt(int slot) {
        return definitions.formatBySlot[slot];
    }

    /**
     * Writes all lines and the column line, each ended by a line feed.
     *
     * @param out stays open
     * @throws IOException if writing fails
     */
    public void writeTo(OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out");
        for (HeaderLine line : lines) {
            out.write(line.rawBytes());
            out.write('\n');
        }
        out.write(columns);
        out.write('\n');
    }

    /**
     * Returns the header as text; lines that were read are unchanged.
     *
     * @return all lines and the column line, each ended by a line feed
     */
    public String toText() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Tells whether another header has the same lines and samples. */
    @Override
    public boolean equals(Object other) {
        return other instanceof VcfHeader that
                && lines.equals(that.lines)
                && samples.equals(that.samples)
                && hasFormat == that.hasFormat;
    }

    @Override
    public int hashCode() {
        return Objects.hash(lines, samples, hasFormat);
    }

    /** Returns a summary for people. */
    @Override
    public String toString() {
        return version + ", " + lines.size() + " lines, " + infos().size() + " INFO, "
                + formats().size() + " FORMAT, " + contigs().size() + " contigs, " + samples.size() + " samples";
    }

    static List<String> columnNames() {
        return new ArrayList<>(List.of(FIXED_COLUMNS.split("\t", -1)));
    }

    /** Builds a {@link VcfHeader}. Not thread-safe. */
    public static final class Builder {
        private VcfVersion version;
        private final List<HeaderLine> lines;
        private final List<String> samples;
        private boolean hasFormat;

        /** Lines of a header that was read: what is wrong with them was reported then. */
        private final Set<HeaderLine> given = Collections.newSetFromMap(new IdentityHashMap<>());

        Builder(VcfVersion version, List<HeaderLine> lines, List<String> samples, boolean hasFormat) {
            this.version = version;
            this.lines = new ArrayList<>(lines);
            this.given.addAll(lines);
            this.samples = new ArrayList<>(samples);
            this.hasFormat = hasFormat;
        }

        /**
         * Declares another version; the first line is rewritten.
         *
         * @param newVersion the version to write
         * @return this builder
         */
        public Builder version(VcfVersion newVersion) {
            version = Objects.requireNonNull(newVersion, "newVersion");
            lines.removeIf(line -> line.key().equals("fileformat"));
            lines.add(0, HeaderLine.of("fileformat", newVersion.toString()));
            return this;
        }

        /**
         * Adds a line after the others.
         *
         * @param line any line but {@code ##fileformat}
         * @return this builder
         * @throws IllegalArgumentException for {@code ##fileformat}
         */
        public Builder add(HeaderLine line) {
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
        public Builder add(String key, String value) {
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
        public Builder info(String id, VcfNumber number, VcfType type, String description) {
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
        public Builder format(String id, VcfNumber number, VcfType type, String description) {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(description, "description");
            return field("FORMAT", id, number, type, description);
        }

        private Builder field(String key, String id, VcfNumber number, VcfType type, String description) {
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
        public Builder filter(String id, String description) {
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
        public Builder alt(String id, String description) {
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
        public Builder contig(String id, long length) {
            Objects.requireNonNull(id, "id");
            return put(HeaderLine.of(
                    "contig", List.of(HeaderField.of("ID", id), HeaderField.of("length", Long.toString(length)))));
        }

        /** Replaces the line with the same key and id where it stands, or adds this one. */
        private Builder put(HeaderLine line) {
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
        public Builder remove(String key, String id) {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(id, "id");
            lines.removeIf(
                    line -> line.key().equals(key) && line.id().orElse("").equals(id));
            return this;
        }

        /**
         * Sets the samples.
         *
         * @param names in column order, each once; none makes a sites file
         * @return this builder
         * @throws IllegalArgumentException if a name is empty, repeated, or has a tab or a line end
         */
        public Builder samples(List<String> names) {
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
         * @throws IllegalArgumentException if a line that was added lacks a required field or repeats an id; lines of the header that
         *     {@link #toBuilder()} began with stay as they are
         */
        public VcfHeader build() {
            HeaderDefinitions definitions = new HeaderDefinitions(version, lines);
            for (HeaderDefinitions.Flaw flaw : definitions.flaws) {
                if (!given.contains(flaw.line())) {
                    throw new IllegalArgumentException("expected " + flaw.expected() + ", found " + flaw.line());
                }
            }
            return new VcfHeader(version, lines, SampleNames.of(samples), hasFormat, null, definitions, List.of());
        }
    }
}
