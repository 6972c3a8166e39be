package omega.genomics.postgres.load.run;

import java.util.List;
import java.util.Optional;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.AssemblyCheck;
import omega.genomics.contig.AssemblyMismatch;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;

/** Refuses a file that does not belong to the assembly; passes everything where there is none, or it is not to be checked. */
public final class AssemblyChecks {
    private final @Nullable AssemblyCheck check;
    private final String source;

    public AssemblyChecks(@Nullable Assembly expected, boolean checked, String source) {
        check = expected == null || !checked ? null : new AssemblyCheck(expected);
        this.source = source;
    }

    /** Notes a length that the header states. */
    public void length(String contig, int length) {
        if (check != null) {
            check.length(contig, length);
        }
    }

    /** Notes what a header line says about the assembly. */
    public void names(String where, String text) {
        if (check != null) {
            check.names(where, text);
        }
    }

    /** Checks the header of a VCF file, as noted. */
    public void header() {
        if (check != null) {
            refuse(check.mismatch());
        }
    }

    /** Checks the directives of a GTF or GFF3 file. */
    public void directives(List<String> lines) {
        if (check != null) {
            check.directives(lines);
            header();
        }
    }

    /** Checks the name of a contig. */
    public void name(String contig) {
        if (check != null) {
            refuse(check.mismatchOfName(contig));
        }
    }

    /** Returns the position of a contig's last base; the greatest number where it is not known or not to be checked. */
    public int lastPosition(String contig) {
        return check == null ? Integer.MAX_VALUE : check.lastPosition(contig);
    }

    /** Notes how far the file's coordinates reach. */
    public void reaches(String contig, int position) {
        if (check != null && position > 0) {
            check.reaches(contig, position);
        }
    }

    /** Returns the failure of a coordinate beyond the last position. */
    public LoadException beyond(String what, String contig, int position) {
        if (check == null) {
            throw new IllegalStateException("expected a check of the assembly");
        }
        return refusal(check.beyond(what, contig, position));
    }

    private void refuse(Optional<AssemblyMismatch> mismatch) {
        if (mismatch.isPresent()) {
            throw refusal(mismatch.get());
        }
    }

    private LoadException refusal(AssemblyMismatch mismatch) {
        return new LoadException(source + ": " + mismatch
                + "; nothing was loaded. To load it all the same, turn off the assembly check (--no-assembly-check)");
    }
}
