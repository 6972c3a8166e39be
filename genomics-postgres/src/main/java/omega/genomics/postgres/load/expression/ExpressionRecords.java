package omega.genomics.postgres.load.expression;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.expression.GctHeader;
import omega.genomics.expression.GctReader;
import omega.genomics.expression.GctRecord;
import omega.genomics.expression.GeneId;
import omega.genomics.expression.TissueTable;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;

/** Reads a GCT file into staged rows; says what became of each of its rows. */
final class ExpressionRecords {
    private static final String TPM = "TPM";
    /** After so many rows without a fraction there will hardly be one. */
    private static final int ROWS_TOLD_BY = 2000;

    private final LoadRun run;
    private final ParseMode mode;
    private final TissueTable tissues;
    private final @Nullable String unit;
    private final Set<String> ids = new HashSet<>();
    private String source = "";
    private long duplicates;
    private long refused;

    ExpressionRecords(LoadRun run, ParseMode mode, TissueTable tissues, @Nullable String unit) {
        this.run = run;
        this.mode = mode;
        this.tissues = tissues;
        this.unit = unit;
    }

    LoadCounts read(InputSource input) throws IOException, SQLException {
        source = input.name();
        try (GctReader rows =
                GctReader.options().mode(mode).diagnostics(this::report).open(input)) {
            run.meter().countRecords(rows::records);
            checkColumns(rows.header());
            TissueColumns columns = TissueColumns.of(rows.header(), tissues, source, mode, this::report);
            Map<String, StagedTable> tables = new LinkedHashMap<>();
            for (Map.Entry<String, String> table : ExpressionRows.COLUMNS.entrySet()) {
                int connection = table.getKey().equals("gene_expression") ? 0 : 1;
                tables.put(table.getKey(), run.staging().stage(table.getKey(), table.getValue(), connection));
            }
            ExpressionRows staged = new ExpressionRows(run.datasetId(), columns, unit == null ? TPM : unit, tables);
            write(rows, columns, staged);
            Map<String, Long> written = new LinkedHashMap<>();
            tables.forEach((name, table) -> written.put(name, table.rows().rows()));
            ContigCounts counts = new ContigCounts(
                    rows.records() + rows.skipped(), staged.genes(), duplicates, rows.skipped() + refused, 0);
            return new LoadCounts(
                    counts, Map.of(), written, List.of("#" + rows.header().version()), 0);
        }
    }

    private void report(Diagnostic diagnostic) {
        run.reject(diagnostic);
        if (diagnostic.severity() == Severity.WARNING) {
            run.warn(diagnostic.location() + ": " + diagnostic.message());
        }
    }

    private void write(GctReader rows, TissueColumns columns, ExpressionRows staged) {
        GctRecord record = rows.record();
        double[] values = new double[rows.header().columns().size()];
        int symbol = symbolField(rows.header());
        WholeNumbers whole = new WholeNumbers();
        while (rows.advance()) {
            run.meter().tick();
            GeneId id = GeneId.parse(record.name());
            if (isStorable(record, symbol) && isReadable(record, values) && isFirst(record, id)) {
                if (unit == null && whole.areAll(values) && whole.rows == ROWS_TOLD_BY) {
                    throw whole.refusal(source);
                }
                String text = symbol < 0 ? "" : record.field(symbol);
                staged.write(record.name(), id, text.isEmpty() ? null : text, values);
            }
        }
        if (unit == null && whole.areAll && whole.isCounted) {
            throw whole.refusal(source);
        }
        columns.warnings().forEach(run::warn);
    }

    /** Whether the values so far may be counts: no fraction, and more than zeros and ones. */
    private static final class WholeNumbers {
        private boolean areAll = true;
        private boolean isCounted;
        private int rows;

        /** Costs nothing behind the first fraction. */
        boolean areAll(double[] values) {
            if (!areAll) {
                return false;
            }
            for (double value : values) {
                if (value != Math.rint(value)) {
                    areAll = false;
                    return false;
                }
                isCounted |= value > 1;
            }
            rows += isCounted ? 1 : 0;
            return true;
        }

        LoadException refusal(String source) {
            return new LoadException(
                    source + ": expected the unit of the values to be named, found whole numbers only, as"
                            + " counts of reads are: name it, such as reads, or TPM");
        }
    }

    /** Texts of a row that PostgreSQL cannot take are refused as bad values are. */
    private boolean isStorable(GctRecord record, int symbol) {
        @Nullable Diagnostic finding = unstorable(record.lineNumber(), "Name", record.name());
        if (finding == null && symbol >= 0) {
            finding = unstorable(record.lineNumber(), "Description", record.field(symbol));
        }
        if (finding == null) {
            return true;
        }
        if (mode == ParseMode.STRICT) {
            throw new ParseException(finding);
        }
        refused++;
        run.reject(finding);
        return false;
    }

    private @Nullable Diagnostic unstorable(long line, String field, String text) {
        return StorableText.finding(source, line, field, text, StorableText.MAX_INDEXED);
    }

    private void checkColumns(GctHeader header) {
        int lineOfNames = 3;
        for (String column : header.columns()) {
            Diagnostic finding = unstorable(lineOfNames, "column", column);
            if (finding != null) {
                throw new ParseException(finding);
            }
        }
    }

    private boolean isReadable(GctRecord record, double[] values) {
        try {
            record.values(values);
            return true;
        } catch (ParseException e) {
            if (mode == ParseMode.STRICT) {
                throw e;
            }
            refused++;
            run.reject(e.diagnostic());
            return false;
        }
    }

    private boolean isFirst(GctRecord record, GeneId id) {
        if (ids.add(id.id())) {
            return true;
        }
        Diagnostic again = new Diagnostic(
                Severity.ERROR,
                Location.of(source, record.lineNumber(), 1),
                "Name",
                "gct-name-repeated",
                "expected each gene once, found \"" + record.name() + "\" again",
                record.name());
        if (mode == ParseMode.STRICT) {
            throw new ParseException(again);
        }
        duplicates++;
        run.reject(again);
        return false;
    }

    /** In 1.2 there is one text; in 1.3 the one that is called so. */
    private static int symbolField(GctHeader header) {
        for (int i = 0; i < header.rowFields().size(); i++) {
            if (header.rowFields().get(i).matches("(?i)description|.*symbol")) {
                return i;
            }
        }
        return header.version().equals("1.2") ? 0 : -1;
    }
}
