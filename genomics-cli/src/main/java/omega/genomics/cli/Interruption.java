package omega.genomics.cli;

import java.io.PrintStream;

/** Says that the command was ended from outside (Ctrl-C), in place of the failures that this causes. */
final class Interruption {
    private volatile boolean done;
    private volatile boolean begun;

    /** Watches this process. */
    static Interruption watch(PrintStream stderr) {
        Interruption watched = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> watched.end(stderr), "genomics-interruption"));
        return watched;
    }

    private void end(PrintStream stderr) {
        if (!done) {
            begun = true;
            stderr.println((Terminal.isInteractive() ? "\n" : "") + "genomics: interrupted");
        }
    }

    boolean hasBegun() {
        return begun;
    }

    /** The command ends by itself. */
    void passed() {
        done = true;
    }
}
