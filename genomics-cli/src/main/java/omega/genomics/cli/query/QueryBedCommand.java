package omega.genomics.cli.query;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import omega.genomics.bed.BedWriter;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.GeneBed;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.io.AtomicFile;
import omega.genomics.postgres.query.genes.GeneQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query bed}. */
@Command(
        name = "bed",
        description = "Writes transcripts, genes or exons of the loaded annotation as BED.",
        sortOptions = false)
final class QueryBedCommand extends Work {
    @Parameters(paramLabel = "GENE", description = "Symbols, aliases or stable ids. Default: all genes.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--gene-set", paramLabel = "SET", description = "The genes of a set, such as longevity.")
    private @Nullable String set;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Genes that overlap it, such as 17:43044295-43125364.")
    private @Nullable String region;

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final GeneBed bed = new GeneBed();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Output file: BGZF if the name ends in .gz. It appears when it is complete. Default: - for standard"
                            + " output.")
    private @Nullable String out;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        boolean isToStdout = out == null || out.equals("-");
        if (isToStdout && output().isJson()) {
            throw wrongUsage("expected --output with --json: standard output would carry the rows, which are BED");
        }
        if ((names.isEmpty() ? 0 : 1) + (set == null ? 0 : 1) + (region == null ? 0 : 1) > 1) {
            throw wrongUsage("expected one of names of genes, --gene-set and --region");
        }
        try (Session session = database.open(this)) {
            GeneQueries genes = dataset.of(session, "genes", session.assembly().genes(), GeneQueries::in);
            if (isToStdout) {
                write(genes, root().content());
                root().checkStdout();
            } else {
                AtomicFile.write(Path.of(String.valueOf(out)), Deflater.DEFAULT_COMPRESSION, to -> write(genes, to));
                Map<String, Object> answer = Output.document();
                answer.put("file", String.valueOf(out));
                answer.put("rows_written", bed.rows());
                output().print(answer);
            }
        }
        bed.sayLeftOut(this);
        return exitCode(true);
    }

    private long write(GeneQueries genes, OutputStream to) throws IOException {
        BedWriter writer = BedWriter.to(to);
        if (names.isEmpty() && set == null && region == null) {
            genes.forEachModel(gene -> bed.write(gene, writer));
        } else {
            for (String name : chosen(genes)) {
                genes.models(name).forEach(gene -> bed.write(gene, writer));
            }
        }
        writer.flush();
        return bed.rows();
    }

    private Set<String> chosen(GeneQueries genes) {
        Set<String> chosen = new LinkedHashSet<>(names);
        if (set != null) {
            genes.inSet(set).forEach(member -> member.genes().forEach(gene -> chosen.add(gene.id())));
        }
        if (region != null) {
            genes.overlapping(Regions.parse(region, database.assembly(), this)).forEach(gene -> chosen.add(gene.id()));
        }
        return chosen;
    }
}
