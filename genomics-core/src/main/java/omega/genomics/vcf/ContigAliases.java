package omega.genomics.vcf;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.VcfHeader;

/**
 * The other names of a file's contigs, by the tables of the bundled assemblies: of the one whose lengths the header states, else of
 * all. A name that stands for two sequences of an assembly has no other names there.
 */
final class ContigAliases {
    private static final int NAMED = 20;

    private final String source;
    private final Set<String> known = new LinkedHashSet<>();
    private final Optional<Assembly> assembly;

    /**
     * @param source the file, for messages
     * @param more names besides those the header declares
     */
    ContigAliases(VcfHeader header, Collection<String> more, String source) {
        this.source = source;
        Map<String, Integer> lengths = new HashMap<>();
        for (ContigDefinition contig : header.contigs()) {
            known.add(contig.id());
            contig.length().ifPresent(length -> lengths.put(contig.id(), (int) Math.min(length, Integer.MAX_VALUE)));
        }
        known.addAll(more);
        assembly = Assembly.detect(lengths);
    }

    /** Whether the file names any contig before its records. */
    boolean isKnown() {
        return !known.isEmpty();
    }

    boolean isKnown(String name) {
        return known.contains(name);
    }

    /**
     * Returns the names under which the records of a contig may stand: the one that the file is known to have, or all there are.
     *
     * @throws IllegalArgumentException if the file is known to have more than one of them
     */
    Set<String> of(String asked) {
        if (known.contains(asked)) {
            return Set.of(asked);
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(asked);
        assembly.map(List::of)
                .orElseGet(() -> Assembly.bundled().stream()
                        .flatMap(name -> Assembly.named(name).stream())
                        .toList())
                .forEach(table -> table.resolve(asked).map(Contig::aliases).ifPresent(names::addAll));
        List<String> found = names.stream().filter(known::contains).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException('"' + asked + "\" stands for more than one contig of " + source
                    + ", name one: " + String.join(", ", found));
        }
        return found.isEmpty() ? names : Set.copyOf(found);
    }

    /** Makes the failure of a list of regions none of whose contigs the file has. */
    IllegalArgumentException unknownList(String list, Collection<String> asked) {
        String names = asked.stream().limit(NAMED).collect(Collectors.joining(", "));
        return new IllegalArgumentException("none of the contigs of " + list + " is in " + source + ": " + names
                + (asked.size() > NAMED ? " and " + (asked.size() - NAMED) + " more" : "") + there());
    }

    /** Makes the failure of a name that the file has not. */
    IllegalArgumentException unknown(String asked) {
        String plain = plain(asked);
        Optional<String> alike =
                known.stream().filter(name -> plain(name).equals(plain)).findFirst();
        return new IllegalArgumentException("no contig of " + source + " is called \"" + asked + '"'
                + alike.map(name -> "; did you mean " + name + '?').orElse("")
                + there());
    }

    private String there() {
        String names = known.stream().limit(NAMED).collect(Collectors.joining(", "));
        String more = known.size() > NAMED ? " and " + (known.size() - NAMED) + " more" : "";
        return known.isEmpty() ? "" : "; there are: " + names + more;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("^chr(omosome)?[_ ]?", "");
    }
}
