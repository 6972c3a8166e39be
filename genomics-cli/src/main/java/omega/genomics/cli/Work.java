package omega.genomics.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does something, as opposed to one that only groups others. */
public abstract class Work implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** Does the work and returns the exit code; whatever it throws is exit code 1. */
    @Override
    public abstract Integer call() throws Exception;

    public final GenomicsCommand root() {
        return (GenomicsCommand) spec().root().userObject();
    }

    public final Output output() {
        return root().output();
    }

    /** Makes the failure of an argument that is well-formed for the command line but not for us: exit code 2. */
    public final ParameterException wrongUsage(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    /** Refuses a number of things that is none; no number is no wish. */
    public final void checkCount(String option, @Nullable Integer count) {
        if (count != null && count < 1) {
            throw wrongUsage("expected " + option + " of 1 or more, found " + count);
        }
    }

    public static int exitCode(boolean good) {
        return good ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("expected to be run by the command line");
        }
        return spec;
    }
}
