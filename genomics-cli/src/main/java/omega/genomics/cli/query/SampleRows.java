package omega.genomics.cli.query;

import java.util.Map;
import omega.genomics.cli.RawJson;
import omega.genomics.postgres.query.cohorts.SampleGenotype;
import org.jspecify.annotations.Nullable;

/** Genotypes of samples as answers, with the keys that scripts rely on. */
final class SampleRows {
    private SampleRows() {}

    static Map<String, @Nullable Object> of(SampleGenotype found) {
        Map<String, @Nullable Object> row = new java.util.LinkedHashMap<>();
        row.put("dataset", found.dataset());
        row.put("sample", found.sample());
        row.put("chromosome", found.contig());
        row.put("position", RawJson.of(found.position()));
        row.put("id", found.id().orElse(null));
        row.put("ref", found.ref());
        row.put("alt", found.alt());
        row.put("genotype", found.genotype());
        return row;
    }
}
