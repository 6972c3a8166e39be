package omega.genomics.contig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import omega.genomics.io.InputSource;

/** Reads tables of aliases. The names in a row belong to one contig, and so do rows that share a name. */
final class AliasTable {
    /** The values of the third column of a dump of UCSC's chromAlias table, which states who uses the alias. */
    private static final Set<String> AUTHORITIES = Set.of("assembly", "ensembl", "genbank", "refseq", "ucsc", "ncbi");

    private final Map<String, Set<String>> groups = new LinkedHashMap<>();

    static List<Contig> read(InputSource source) throws IOException {
        AliasTable table = new AliasTable();
        try (Rows rows = new Rows(source)) {
            while (rows.advance()) {
                if (!rows.isComment() && !rows.isBlank()) {
                    table.add(names(rows));
                }
            }
        }
        return table.contigs();
    }

    private static List<String> names(Rows rows) {
        List<String> fields = rows.fields();
        if (fields.size() == 3 && AUTHORITIES.containsAll(List.of(fields.get(2).split(",")))) {
            return List.of(fields.get(1), fields.get(0));
        }
        return fields.stream().filter(field -> !field.isEmpty()).toList();
    }

    private void add(List<String> names) {
        Set<String> group = null;
        for (String name : names) {
            Set<String> known = groups.get(name);
            if (group == null) {
                group = known;
            } else if (known != null && known != group) {
                group.addAll(known);
            }
        }
        Set<String> joined = group == null ? new LinkedHashSet<>() : group;
        joined.addAll(names);
        joined.forEach(name -> groups.put(name, joined));
    }

    private List<Contig> contigs() {
        List<Contig> contigs = new ArrayList<>();
        for (Map.Entry<String, Set<String>> entry : groups.entrySet()) {
            String first = entry.getValue().iterator().next();
            if (first.equals(entry.getKey())) {
                contigs.add(new Contig(first, OptionalInt.empty(), Contig.Role.UNKNOWN, entry.getValue()));
            }
        }
        return contigs;
    }
}
