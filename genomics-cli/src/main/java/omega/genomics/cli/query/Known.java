package omega.genomics.cli.query;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import omega.genomics.Region;
import omega.genomics.cli.Session;
import omega.genomics.contig.Assembly;
import omega.genomics.postgres.load.StoredDataset;

/** Tells names that nothing has from names without an answer: exit code 1 instead of nothing at all. */
final class Known {
    /** There may be thousands of samples. */
    private static final int TOLD = 20;

    private Known() {}

    /** @throws IllegalArgumentException that tells the first of the names there are, if it is none of them */
    static void check(String what, String name, Collection<String> there) {
        if (there.contains(name)) {
            return;
        }
        String names = there.stream().limit(TOLD).collect(Collectors.joining(", "));
        String more = there.size() > TOLD ? " and " + (there.size() - TOLD) + " more" : "";
        throw new IllegalArgumentException("no " + what + " is called \"" + name + "\"; there are"
                + (there.isEmpty() ? " none" : ": " + names + more));
    }

    /** @throws IllegalArgumentException if the assembly has no dataset of this kind and name */
    static void dataset(Session session, String kind, String name) {
        List<String> ofKind = session.assembly().datasets().list().stream()
                .filter(dataset -> dataset.kind().equals(kind))
                .map(StoredDataset::name)
                .toList();
        check(kind + " dataset", name, ofKind);
    }

    /**
     * Passes what the table of the assembly knows, and what has a gene or a variant.
     *
     * @throws IllegalArgumentException for any other contig
     */
    static void contig(Session session, String assembly, String name) {
        boolean isInTable = Assembly.named(assembly)
                .filter(table -> !table.candidates(name).isEmpty())
                .isPresent();
        if (isInTable) {
            return;
        }
        Region whole = Region.whole(name);
        boolean isLoaded = session.assembly().genes().overlapping(whole).first().isPresent()
                || session.assembly().variants().overlapping(whole).first().isPresent();
        if (!isLoaded) {
            throw new IllegalArgumentException("no contig with a gene or a variant is called \"" + name + "\"");
        }
    }

    /** @throws IllegalArgumentException if no annotation that is loaded has such a gene */
    static void gene(Session session, String name) {
        if (session.assembly().genes().named(name).isEmpty()) {
            throw new IllegalArgumentException("no gene of an annotation is called \"" + name + "\"");
        }
    }

    /** @throws IllegalArgumentException if neither an annotation nor a label of a variant has such a gene */
    static void geneOrLabel(Session session, String name) {
        if (session.assembly().variants().ofGene(name).first().isEmpty()) {
            gene(session, name);
        }
    }
}
