package omega.genomics.contig;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a file does not belong to the assembly that it is read as; see {@link AssemblyCheck}.
 *
 * @param expected the name of the assembly that the file is read as
 * @param reason what contradicts it, and where
 * @param fitting the bundled assemblies that nothing in the file contradicts; may be empty
 */
public record AssemblyMismatch(String expected, String reason, List<Assembly> fitting) {
    /** Copies the list. */
    public AssemblyMismatch {
        fitting = List.copyOf(fitting);
    }

    /** Returns one sentence: expected, found, and the assembly that would fit. */
    @Override
    public String toString() {
        return "expected a file of " + expected + ", but " + reason + "; "
                + (fitting.isEmpty()
                        ? "no bundled assembly fits"
                        : "it fits " + fitting.stream().map(Bundled::shortName).collect(Collectors.joining(" or ")));
    }
}
