package omega.genomics.postgres.cli;

import java.util.Iterator;
import omega.genomics.contig.Assembly;

/** The assemblies whose contigs come with the library, as they are typed: what {@code ${COMPLETION-CANDIDATES}} stands for. */
final class Assemblies implements Iterable<String> {
    private Assemblies() {}

    /** Returns the names, with commas between. */
    static String known() {
        return String.join(", ", Assembly.bundled());
    }

    /** @throws picocli.CommandLine.ParameterException if none is known by this name */
    static Assembly named(String name, Work work) {
        return Assembly.named(name)
                .orElseThrow(() -> work.wrongUsage("expected --assembly " + known() + ", found \"" + name + '"'));
    }

    @Override
    public Iterator<String> iterator() {
        return Assembly.bundled().iterator();
    }
}
