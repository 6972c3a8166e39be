package omega.genomics.postgres.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Where the variants of a gene are that a dataset has or had, on one contig. Statements about a known contig are planned for one partition, which
 * takes less time than to read the rows of a gene.
 *
 * @param contig as it is stored
 * @param first position
 * @param last position
 */
public record GeneSpan(String contig, int first, int last) {
    private static final String VARIANTS = "variants";

    /** Creates a span; nothing in it may be null. */
    public GeneSpan {
        Objects.requireNonNull(contig, "contig");
    }

    /**
     * Finds them, by two rows of an index of each contig, table and name.
     *
     * @param context of the assembly's schema
     * @param schema its name
     * @param dataset whose variants they are
     * @param genes one or more names, as the source of the variants writes them
     * @return in the order of contigs
     */
    public static List<GeneSpan> find(DSLContext context, String schema, DatasetChoice dataset, List<String> genes) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(genes, "genes");
        List<String> tables = List.of(VARIANTS, PastRows.TABLE);
        List<String> first = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (String table : tables) {
            String ofGene = "(SELECT v.position FROM \"" + schema + "\"." + table
                    + " v WHERE v.chromosome = c.contig AND v.dataset_id = d.dataset_id AND v.gene = ? ORDER BY v.position ";
            first.addAll(Collections.nCopies(genes.size(), ofGene + "LIMIT 1)"));
            last.addAll(Collections.nCopies(genes.size(), ofGene + "DESC LIMIT 1)"));
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 2 * tables.size(); i++) {
            values.addAll(genes);
        }
        values.add(contigs(context, schema, tables).toArray(new String[0]));
        values.add(dataset.name());
        List<GeneSpan> spans = new ArrayList<>();
        for (Record row : context.fetch(
                "SELECT c.contig, least(" + String.join(", ", first) + "), greatest(" + String.join(", ", last)
                        + ") FROM unnest(?::text[]) WITH ORDINALITY AS c (contig, number), \"" + schema
                        + "\".datasets d WHERE d.kind = 'variants' AND d.name = ? ORDER BY c.number",
                values.toArray())) {
            @Nullable Integer from = row.get(1, Integer.class);
            if (from != null) {
                spans.add(new GeneSpan(row.get(0, String.class), from, row.get(2, Integer.class)));
            }
        }
        return spans;
    }

    private static List<String> contigs(DSLContext context, String schema, List<String> tables) {
        return tables.stream()
                .flatMap(table -> ContigOrder.contigs(context, schema, table).stream())
                .distinct()
                .sorted(ContigOrder.BY_RANK)
                .toList();
    }
}
