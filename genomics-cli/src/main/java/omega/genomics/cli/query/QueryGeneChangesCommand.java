package omega.genomics.cli.query;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.JsonWriter;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.genes.GeneChange;
import omega.genomics.postgres.query.genes.GeneChanges;
import omega.genomics.postgres.query.genes.TranscriptChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query gene-changes}. */
@Command(
        name = "gene-changes",
        description = "Finds what differs between two releases of a gene annotation, with filters.",
        sortOptions = false)
final class QueryGeneChangesCommand extends Work {
    private static final int FOR_PEOPLE = 100;

    @Parameters(
            paramLabel = "REGION",
            arity = "0..1",
            description = "CONTIG:START-END, 1-based and inclusive, such as 17:43044295-43125364; or CONTIG alone.")
    private @Nullable String region;

    @Option(
            names = "--since",
            required = true,
            paramLabel = "RELEASE",
            description = "The earlier release: its name, or a date for the newest release that is not later.")
    private String since = "";

    @Option(
            names = "--until",
            paramLabel = "RELEASE",
            description = "The later release, as a name or a date. Default: the newest.")
    private @Nullable String until;

    @Option(names = "--gene", paramLabel = "NAME", description = "The gene with this symbol or stable id.")
    private @Nullable String gene;

    @Option(names = "--biotype", paramLabel = "TYPE", description = "Genes of this biotype, such as protein_coding.")
    private @Nullable String biotype;

    @Option(names = "--count", description = "Only count them, by kind.")
    private boolean count;

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            GeneChanges asked = asked(session);
            if (count) {
                Map<String, Object> counts = Output.document();
                asked.counts().forEach((kind, number) -> counts.put(name(kind), number));
                output().print(counts);
            } else if (output().isJson()) {
                all(asked);
            } else {
                table(asked);
            }
        }
        return exitCode(true);
    }

    private GeneChanges asked(Session session) {
        GeneChanges asked = session.assembly()
                .geneChanges(dataset.required(session, "genes", this))
                .since(since);
        asked = until == null ? asked : asked.until(until);
        asked = gene == null ? asked : asked.ofGene(gene);
        asked = biotype == null ? asked : asked.ofBiotype(biotype);
        return region == null ? asked : asked.overlapping(Regions.parse(region, database.assembly(), this));
    }

    private static String name(GeneChange.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void all(GeneChanges asked) throws Exception {
        try (Stream<GeneChange> changes = asked.stream()) {
            Iterator<GeneChange> each = changes.iterator();
            boolean hasAny = each.hasNext();
            try (Output.Document document = output().open()) {
                JsonWriter json = document.json().beginArray();
                while (hasAny && each.hasNext()) {
                    json.value(json(each.next()));
                }
                json.endArray();
            }
        }
    }

    private static Map<String, @Nullable Object> json(GeneChange change) {
        Map<String, @Nullable Object> of = new LinkedHashMap<>();
        of.put("kind", name(change.kind()));
        of.put("gene_id", change.gene().id());
        of.put("chromosome", change.gene().contig());
        of.put("before", change.before().map(GeneRows::of).orElse(null));
        of.put("after", change.after().map(GeneRows::of).orElse(null));
        of.put("changed", change.changed());
        of.put(
                "transcripts",
                change.transcripts().stream().map(QueryGeneChangesCommand::json).toList());
        return of;
    }

    private static Map<String, @Nullable Object> json(TranscriptChange change) {
        Map<String, @Nullable Object> of = new LinkedHashMap<>();
        of.put("kind", name(change.kind()));
        of.put("transcript_id", change.transcript().id());
        of.put("changed", change.changed());
        return of;
    }

    private void table(GeneChanges asked) throws Exception {
        try (Stream<GeneChange> changes = asked.stream()) {
            List<Map<String, @Nullable Object>> shown = changes.limit(FOR_PEOPLE + 1L)
                    .map(QueryGeneChangesCommand::row)
                    .toList();
            boolean hasMore = shown.size() > FOR_PEOPLE;
            output().print(hasMore ? shown.subList(0, FOR_PEOPLE) : shown);
            if (hasMore) {
                root().say("only the first " + FOR_PEOPLE + "; --json has all, --count counts them");
            }
        }
    }

    private static Map<String, @Nullable Object> row(GeneChange change) {
        Map<String, @Nullable Object> of = new LinkedHashMap<>();
        of.put("kind", name(change.kind()));
        of.put("gene_id", change.gene().id());
        of.put("before", change.before().map(gene -> gene.displayName()).orElse(null));
        of.put("after", change.after().map(gene -> gene.displayName()).orElse(null));
        of.put("place", change.gene().region().toString());
        of.put("changed", change.changed());
        of.put("transcripts", change.transcripts().size());
        return of;
    }
}
