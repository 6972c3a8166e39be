package omega.genomics.cli.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.cli.Output;
import omega.genomics.cli.RawJson;
import omega.genomics.postgres.query.genes.SetMember;
import omega.genomics.postgres.query.genes.StoredGene;
import org.jspecify.annotations.Nullable;

/** Genes as answers, with the keys that scripts rely on. */
public final class GeneRows {
    private GeneRows() {}

    public static List<Map<String, Object>> of(List<StoredGene> genes) {
        return genes.stream().map(GeneRows::of).toList();
    }

    public static Map<String, Object> of(StoredGene gene) {
        Map<String, Object> row = Output.document();
        put(gene, row);
        return row;
    }

    /** A member with the first gene it stands for; without one its symbol is null. */
    public static Map<String, @Nullable Object> of(SetMember member) {
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
        row.put("chromosome", gene.contig());
        row.put("start_pos", RawJson.of(gene.start()));
        row.put("end_pos", RawJson.of(gene.end()));
        row.put("strand", gene.strand().toString());
        row.put("biotype", gene.biotype());
    }
}
