package omega.genomics.postgres.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one report of those of several servers: counts added up, times those of the coordinator. */
final class ShardReports {
    private ShardReports() {}

    /** @param parts the coordinator's first */
    static LoadReport merge(List<@Nullable LoadReport> parts) {
        LoadReport coordinator = Objects.requireNonNull(parts.get(0));
        ContigCounts total = new ContigCounts(0, 0, 0, 0, 0);
        Map<String, Long> rows = new LinkedHashMap<>();
        Map<String, ContigCounts> contigs = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        List<String> warnings = new ArrayList<>();
        LoadState state = LoadState.UNCHANGED;
        for (LoadReport part : parts) {
            Objects.requireNonNull(part);
            state = part.state() == LoadState.UNCHANGED ? state : part.state();
            total = total.plus(new ContigCounts(
                    part.recordsRead(), part.recordsStored(), part.duplicates(), part.rejects(), part.other()));
            part.rowsWritten().forEach((table, count) -> rows.merge(table, count, mergerOf(table)));
            part.contigs().forEach((contig, counts) -> contigs.merge(contig, counts, ContigCounts::plus));
            unknown.addAll(part.unknownContigs());
            warnings.addAll(part.warnings());
        }
        return new LoadReport(
                coordinator.kind(),
                coordinator.dataset(),
                state,
                total.recordsRead(),
                total.recordsStored(),
                total.duplicates(),
                total.rejects(),
                total.other(),
                rows,
                unknown,
                coordinator.sha256(),
                contigs,
                warnings,
                coordinator.elapsed(),
                coordinator.phases());
    }

    /** Every server has the same samples. */
    private static java.util.function.BinaryOperator<Long> mergerOf(String table) {
        return table.equals(CohortSamples.TABLE) ? Math::max : Long::sum;
    }
}
