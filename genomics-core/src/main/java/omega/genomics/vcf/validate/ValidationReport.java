package omega.genomics.vcf.validate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import omega.genomics.Diagnostic;

/**
 * What {@link VcfValidator} found in one file.
 *
 * @param source the input's name
 * @param version the version the file was judged by, such as {@code 4.3}; what the file says unless that is unknown
 * @param samples the number of sample columns
 * @param records the number of data lines
 * @param errors how many errors there are, kept or not
 * @param warnings how many warnings there are, kept or not
 * @param rules how often each rule was broken, by rule id, in the order of first occurrence
 * @param findings the first findings of each rule, in file order; see {@link VcfValidator#limit(int)}
 */
public record ValidationReport(
        String source,
        String version,
        int samples,
        long records,
        long errors,
        long warnings,
        Map<String, Long> rules,
        List<Diagnostic> findings) {

    /** Copies the collections. */
    public ValidationReport {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(findings, "findings");
        rules = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(rules));
        findings = List.copyOf(findings);
    }

    /**
     * Tells whether the file keeps the specification.
     *
     * @return true if there is no error; warnings do not count
     */
    public boolean isValid() {
        return errors == 0;
    }
}
