package omega.genomics.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists the commands of a group by what they are for. */
final class Purposes {
    private record Purpose(String of, String heading, List<String> commands) {}

    private static final List<Purpose> ALL = List.of(
            new Purpose("genomics", "Files, without a database", List.of("gtf", "vcf", "hgvs")),
            new Purpose("genomics", "A database and what is in it", List.of("migrate", "load", "embed", "datasets")),
            new Purpose("genomics", "Queries, pictures and files from it", List.of("query", "plot", "export")),
            new Purpose("genomics", "Getting started", List.of("demo", "shell", "completion")),
            new Purpose("load", "A genome and its variants", List.of("genes", "variants", "fasta")),
            new Purpose("load", "More about its genes", List.of("hgnc", "gene-info", "embeddings", "expression")),
            new Purpose("load", "Ageing (HAGR)", List.of("genage", "drugage", "longevitymap", "cellage")),
            new Purpose(
                    "query",
                    "Genes",
                    List.of("gene", "gene-changes", "region", "set", "bed", "similar", "clusters", "expression")),
            new Purpose("query", "Variants", List.of("variants", "variant", "changes", "stats")),
            new Purpose("query", "Samples", List.of("carriers", "sample")),
            new Purpose("query", "Ageing (HAGR)", List.of("interventions")));

    private Purposes() {}

    /** Sets up the help of a command and of those below it. */
    static void show(CommandLine line) {
        List<Purpose> purposes = ALL.stream()
                .filter(purpose -> purpose.of().equals(line.getCommandName()))
                .toList();
        if (!purposes.isEmpty()) {
            line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
            line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> listed(help, purposes));
        }
        line.getSubcommands().values().forEach(Purposes::show);
    }

    private static String listed(Help help, List<Purpose> purposes) {
        Map<String, Help> rest = new LinkedHashMap<>(help.subcommands());
        StringBuilder text = new StringBuilder();
        for (Purpose purpose : purposes) {
            Map<String, Help> some = new LinkedHashMap<>();
            for (String name : purpose.commands()) {
                Help command = rest.remove(name);
                if (command != null) {
                    some.put(name, command);
                }
            }
            append(help, purpose.heading(), some, text);
        }
        append(help, "More", rest, text);
        return text.toString();
    }

    private static void append(Help help, String heading, Map<String, Help> commands, StringBuilder text) {
        if (!commands.isEmpty()) {
            text.append(help.createHeading("%n" + heading + ":%n")).append(help.commandList(commands));
        }
    }
}
