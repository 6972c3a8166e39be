package omega.genomics.contig;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The reason why a file does not belong to the expected assembly; see {@link AssemblyCheck}. Immutable.
 *
 * @param expected the name of the expected assembly
 * @param reason the contradiction and its location
 * @param fitting the bundled assemblies that nothing in the file contradicts; may be empty
 */
public record AssemblyMismatch(String expected, String reason, List<Assembly> fitting) {
    /** Creates a mismatch; copies the list. */
    public AssemblyMismatch {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(fitting, "fitting");
        fitting = List.copyOf(fitting);
    }

    /** Returns a sentence with the expected assembly, the contradiction, and the assemblies that would fit. */
    @Override
    public String toString() {
        return "expected a file of " + expected + ", but " + reason + "; "
                + (fitting.isEmpty()
                        ? "no bundled assembly fits"
                        : "it fits "
                                + fitting.stream()
                                        .map(Assembly::name)
                                        .map(Bundled::shortName)
                                        .collect(Collectors.joining(" or ")));
    }
}
