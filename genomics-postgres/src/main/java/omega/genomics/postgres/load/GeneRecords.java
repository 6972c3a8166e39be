package omega.genomics.postgres.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import omega.genomics.Diagnostic;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.gtf.GeneModelAssembler;
import omega.genomics.gtf.GtfReader;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;

/** Reads an annotation file into genes and counts its records, refused ones included. */
final class GeneRecords {
    private final ParseMode mode;
    private final LoadRun run;
    private final GeneModelAssembler assembler;
    private final TypeCounts types = new TypeCounts();
    private long records;
    private List<String> header = List.of();

    GeneRecords(ParseMode mode, LoadRun run) {
        this.mode = mode;
        this.run = run;
        assembler = GeneModelAssembler.of(mode, this::report);
    }

    private void report(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            run.reject(diagnostic);
        }
    }

    void read(InputSource source) throws IOException {
        try (GtfReader reader =
                GtfReader.options().mode(mode).diagnostics(this::report).open(source)) {
            run.meter().countRecords(reader::records);
            while (reader.advance()) {
                types.add(reader.record().typeBytes());
                assembler.add(reader.record());
            }
            records = reader.records();
            header = reader.directives();
        }
    }

    void forEachGene(Consumer<? super Gene> action) {
        assembler.forEachGene(gene -> {
            types.add(gene);
            action.accept(gene);
        });
    }

    LoadCounts counts(Map<String, StagedTable> tables, int longestGene) {
        Map<String, Long> written = new LinkedHashMap<>();
        tables.forEach((name, table) -> written.put(name, table.rows().rows()));
        long duplicates = types.duplicates(assembler.errors());
        return new LoadCounts(records, duplicates, run.rejects(), types.other(), written, header, longestGene);
    }
}
