package omega.genomics.postgres.vector;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import omega.genomics.postgres.internal.Sha256;
import omega.genomics.postgres.internal.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all genes: those of the annotations, with what {@code gene_info} knows of them by id or else by symbol; without an
 * annotation, those of {@code gene_info} alone. Genes whose text would be an id only have none.
 */
final class GeneTexts {
    /** Sixteen of the digest's bytes. */
    private static final int HASH_LENGTH = 32;

    private final TextTemplate template;
    private final Map<String, Known> byId = new HashMap<>();
    private final Map<String, Known> bySymbol = new HashMap<>();
    private final List<Known> all = new ArrayList<>();

    /** What several sources know of one gene. */
    private static final class Known {
        private @Nullable String id;
        private @Nullable String symbol;
        private @Nullable String name;
        private @Nullable String biotype;
        private final Set<String> aliases = new LinkedHashSet<>();
        private final Set<String> descriptions = new LinkedHashSet<>();
    }

    /** A gene and its text. */
    record Text(GeneKeys.Key gene, String text) {
        String hash() {
            return Sha256.ofText(text).substring(0, HASH_LENGTH);
        }
    }

    private GeneTexts(TextTemplate template) {
        this.template = template;
    }

    /** Reads the texts in the order of the ids. */
    static List<Text> read(Connection connection, Db db, TextTemplate template) throws SQLException {
        GeneTexts texts = new GeneTexts(template);
        Sql.query(
                connection,
                texts::learn,
                "SELECT symbol, name, previous_symbols, aliases, biotype, description, ensembl_id FROM "
                        + db.name("gene_info") + " ORDER BY dataset_id, info_key");
        Map<String, Text> found = new LinkedHashMap<>();
        Sql.query(
                connection,
                row -> {
                    GeneKeys.Key gene = new GeneKeys.Key(row.getString(1), row.getString(2), row.getString(3));
                    String text = texts.text(gene);
                    return text.isEmpty() || found.putIfAbsent(gene.geneId(), new Text(gene, text)) == null;
                },
                "SELECT DISTINCT ON (gene_id) gene_id, gene_name, biotype FROM " + db.name("genes")
                        + " ORDER BY gene_id, dataset_id DESC, gene_key");
        return List.copyOf(found.isEmpty() ? texts.withoutAnnotation() : found.values());
    }

    private boolean learn(ResultSet row) throws SQLException {
        String id = row.getString(7);
        String symbol = row.getString(1);
        Known known = id != null && byId.containsKey(id) ? byId.get(id) : bySymbol.get(symbol);
        if (known == null) {
            known = new Known();
            all.add(known);
        }
        known.symbol = first(known.symbol, symbol);
        known.id = first(known.id, id);
        known.name = first(known.name, row.getString(2));
        known.biotype = first(known.biotype, row.getString(5));
        for (Array names : new Array[] {row.getArray(3), row.getArray(4)}) {
            Stream.of((String[]) names.getArray()).forEach(known.aliases::add);
        }
        String description = row.getString(6);
        if (description != null && !description.equals(known.name)) {
            known.descriptions.add(description);
        }
        bySymbol.putIfAbsent(symbol, known);
        if (id != null) {
            byId.putIfAbsent(id, known);
        }
        return true;
    }

    private static @Nullable String first(@Nullable String a, @Nullable String b) {
        return a != null ? a : b;
    }

    private List<Text> withoutAnnotation() {
        Map<String, Text> found = new java.util.TreeMap<>();
        for (Known known : all) {
            String id = first(known.id, known.symbol);
            if (id != null) {
                GeneKeys.Key gene = new GeneKeys.Key(id, known.symbol, known.biotype);
                found.putIfAbsent(id, new Text(gene, fill(gene, known)));
            }
        }
        return List.copyOf(found.values());
    }

    private String text(GeneKeys.Key gene) {
        Known known = byId.get(gene.geneId());
        if (known == null && gene.name() != null) {
            known = bySymbol.get(gene.name());
        }
        return known == null && gene.name() == null ? "" : fill(gene, known == null ? new Known() : known);
    }

    private String fill(GeneKeys.Key gene, Known known) {
        Map<String, String> values = new HashMap<>();
        put(values, "symbol", first(known.symbol, gene.name()));
        put(values, "name", known.name);
        put(values, "aliases", String.join(", ", known.aliases));
        String biotype = first(gene.biotype(), known.biotype);
        put(values, "biotype", biotype == null ? null : biotype.replace('_', ' '));
        put(values, "description", String.join(" ", known.descriptions));
        return template.fill(values);
    }

    private static void put(Map<String, String> values, String place, @Nullable String value) {
        if (value != null) {
            values.put(place, value);
        }
    }
}
