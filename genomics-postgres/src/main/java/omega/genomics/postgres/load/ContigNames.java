package omega.genomics.postgres.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import org.jspecify.annotations.Nullable;

/** Turns the contig names of a file into those the database stores, Ensembl's; remembers the unknown ones. */
final class ContigNames {
    private final @Nullable Assembly assembly;
    private final Map<String, String> resolved = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();

    ContigNames(@Nullable Assembly assembly) {
        this.assembly = assembly;
    }

    /** Returns the name to store: as written where no table of contigs is given or the name is not in it. */
    String stored(String written) {
        return resolved.computeIfAbsent(written, this::resolve);
    }

    private String resolve(String written) {
        if (assembly == null) {
            return written;
        }
        Optional<Contig> contig = assembly.resolve(written);
        if (contig.isEmpty()) {
            unknown.add(written);
        }
        return contig.map(Contig::name).orElse(written);
    }

    /** Tells whether the assembly has the name, or there is none to ask. */
    boolean isKnown(String written) {
        return assembly == null || assembly.resolve(written).isPresent();
    }

    /** Returns the assembly's name for messages. */
    String assembly() {
        return assembly == null ? "any assembly" : assembly.name();
    }

    /** Returns the names that the assembly does not know. */
    Set<String> unknown() {
        return Set.copyOf(unknown);
    }
}
