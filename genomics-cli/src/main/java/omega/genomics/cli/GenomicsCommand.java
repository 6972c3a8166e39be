package omega.genomics.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import omega.genomics.cli.files.GtfCommand;
import omega.genomics.cli.files.HgvsCommand;
import omega.genomics.cli.files.VcfCommand;
import omega.genomics.cli.load.DatasetsCommand;
import omega.genomics.cli.load.DemoCommand;
import omega.genomics.cli.load.EmbedCommand;
import omega.genomics.cli.load.LoadCommand;
import omega.genomics.cli.load.MigrateCommand;
import omega.genomics.cli.plot.PlotCommand;
import omega.genomics.cli.query.ExportCommand;
import omega.genomics.cli.query.QueryCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The {@code genomics} command.
 *
 * <p>Exit codes: 0 done, 1 the work failed (or a file is not valid), 2 wrong usage. Standard output carries the answer
 * and nothing else.
 */
@Command(
        name = "genomics",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = BuildVersion.class,
        description = "Reads annotations and variants, loads them into PostgreSQL, and queries them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the work failed, or a file is not valid", "2:wrong usage"},
        sortOptions = false)
public final class GenomicsCommand {
    private static final List<Class<?>> GROUPS = List.of(
            GtfCommand.class,
            VcfCommand.class,
            HgvsCommand.class,
            MigrateCommand.class,
            LoadCommand.class,
            EmbedCommand.class,
            QueryCommand.class,
            DatasetsCommand.class,
            PlotCommand.class,
            ExportCommand.class,
            DemoCommand.class,
            ShellCommand.class,
            CompletionCommand.class);

    private final PrintStream stdout;
    private final PrintStream stderr;
    private final Map<String, String> environment;
    private final Interruption interruption;
    /** Colours for standard error, which may not be a terminal even when standard output is. */
    private final Colour aside;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean verbose;

    GenomicsCommand(
            PrintStream stdout, PrintStream stderr, Map<String, String> environment, Interruption interruption) {
        this.stdout = stdout;
        this.stderr = stderr;
        this.environment = environment;
        this.interruption = interruption;
        this.aside = Colour.of(stdout instanceof StandardOutput && Terminal.isInteractive(), environment);
    }

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.watch(System.err);
        int exitCode = run(arguments, StandardOutput.open(), System.err, System.getenv(), interruption);
        interruption.passed();
        System.exit(exitCode);
    }

    /**
     * Runs the command in this JVM.
     *
     * @param arguments as typed after {@code genomics}
     * @param stdout takes the answer, in UTF-8
     * @param stderr takes progress and errors
     * @param environment the PG… variables and {@code GENOMICS_DATA_DIR}
     * @return the exit code: 0, 1 or 2
     */
    public static int run(String[] arguments, PrintStream stdout, PrintStream stderr, Map<String, String> environment) {
        return run(arguments, stdout, stderr, environment, new Interruption());
    }

    private static int run(
            String[] arguments,
            PrintStream stdout,
            PrintStream stderr,
            Map<String, String> environment,
            Interruption interruption) {
        GenomicsCommand root = new GenomicsCommand(stdout, stderr, environment, interruption);
        try {
            String[] current = OldNames.replaced(asHelpOption(arguments));
            CommandLine line = root.line(groups(current));
            return line.setOut(new PrintWriter(stdout, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(stderr, true, StandardCharsets.UTF_8))
                    .setParameterExceptionHandler((wrong, typed) -> root.misused(wrong))
                    .setExecutionExceptionHandler((failure, failed, parsed) -> root.failed(failure))
                    .execute(current);
        } catch (OutOfMemoryError e) {
            return root.failed(e);
        }
    }

    private CommandLine line(List<Class<?>> groups) {
        CommandLine line = new CommandLine(this);
        groups.forEach(line::addSubcommand);
        Purposes.show(line);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUseSimplifiedAtFiles(true)
                .setColorScheme(Help.defaultColorScheme(ansi(output().colour())));
    }

    /** Returns the parser with all commands. */
    CommandLine whole() {
        return line(GROUPS);
    }

    private static Help.Ansi ansi(Colour colour) {
        return colour.isShown() ? Help.Ansi.ON : Help.Ansi.OFF;
    }

    /** Takes {@code help query gene} for {@code query gene --help}. */
    private static String[] asHelpOption(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        int first = 0;
        while (first < words.size() && words.get(first).startsWith("-")) {
            first++;
        }
        if (first == words.size() || !words.get(first).equals("help")) {
            return arguments;
        }
        words.remove(first);
        if (first == words.size() || groupNamed(words.get(first)).isPresent()) {
            words.add("--help");
        }
        return words.toArray(String[]::new);
    }

    /**
     * Returns the groups to tell the parser of: the one that is called, or all where none is, for help and for suggestions. Looking
     * at all commands by reflection takes longer than to count a small file.
     */
    private static List<Class<?>> groups(String[] arguments) {
        Optional<String> called = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst();
        return called.flatMap(GenomicsCommand::groupNamed)
                .<List<Class<?>>>map(List::of)
                .orElse(GROUPS);
    }

    private static Optional<Class<?>> groupNamed(String name) {
        return GROUPS.stream()
                .filter(group -> group.getAnnotation(Command.class).name().equals(name))
                .findFirst();
    }

    /** What is wrong and how it is written; the whole help of one command would push that off the screen. */
    private int misused(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        line.setColorScheme(Help.defaultColorScheme(ansi(aside)));
        PrintWriter err = line.getErr();
        err.println(aside.error(shown(wrong.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            if (line.getSubcommands().isEmpty()) {
                err.print(line.getHelp().fullSynopsis());
                err.println("More: " + line.getCommandSpec().qualifiedName() + " --help");
            } else {
                line.usage(err);
            }
        }
        return CommandLine.ExitCode.USAGE;
    }

    private int failed(Throwable failure) {
        boolean isExpected = interruption.hasBegun()
                || Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(StandardOutput.Closed.class::isInstance);
        if (!isExpected || verbose) {
            stderr.println(aside.error(shown(Failures.describe(failure))));
        }
        if (verbose) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            say(trace.toString().stripTrailing());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Says something besides the answer, on standard error. */
    public void say(String text) {
        stderr.println(shown(text));
    }

    private static String shown(@Nullable String text) {
        return Passwords.hiddenIn(Printable.lines(String.valueOf(text)));
    }

    Output output() {
        return new Output(
                stdout, stderr, json, Colour.of(stdout instanceof StandardOutput && Terminal.isStdout(), environment));
    }

    public ProgressLine progress(String label) {
        return new ProgressLine(stderr, label, Terminal.isInteractive());
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Takes answers that are no text of ours: whole files, byte by byte unless somebody looks at them. */
    public OutputStream content() {
        return stdout instanceof StandardOutput && Terminal.isStdout() ? new TerminalContent(stdout) : stdout;
    }

    public void checkStdout() throws IOException {
        StandardOutput.check(stdout);
    }

    public PrintStream stderr() {
        return stderr;
    }
}
