package omega.genomics.postgres.load.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import org.jspecify.annotations.Nullable;

/** Turns the contig names of a file into those the database stores, Ensembl's; remembers the unknown ones. Thread-safe. */
public final class ContigNames {
    private final @Nullable Assembly assembly;
    private final Map<String, String> resolved = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private final Map<String, Integer> lengths;

    public ContigNames(@Nullable Assembly assembly) {
        this(assembly, Map.of());
    }

    /** @param lengths what the file says of its contigs: some names stand for two sequences, which only these tell apart */
    public ContigNames(@Nullable Assembly assembly, Map<String, Integer> lengths) {
        this.assembly = assembly;
        this.lengths = Map.copyOf(lengths);
    }

    /** Returns the name to store: as written where no table of contigs is given or the name is not in it. */
    public synchronized String stored(String written) {
        return resolved.computeIfAbsent(written, this::resolve);
    }

    private String resolve(String written) {
        if (assembly == null) {
            return written;
        }
        Optional<Contig> contig = find(assembly, written);
        if (contig.isEmpty()) {
            unknown.add(written);
        }
        return contig.map(Contig::name).orElse(written);
    }

    /** Tells whether the assembly has the name, or there is none to ask. */
    public boolean isKnown(String written) {
        return assembly == null || find(assembly, written).isPresent();
    }

    private Optional<Contig> find(Assembly in, String written) {
        Integer length = lengths.get(written);
        Optional<Contig> exact = length == null ? Optional.empty() : in.resolve(written, length);
        return exact.isPresent() ? exact : in.resolve(written);
    }

    /** Returns the assembly's name for messages. */
    public String assembly() {
        return assembly == null ? "any assembly" : assembly.name();
    }

    /** Returns the names that the assembly does not know. */
    public synchronized Set<String> unknown() {
        return Set.copyOf(unknown);
    }
}
