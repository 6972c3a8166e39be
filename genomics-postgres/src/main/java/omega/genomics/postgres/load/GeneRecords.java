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
import omega.genomics.gtf.GtfRecord;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;

/** Reads an annotation file into genes and counts its records, refused ones included. */
final class GeneRecords {
    private final ParseMode mode;
    private final LoadRun run;
    private final GeneModelAssembler assembler;
    private final TypeCounts types = new TypeCounts();
    private long records;
    private long refused;
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
                add(reader.record());
            }
            records = reader.records();
            header = reader.directives();
        }
    }

    /** A record that the assembler refuses is a reject and nothing else. */
    private void add(GtfRecord record) {
        long errors = assembler.errors();
        assembler.add(record);
        if (assembler.errors() == errors) {
            types.add(record.typeBytes());
        } else {
            refused++;
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
        long duplicates = types.duplicates(assembler.errors() - refused);
        // a part refused only when its gene was made is of a type that has no row otherwise, and a reject already
        long other = Math.min(types.other(), records - run.rejects() - duplicates);
        return new LoadCounts(records, duplicates, run.rejects(), other, written, header, longestGene);
    }
}
