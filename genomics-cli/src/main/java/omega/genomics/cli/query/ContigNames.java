package omega.genomics.cli.query;

import java.util.List;
import java.util.stream.Collectors;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;

/** Contigs by any of their names: the database has Ensembl's, the table of a bundled assembly knows the others. */
final class ContigNames {
    private ContigNames() {}

    /** Returns the name that is stored, or the name as given where the assembly is not bundled or does not know it. */
    static String stored(String name, String assembly) {
        List<Contig> candidates =
                Assembly.named(assembly).map(table -> table.candidates(name)).orElse(List.of());
        if (candidates.size() > 1) {
            throw new IllegalArgumentException(name + " stands for more than one sequence, name one: "
                    + candidates.stream().map(Contig::name).collect(Collectors.joining(", ")));
        }
        return candidates.isEmpty() ? name : candidates.get(0).name();
    }
}
