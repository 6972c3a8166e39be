package omega.genomics.cli.load;

import picocli.CommandLine.Option;

/** Whether a file that contradicts the assembly is refused. */
final class AssemblyCheckOption {
    @Option(
            names = "--no-assembly-check",
            description = "Load a file that contradicts the assembly all the same: its header names another one, or a"
                    + " coordinate lies beyond the end of a chromosome.")
    private boolean off;

    boolean isOn() {
        return !off;
    }
}
