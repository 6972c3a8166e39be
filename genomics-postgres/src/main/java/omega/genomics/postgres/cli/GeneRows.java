package omega.genomics.postgres.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.postgres.query.SetMember;
import omega.genomics.postgres.query.StoredGene;
import org.jspecify.annotations.Nullable;

/** Genes as answers, with the keys that scripts rely on. */
final class GeneRows {
    private GeneRows() {}

    static List<Map<String, Object>> of(List<StoredGene> genes) {
        return genes.stream().map(GeneRows::of).toList();
    }

    static Map<String, Object> of(StoredGene gene) {
        Map<String, Object> row = Output.document();
        put(gene, row);
        return row;
    }

    /** A member with the first gene it stands for; without one its symbol is null. */
    static Map<String, @Nullable Object> of(SetMember member) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("member", member.symbol());
        StoredGene gene = member.isFound() ? member.genes().get(0) : null;
        row.put("symbol", gene == null ? null : gene.displayName());
        row.put("loci", member.genes().size());
        if (gene != null) {
            put(gene, row);
        } else {
            List.of("gene_id", "gene_name", "chromosome", "start_pos", "end_pos", "strand", "biotype")
                    .forEach(key -> row.put(key, null));
        }
        return row;
    }

    private static void put(StoredGene gene, Map<String, ? super Object> row) {
        row.put("gene_id", gene.id());
        row.put("gene_name", gene.name());
        row.put("chromosome", gene.chromosome());
        row.put("start_pos", gene.start());
        row.put("end_pos", gene.end());
        row.put("strand", gene.strand().toString());
        row.put("biotype", gene.biotype());
    }
}
