package omega.genomics.vcf.header;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the VCF specification, as {@code ##fileformat} declares it. Later versions compare greater. */
public enum VcfVersion {
    /** VCF 4.0, of 2010. */
    V4_0(0),
    /** VCF 4.1: structural variants and breakends. */
    V4_1(1),
    /** VCF 4.2: {@code Number=R}, {@code *} alleles. */
    V4_2(2),
    /** VCF 4.3: UTF-8 and percent-encoding. */
    V4_3(3),
    /** VCF 4.4: SVLEN decides where structural variants end, {@code Number=P}, a leading phase mark. */
    V4_4(4),
    /** VCF 4.5: local alleles ({@code Number=LA}, {@code LR}, {@code LG}), {@code Number=M}, FORMAT LEN. */
    V4_5(5);

    private final int minor;

    VcfVersion(int minor) {
        this.minor = minor;
    }

    private static final Pattern DECLARATION = Pattern.compile("VCFv(\\d{1,3})\\.(\\d{1,3})");

    /** The newest version this library knows. */
    public static final VcfVersion NEWEST = V4_5;

    /**
     * Tells whether values of INFO and FORMAT are percent-encoded ({@code %3A} is a colon).
     *
     * @return true from 4.3 on
     */
    public boolean isPercentEncoded() {
        return compareTo(V4_3) >= 0;
    }

    /**
     * Tells whether this is another version or a later one.
     *
     * @param other the version to compare with
     * @return true if equal or newer
     */
    public boolean isAtLeast(VcfVersion other) {
        Objects.requireNonNull(other, "other");
        return compareTo(other) >= 0;
    }

    /**
     * Returns the version by whose rules a declared one is read: a newer minor version reads as {@link #NEWEST}.
     *
     * @param declaration such as {@code VCFv4.2}
     * @return empty if it is no declaration, or of another major version
     */
    public static Optional<VcfVersion> parse(String declaration) {
        Objects.requireNonNull(declaration, "declaration");
        Matcher matcher = DECLARATION.matcher(declaration);
        if (!matcher.matches() || !matcher.group(1).equals("4")) {
            return Optional.empty();
        }
        int minor = Integer.parseInt(matcher.group(2));
        return Optional.of(values()[Math.min(minor, NEWEST.minor)]);
    }

    /** Returns {@code VCFv4.2} and the like. */
    @Override
    public String toString() {
        return "VCFv4." + minor;
    }
}
