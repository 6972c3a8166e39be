package omega.genomics.cli;

import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code genomics completion}. */
@Command(
        name = "completion",
        description = "Prints a script that makes a shell complete commands, options and their values.",
        footer = {
            "",
            "bash: source <(genomics completion bash)",
            "zsh:  source <(genomics completion zsh)",
            "To keep it, put that line into ~/.bashrc or ~/.zshrc."
        })
final class CompletionCommand extends Work {
    /** The shells there are scripts for. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    @SuppressWarnings(
            "UnusedVariable") // One script serves both: in zsh it turns on the emulation of bash's completion.
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() throws Exception {
        String script = AutoComplete.bash("genomics", root().whole());
        root().content().write(script.getBytes(StandardCharsets.UTF_8));
        root().checkStdout();
        return exitCode(true);
    }
}
