package omega.genomics.hgvs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sequence that a name refers to: an accession with its version, as written, and what is in parentheses after it.
 *
 * <p>In {@code NG_012232.1(NM_004006.2):c.93+1G>T} the selector is the transcript along which positions count; in
 * {@code NM_007294.3(BRCA1):c.2207A>C} it is a gene symbol.
 *
 * @param accession the accession with its version, a gene symbol or a contig name; empty if the name has no reference
 * @param selector what is in parentheses; null for nothing
 */
public record HgvsReference(String accession, @Nullable HgvsReference selector) {
    /** The reference of a name without one, such as {@code p.Glu1000Ser}. */
    public static final HgvsReference NONE = new HgvsReference("", null);

    /** Creates a record; nothing in it may be null. */
    public HgvsReference {
        Objects.requireNonNull(accession, "accession");
    }

    /**
     * Makes a reference without a selector.
     *
     * @param accession the accession with its version
     * @return the reference
     */
    public static HgvsReference of(String accession) {
        Objects.requireNonNull(accession, "accession");
        return new HgvsReference(accession, null);
    }

    /**
     * Returns whether the name has no reference.
     *
     * @return true if nothing is named
     */
    public boolean isNone() {
        return accession.isEmpty();
    }

    /**
     * Returns the accession of the sequence along which positions count.
     *
     * @return the selector's if it looks like an accession (it has an underscore, a dot or begins with {@code ENS}), otherwise the accession
     */
    public String sequence() {
        return selector != null && selector.isAccession() ? selector.accession() : accession;
    }

    private boolean isAccession() {
        return accession.indexOf('_') > 0 || accession.indexOf('.') > 0 || accession.startsWith("ENS");
    }

    /** Returns the reference as it is written in a name, without the colon. */
    @Override
    public String toString() {
        return selector == null ? accession : accession + "(" + selector + ")";
    }
}
