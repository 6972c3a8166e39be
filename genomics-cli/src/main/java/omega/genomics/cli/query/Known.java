package omega.genomics.cli.query;

import java.util.Collection;
import java.util.List;
import omega.genomics.cli.Session;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.query.UnknownNameException;

/** Checks of names that the library does not make itself: exit code 1 instead of an empty answer. */
public final class Known {
    private Known() {}

    /** @throws UnknownNameException that lists the first of the names there are, if it is none of them */
    static void check(String what, String name, Collection<String> there) {
        if (!there.contains(name)) {
            throw UnknownNameException.among(what, name, there);
        }
    }

    /** @throws UnknownNameException if the assembly has no dataset of this kind and name */
    static void dataset(Session session, String kind, String name) {
        List<String> ofKind = session.assembly().datasets().list().stream()
                .filter(dataset -> dataset.kind().equals(kind))
                .map(StoredDataset::name)
                .toList();
        check(kind + " dataset", name, ofKind);
    }

    /** Makes the failure of a gene that is known but has no expression. */
    public static IllegalArgumentException noExpression(String gene) {
        return new IllegalArgumentException("no expression of " + gene + " in the database");
    }
}
