package omega.genomics.cli.files;

import java.util.Iterator;
import omega.genomics.cli.Work;
import omega.genomics.contig.Assembly;

/** The assemblies whose contigs come with the library, as they are typed: what {@code ${COMPLETION-CANDIDATES}} stands for. */
public final class Assemblies implements Iterable<String> {
    private Assemblies() {}

    /** Returns the names, with commas between. */
    public static String known() {
        return String.join(", ", Assembly.bundled());
    }

    /**
     * Finds a bundled assembly.
     *
     * @throws picocli.CommandLine.ParameterException if none is known by this name */
    public static Assembly named(String name, Work work) {
        return Assembly.named(name)
                .orElseThrow(() -> work.wrongUsage("expected --assembly " + known() + ", found \"" + name + '"'));
    }

    @Override
    public Iterator<String> iterator() {
        return Assembly.bundled().iterator();
    }
}
