package omega.genomics.cli.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import omega.genomics.contig.Assembly;

/** What a contig is called in different files of one assembly. */
final class AssemblyNames {
    private final Optional<Assembly> assembly;
    private final Map<String, String> accessions = new HashMap<>();

    AssemblyNames(Optional<Assembly> assembly) {
        this.assembly = assembly;
    }

    /** Returns the name of a contig that a file has; the given name if it has none of them. */
    String among(String contig, Predicate<String> has) {
        List<String> names = new ArrayList<>(List.of(contig));
        assembly.flatMap(known -> known.resolve(contig)).ifPresent(known -> {
            names.add(known.name());
            names.addAll(known.aliases());
        });
        return names.stream().filter(has).findFirst().orElse(contig);
    }

    /** Returns the accession of RefSeq for a contig of the assembly, otherwise its name. */
    String accession(String contig) {
        return accessions.computeIfAbsent(
                contig, name -> assembly.map(of -> of.accession(name)).orElse(name));
    }
}
