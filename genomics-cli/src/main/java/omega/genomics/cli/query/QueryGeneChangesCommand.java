package omega.genomics.cli.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.postgres.query.ChangeKind;
import omega.genomics.postgres.query.genes.GeneChange;
import omega.genomics.postgres.query.genes.GeneChanges;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.postgres.query.genes.TranscriptChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics query gene-changes}. */
@Command(
        name = "gene-changes",
        description = "Finds what differs between two releases of a gene annotation, with filters.",
        sortOptions = false)
final class QueryGeneChangesCommand extends ChangesCommand<GeneChange> {
    @Option(names = "--gene", paramLabel = "NAME", description = "The gene with this symbol or stable id.")
    private @Nullable String gene;

    @Option(names = "--biotype", paramLabel = "TYPE", description = "Genes of this biotype, such as protein_coding.")
    private @Nullable String biotype;

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    private record Shown(GeneChanges asked) implements Changes<GeneChange> {
        @Override
        public Map<ChangeKind, Long> counts() {
            return asked.counts();
        }

        @Override
        public Stream<GeneChange> stream() {
            return asked.stream();
        }

        @Override
        public Map<String, @Nullable Object> json(GeneChange change) {
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            of.put("kind", name(change.kind()));
            of.put("gene_id", change.gene().id());
            of.put("chromosome", change.gene().contig());
            of.put("before", change.before().map(GeneRows::of).orElse(null));
            of.put("after", change.after().map(GeneRows::of).orElse(null));
            of.put("changed", change.changed());
            of.put("transcripts", change.transcripts().stream().map(Shown::json).toList());
            return of;
        }

        private static Map<String, @Nullable Object> json(TranscriptChange change) {
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            of.put("kind", name(change.kind()));
            of.put("transcript_id", change.transcript().id());
            of.put("changed", change.changed());
            return of;
        }

        @Override
        public Map<String, @Nullable Object> row(GeneChange change) {
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            of.put("kind", name(change.kind()));
            of.put("gene_id", change.gene().id());
            of.put("before", change.before().map(StoredGene::displayName).orElse(null));
            of.put("after", change.after().map(StoredGene::displayName).orElse(null));
            of.put("place", change.gene().region().toString());
            of.put("changed", change.changed());
            of.put("transcripts", change.transcripts().size());
            return of;
        }
    }

    @Override
    DatabaseOptions database() {
        return database;
    }

    @Override
    Changes<GeneChange> changes(Session session) {
        GeneChanges asked = session.assembly()
                .geneChanges(dataset.required(session, "genes", this))
                .since(since());
        String last = until();
        asked = last == null ? asked : asked.until(last);
        asked = gene == null ? asked : asked.ofGene(gene);
        asked = biotype == null ? asked : asked.ofBiotype(biotype);
        String place = region();
        return new Shown(place == null ? asked : asked.overlapping(Regions.parse(place, database.assembly(), this)));
    }
}
