package omega.genomics.expression;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stable gene id split into id and version, by the rules used for annotations: {@code ENSG00000182378.13_PAR_Y} is
 * version 13 of {@code ENSG00000182378_PAR_Y}. Immutable.
 *
 * @param id the id without version; the text as written if it is not an Ensembl id with a version
 * @param version the version; empty if there is none
 */
public record GeneId(String id, OptionalInt version) {
    /** Creates a record; nothing in it may be null. */
    public GeneId {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
    }

    private static final Pattern VERSIONED =
            Pattern.compile("(ENS[A-Z]+[0-9]{10,11})\\.([0-9]{1,9})(_PAR_Y)?(_[0-9]+)?");
    private static final String PAR_Y = "_PAR_Y";

    /**
     * Splits an id.
     *
     * @param written any text
     * @return the id; a suffix after the version is kept if it distinguishes two genes ({@code _PAR_Y}), and removed
     *     if it counts mappings ({@code _1})
     */
    public static GeneId parse(String written) {
        Objects.requireNonNull(written, "written");
        Matcher matcher = VERSIONED.matcher(written);
        if (!matcher.matches()) {
            return new GeneId(written, OptionalInt.empty());
        }
        String twin = matcher.group(3) == null ? "" : PAR_Y;
        return new GeneId(matcher.group(1) + twin, OptionalInt.of(Integer.parseInt(matcher.group(2))));
    }

    /**
     * Returns whether this is the copy on chromosome Y of a gene in the pseudoautosomal region.
     *
     * @return true if the id ends in {@code _PAR_Y}
     */
    public boolean isParY() {
        return id.endsWith(PAR_Y);
    }

    /**
     * Returns the id shared by the copies on X and Y.
     *
     * @return the id without {@code _PAR_Y}
     */
    public String withoutPar() {
        return isParY() ? id.substring(0, id.length() - PAR_Y.length()) : id;
    }
}
