package omega.genomics.vcf.filter;

import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import omega.genomics.ParseException;
import omega.genomics.vcf.header.VcfHeader;

/**
 * A format string as of {@code bcftools query -f}: text with directives that stand for fields of a record.
 *
 * <pre>{@code
 * VcfTemplate template = VcfTemplate.parse("%CHROM\\t%POS\\t%INFO/AF[\\t%SAMPLE=%GT]\\n");
 * try (VcfReader reader = VcfReader.open(path); TemplateWriter writer = template.writer(reader.header(), out)) {
 *     reader.forEach(writer::write);
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe. {@code docs/reference/format-strings.md} lists the directives.
 */
public final class VcfTemplate {
    private final ExpressionText text;
    private final List<TemplateParser.Directive> directives;
    private final boolean allowsUndeclared;

    private VcfTemplate(ExpressionText text, List<TemplateParser.Directive> directives, boolean allowsUndeclared) {
        this.text = text;
        this.directives = directives;
        this.allowsUndeclared = allowsUndeclared;
    }

    /**
     * Reads a format string. Keys are looked up later, in the header of a file.
     *
     * @param text with {@code \n} and {@code \t} as two characters, or as line feeds and tabs
     * @return the template
     * @throws ParseException if the text is no format string; its location has the column of what is wrong
     */
    public static VcfTemplate parse(String text) {
        Objects.requireNonNull(text, "text");
        ExpressionText source = new ExpressionText("format string", text);
        return new VcfTemplate(source, new TemplateParser(source).parse(), false);
    }

    /**
     * Sets what becomes of keys that the header does not declare.
     *
     * @param allowed whether a point is written for them; unless set, they are refused
     * @return a changed template
     */
    public VcfTemplate allowUndeclared(boolean allowed) {
        return new VcfTemplate(text, directives, allowed);
    }

    /**
     * Looks keys up in a header and makes a writer of records.
     *
     * @param header of the file, with all of its samples
     * @param out flushed by closing the writer; stays open
     * @return for records of readers that show all samples and fields
     * @throws ParseException if the header declares no such key; its location has the column in the text
     */
    public TemplateWriter writer(VcfHeader header, OutputStream out) {
        Objects.requireNonNull(header, "header");
        return writer(header, header.samples(), out);
    }

    /**
     * The same with some samples only.
     *
     * @param header of the file, with all of its samples
     * @param samples whose values are written, in this order
     * @param out flushed by closing the writer; stays open
     * @return for records of readers that show all samples and fields
     * @throws ParseException if the header declares no such key; its location has the column in the text
     * @throws IllegalArgumentException if the header has no such sample
     */
    public TemplateWriter writer(VcfHeader header, List<String> samples, OutputStream out) {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(samples, "samples");
        Objects.requireNonNull(out, "out");
        int[] columns = samples.stream()
                .mapToInt(name -> header.sampleIndex(name)
                        .orElseThrow(() -> new IllegalArgumentException("no sample \"" + name + "\" in the header")))
                .toArray();
        Row row = new Row(header);
        TemplateParts parts = new TemplateParts(text, header, row, columns, allowsUndeclared);
        return new TemplateWriter(row, parts.of(directives), columns.length, out);
    }

    /**
     * Returns a line that names the directives, as {@code bcftools query -H} writes it.
     *
     * @param samples whose values are written
     * @return with a line feed if the template ends in one
     */
    public String heading(List<String> samples) {
        return heading(samples, true);
    }

    /**
     * Returns a line that names the directives.
     *
     * @param samples whose values are written
     * @param numbered with the numbers of the columns, as {@code bcftools query -H} writes them, or as {@code -HH} of later versions:
     *     {@code #CHROM} and not {@code # [1]CHROM}
     * @return with a line feed if the template ends in one
     */
    public String heading(List<String> samples, boolean numbered) {
        Objects.requireNonNull(samples, "samples");
        StringBuilder heading = new StringBuilder(numbered ? "# " : "#");
        int column = 0;
        for (int i = 0; i < directives.size(); i++) {
            int end = i;
            while (end < directives.size()
                    && directives.get(end).group() > 0
                    && directives.get(end).group() == directives.get(i).group()) {
                end++;
            }
            if (end == i) {
                TemplateParser.Directive directive = directives.get(i);
                heading.append(
                        directive.isText() ? directive.text() : number(numbered, ++column) + directive.heading());
                continue;
            }
            for (String sample : samples) {
                for (TemplateParser.Directive directive : directives.subList(i, end)) {
                    String prefix = numbered && directive.name().equals("SAMPLE") ? "" : sample + ":";
                    heading.append(
                            directive.isText()
                                    ? directive.text()
                                    : number(numbered, ++column) + prefix + directive.heading());
                }
            }
            i = end - 1;
        }
        return heading.toString();
    }

    private static String number(boolean isWritten, int column) {
        return isWritten ? "[" + column + "]" : "";
    }

    /** Tells whether another template has the same text. */
    @Override
    public boolean equals(Object other) {
        return other instanceof VcfTemplate that && text.equals(that.text) && allowsUndeclared == that.allowsUndeclared;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the text. */
    @Override
    public String toString() {
        return text.text();
    }
}
