package omega.genomics.postgres.load;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An ALT allele that has no row of its own, since an earlier row has the same variant.
 *
 * @param contig as stored
 * @param position as stored
 * @param ref as stored; the first bases of a long one
 * @param alt as stored, {@code .} for a record without ALT; the first bases of a long one
 * @param line where the file has it, from 1
 * @param firstLine where the file has the one whose row stays; empty if that was in the dataset before
 * @param file the name of the file; empty where the load has only one
 * @param firstFile the name of the file of {@code firstLine}; empty where the load has only one
 * @param differs the columns in which it says something else than the row that stays; none if nothing is lost
 */
public record RepeatedAllele(
        String contig,
        int position,
        String ref,
        String alt,
        long line,
        OptionalLong firstLine,
        String file,
        String firstFile,
        List<String> differs) {
    private static final int SHOWN = 40;

    /** Copies the list. */
    public RepeatedAllele {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(firstFile, "firstFile");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
        Objects.requireNonNull(firstLine, "firstLine");
        Objects.requireNonNull(differs, "differs");
        ref = shortened(ref);
        alt = shortened(alt);
        differs = List.copyOf(differs);
    }

    /**
     * Makes one of a load of one file.
     *
     * @param contig as stored
     * @param position as stored
     * @param ref as stored
     * @param alt as stored
     * @param line where the file has it
     * @param firstLine where the file has the one whose row stays
     * @param differs the columns in which it says something else
     */
    public RepeatedAllele(
            String contig,
            int position,
            String ref,
            String alt,
            long line,
            OptionalLong firstLine,
            List<String> differs) {
        this(contig, position, ref, alt, line, firstLine, "", "", differs);
    }

    private static String shortened(String allele) {
        return allele.length() <= SHOWN ? allele : allele.substring(0, SHOWN - 1) + "…";
    }

    /**
     * Names the variant.
     *
     * @return such as {@code 21:32976554 GCA>G}
     */
    public String name() {
        return contig + ":" + position + " " + ref + ">" + alt;
    }
}
