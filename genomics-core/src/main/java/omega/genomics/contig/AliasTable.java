package omega.genomics.contig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import omega.genomics.io.InputSource;

/** Reads tables of aliases. The names in a row belong to one contig, and so do rows that share a name. */
final class AliasTable {
    /** The values of the third column of a dump of UCSC's chromAlias table, which states who uses the alias. */
    private static final Set<String> AUTHORITIES = Set.of("assembly", "ensembl", "genbank", "refseq", "ucsc", "ncbi");

    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** The names of one contig. */
    private static final class Group {
        String preferred = "";
        final Set<String> names = new LinkedHashSet<>();
    }

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
            return Stream.of(fields.get(1), fields.get(0))
                    .filter(field -> !field.isEmpty())
                    .toList();
        }
        return fields.stream().filter(field -> !field.isEmpty()).toList();
    }

    private void add(List<String> names) {
        Group group = null;
        for (String name : names) {
            Group known = groups.get(name);
            if (group == null) {
                group = known;
            } else if (known != null && known != group) {
                group = joined(group, known);
            }
        }
        if (group == null) {
            group = new Group();
            group.preferred = names.isEmpty() ? "" : names.get(0);
        }
        for (String name : names) {
            group.names.add(name);
            groups.put(name, group);
        }
    }

    /** Of two groups the smaller moves, so that many rows that share names cost little; the name of the first stays preferred. */
    private Group joined(Group first, Group second) {
        Group larger = first.names.size() < second.names.size() ? second : first;
        Group smaller = larger == first ? second : first;
        larger.preferred = first.preferred;
        larger.names.addAll(smaller.names);
        smaller.names.forEach(name -> groups.put(name, larger));
        return larger;
    }

    private List<Contig> contigs() {
        List<Contig> contigs = new ArrayList<>();
        groups.forEach((name, group) -> {
            if (name.equals(group.preferred)) {
                contigs.add(new Contig(name, OptionalInt.empty(), Contig.Role.UNKNOWN, group.names));
            }
        });
        return contigs;
    }
}
