package omega.genomics.postgres.load.variants;

import java.io.IOException;
import java.nio.file.Path;
import omega.genomics.postgres.internal.Sha256;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.filter.VcfFilter;

/** Which records of a file are loaded: those for which an expression is true, or the others. */
record RecordSelection(VcfFilter filter, boolean excludes) {

    RecordFilter recordFilter() {
        return excludes ? filter.negate() : filter;
    }

    /** Part of the identity of a load: the expression, and what the files that it names contain. */
    String text() {
        StringBuilder text = new StringBuilder(excludes ? " exclude=" : " include=").append(filter);
        for (String file : filter.files()) {
            text.append(' ').append(file).append('=').append(digest(file));
        }
        return text.toString();
    }

    /** A file that cannot be read is an error of the expression, which names its place when it meets the header. */
    private static String digest(String file) {
        try {
            return Sha256.ofFile(Path.of(file));
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
