package omega.genomics.cli;

import java.util.List;
import java.util.stream.Stream;

/** Options by the names they once had: understood, and not shown in help. */
final class OldNames {
    private record OldName(List<String> command, String old, String current) {}

    private static final List<OldName> NAMES = List.of(
            new OldName(List.of("export"), "--out", "--output"),
            new OldName(List.of("plot"), "--out", "--output"),
            new OldName(List.of("load", "variants"), "--info", "--info-keys"));

    private OldNames() {}

    /** Returns the arguments with the names that options have now. */
    static String[] replaced(String[] arguments) {
        List<String> commands = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .toList();
        String[] replaced = arguments.clone();
        for (OldName name : NAMES) {
            if (commands.size() < name.command().size()
                    || !commands.subList(0, name.command().size()).equals(name.command())) {
                continue;
            }
            for (int i = 0; i < replaced.length && !replaced[i].equals("--"); i++) {
                if (replaced[i].equals(name.old()) || replaced[i].startsWith(name.old() + "=")) {
                    replaced[i] =
                            name.current() + replaced[i].substring(name.old().length());
                }
            }
        }
        return replaced;
    }
}
