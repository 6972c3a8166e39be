package omega.genomics.postgres.cli;

import omega.genomics.contig.Assembly;

/** The assemblies whose contigs come with the library, as they are typed. */
final class Assemblies {
    /** Of each the name that may also be a schema's. */
    static final String KNOWN = "grch38, grch37, grcm39, grcm38, hs1";

    private Assemblies() {}

    /** @throws picocli.CommandLine.ParameterException if none is known by this name */
    static Assembly named(String name, Work work) {
        return Assembly.named(name)
                .orElseThrow(() -> work.wrongUsage("expected --assembly " + KNOWN + ", found \"" + name + '"'));
    }
}
