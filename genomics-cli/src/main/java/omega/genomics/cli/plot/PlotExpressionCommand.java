package omega.genomics.cli.plot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.cli.query.DatasetOption;
import omega.genomics.cli.query.Known;
import omega.genomics.io.InputSource;
import omega.genomics.plot.Bar;
import omega.genomics.plot.BarPlot;
import omega.genomics.postgres.query.studies.ExpressionQueries;
import omega.genomics.postgres.query.studies.StoredExpression;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics plot expression}. */
@Command(
        name = "expression",
        description = "Draws the expression of a gene by tissue, or any table of labels and values, as bars.")
final class PlotExpressionCommand extends Work {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Values values = new Values();

    /** Where the values come from. */
    private static final class Values {
        @Parameters(
                paramLabel = "FILE",
                description =
                        "A label, a tab and a number on each line; lines that begin with # are ignored; - for standard input.")
        private @Nullable String file;

        @Option(
                names = "--gene",
                paramLabel = "GENE",
                description = "Symbol, alias or stable id: medians by tissue, from the database.")
        private @Nullable String gene;
    }

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--unit", paramLabel = "TEXT", description = "Default: TPM, or what the database has.")
    private @Nullable String unit;

    @Option(names = "--keep-order", description = "Draw in the order of the file. Default: the highest value first.")
    private boolean keepOrder;

    @Option(names = "--log", description = "Draw on a log scale; a value of 0 has no bar.")
    private boolean logarithmic;

    @Option(
            names = "--highlight",
            paramLabel = "LABEL",
            description = "Draw this bar in colour and the others in grey; may be repeated.")
    private List<String> highlighted = new ArrayList<>();

    @Option(names = "--first", paramLabel = "N", description = "Draw only the first N bars, and count the rest.")
    private @Nullable Integer first;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    @Override
    public Integer call() throws Exception {
        picture.check(this);
        checkCount("--first", first);
        BarPlot plot = values.gene == null ? ofFile(String.valueOf(values.file)) : ofGene(values.gene);
        picture.title().ifPresent(plot::title);
        plot.highlight(highlighted.toArray(String[]::new)).width(picture.width());
        if (!keepOrder) {
            plot.sorted();
        }
        if (logarithmic) {
            plot.logarithmic();
        }
        if (first != null) {
            plot.first(first);
        }
        output().print(picture.write(plot));
        return exitCode(true);
    }

    private BarPlot ofFile(String file) throws IOException {
        InputSource source = InputSource.parse(file);
        return BarPlot.of(bars(source))
                .title(PictureOptions.fileName(source.name()))
                .unit(unit == null ? "TPM" : unit);
    }

    private BarPlot ofGene(String gene) throws IOException {
        List<StoredExpression> found;
        try (Session session = database.open(this)) {
            ExpressionQueries asked =
                    dataset.of(session, "expression", session.assembly().expression(), ExpressionQueries::in);
            found = asked.ofGene(gene).list();
            if (found.isEmpty()) {
                throw Known.noExpression(gene);
            }
        }
        StoredExpression first = found.get(0);
        if (found.stream().anyMatch(row -> !row.geneId().equals(first.geneId()))) {
            throw new IOException("several genes are called " + gene + " in the database, name one by its id");
        }
        if (found.stream().anyMatch(row -> row.datasetId() != first.datasetId())) {
            throw new IOException("several datasets have " + gene + ", name one with --dataset");
        }
        return BarPlot.of(found.stream()
                        .map(row -> Bar.of(row.tissue(), row.median()))
                        .toList())
                .title(first.symbol().orElse(first.geneId()) + " by tissue")
                .subtitle(first.geneId() + " · " + found.size() + " tissues")
                .unit(unit == null ? "median " + first.unit() : unit);
    }

    private static List<Bar> bars(InputSource source) throws IOException {
        List<Bar> bars = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    bars.add(bar(line, source.name() + ':' + number));
                }
            }
        }
        if (bars.isEmpty()) {
            throw new IOException(source.name() + ": expected a label, a tab and a number a line, found none");
        }
        return bars;
    }

    private static Bar bar(String line, String place) throws IOException {
        int tab = line.lastIndexOf('\t');
        try {
            return Bar.of(line.substring(0, Math.max(0, tab)).strip(), Double.parseDouble(line.substring(tab + 1)));
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": expected a label, a tab and a number, found \"" + line + '"', e);
        }
    }
}
