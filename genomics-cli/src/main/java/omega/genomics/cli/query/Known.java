package omega.genomics.cli.query;

import java.util.Collection;
import java.util.List;
import omega.genomics.Region;
import omega.genomics.cli.Session;
import omega.genomics.cli.Suggestions;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.query.genes.GeneQueries;

/** Tells names that nothing has from names without an answer: exit code 1 instead of nothing at all. */
public final class Known {
    private Known() {}

    /** @throws IllegalArgumentException that tells the first of the names there are, if it is none of them */
    static void check(String what, String name, Collection<String> there) {
        if (there.contains(name)) {
            return;
        }
        throw Suggestions.unknown(what, name, there);
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
            throw new IllegalArgumentException("no contig with a gene or a variant is called \"" + name + '"'
                    + Suggestions.hint(name, names(assembly)));
        }
    }

    private static List<String> names(String assembly) {
        return Assembly.named(assembly)
                .map(table -> table.contigs().stream().map(Contig::name).toList())
                .orElse(List.of());
    }

    /** @throws IllegalArgumentException if no annotation that is loaded has such a gene */
    static void gene(Session session, String name) {
        GeneQueries genes = session.assembly().genes();
        if (genes.named(name).isEmpty()) {
            throw noGene(genes, name);
        }
    }

    /** Makes the failure of a name by which no gene is found; it tells what may have been meant. */
    public static IllegalArgumentException noGene(GeneQueries genes, String name) {
        List<String> names = genes.names();
        return new IllegalArgumentException("no gene of an annotation is called \"" + name + '"'
                + (names.isEmpty() ? "; none is loaded, see load genes" : Suggestions.hint(name, names)));
    }

    /** @throws IllegalArgumentException if neither an annotation nor a label of a variant has such a gene */
    static void geneOrLabel(Session session, String name) {
        if (session.assembly().variants().ofGene(name).first().isEmpty()) {
            gene(session, name);
        }
    }

    static IllegalArgumentException noVariant(String name) {
        return new IllegalArgumentException("no variant is called \"" + name + '"');
    }

    /** Makes the failure of a gene without expression; it tells whether the gene is known at all. */
    public static IllegalArgumentException noExpression(Session session, String gene) {
        String none = "no expression of " + gene + " in the database";
        if (session.assembly().expression().tissues().first().isEmpty()) {
            return new IllegalArgumentException(none + "; none is loaded, see load expression");
        }
        GeneQueries genes = session.assembly().genes();
        return new IllegalArgumentException(
                genes.named(gene).isEmpty() ? none + Suggestions.hint(gene, genes.names()) : none);
    }
}
