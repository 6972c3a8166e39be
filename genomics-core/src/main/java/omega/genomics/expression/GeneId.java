package omega.genomics.expression;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stable gene id taken apart, by the rules by which annotations are loaded: {@code ENSG00000182378.13_PAR_Y} is version 13
 * of {@code ENSG00000182378_PAR_Y}.
 *
 * @param id without version; the text as written if it is no Ensembl id with one
 * @param version empty if there is none
 */
public record GeneId(String id, OptionalInt version) {
    private static final Pattern VERSIONED =
            Pattern.compile("(ENS[A-Z]+[0-9]{10,11})\\.([0-9]{1,9})(_PAR_Y)?(_[0-9]+)?");
    private static final String PAR_Y = "_PAR_Y";

    /**
     * Takes an id apart.
     *
     * @param written any text
     * @return the id; what follows a version stays if it tells two genes apart ({@code _PAR_Y}) and goes if it counts
     *     mappings ({@code _1})
     */
    public static GeneId parse(String written) {
        Matcher matcher = VERSIONED.matcher(written);
        if (!matcher.matches()) {
            return new GeneId(written, OptionalInt.empty());
        }
        String twin = matcher.group(3) == null ? "" : PAR_Y;
        return new GeneId(matcher.group(1) + twin, OptionalInt.of(Integer.parseInt(matcher.group(2))));
    }

    /**
     * Tells whether this is the copy on Y of a gene of the pseudoautosomal region.
     *
     * @return true for {@code …_PAR_Y}
     */
    public boolean isParY() {
        return id.endsWith(PAR_Y);
    }

    /**
     * Returns the id that the copies on X and Y have in common.
     *
     * @return without {@code _PAR_Y}
     */
    public String withoutPar() {
        return isParY() ? id.substring(0, id.length() - PAR_Y.length()) : id;
    }
}
