package omega.genomics.cli.load;

import omega.genomics.ParseMode;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.expression.TissueTable;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.expression.ExpressionLoad;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics load expression}. */
@Command(
        name = "expression",
        description =
                "Loads expression by gene and tissue from a GCT file: medians, or samples that are summarized by tissue.")
final class LoadExpressionCommand extends LoadWork {
    @Parameters(paramLabel = "FILE", description = "GCT 1.2 or 1.3, plain or compressed; - for standard input.")
    private String file = "";

    @Option(
            names = "--tissues",
            paramLabel = "FILE",
            description = "Table with a header that names the tissue of each sample (GTEx's sample attributes, or"
                    + " columns sample, tissue, organ). Without it a column is a tissue.")
    private @Nullable String tissues;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description =
                    "Unit of the values. Default: TPM; required if all values are whole numbers, as read counts are: reads.")
    private @Nullable String unit;

    @Mixin
    private final DatasetName dataset = new DatasetName();

    @Option(
            names = "--lenient",
            description = "Store bad rows in load_rejects and load the rest; a header that contradicts its file is a"
                    + " warning.")
    private boolean lenient;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        InputSource source = InputSource.parse(file);
        String name = dataset.of(source, this);
        TissueTable table = tissues == null ? TissueTable.none() : TissueTable.read(InputSource.parse(tissues));
        return load(database, source, name, (assembly, progress) -> {
            ExpressionLoad load = assembly.loadExpression(source)
                    .dataset(name)
                    .tissues(table)
                    .parseMode(lenient ? ParseMode.LENIENT : ParseMode.STRICT)
                    .onProgress(progress);
            return (unit == null ? load : load.unit(unit)).run();
        });
    }
}
