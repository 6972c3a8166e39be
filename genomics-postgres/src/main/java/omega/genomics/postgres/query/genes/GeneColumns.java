package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.GENES;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Strand;
import omega.genomics.postgres.query.AttributesText;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The columns of a {@link StoredGene}, read by position so that they may come from any derived table. */
public final class GeneColumns {
    static final List<Field<?>> ALL = List.of(
            GENES.DATASET_ID,
            GENES.GENE_KEY,
            GENES.GENE_ID,
            GENES.GENE_VERSION,
            GENES.WRITTEN_ID,
            GENES.GENE_NAME,
            GENES.FEATURE_TYPE,
            GENES.BIOTYPE,
            GENES.SOURCE,
            GENES.CHROMOSOME,
            GENES.START_POS,
            GENES.END_POS,
            GENES.STRAND,
            GENES.IS_DERIVED,
            GENES.ATTRIBUTES);

    private GeneColumns() {}

    static StoredGene read(Record row) {
        String id = row.get(2, String.class);
        String written = optional(row.get(4, String.class)).orElse(id);
        return new StoredGene(
                row.get(0, int.class),
                row.get(1, int.class),
                id,
                optionalInt(row.get(3, Integer.class)),
                written,
                optional(row.get(5, String.class)),
                row.get(6, String.class),
                optional(row.get(7, String.class)),
                row.get(8, String.class),
                row.get(9, String.class),
                row.get(10, int.class),
                row.get(11, int.class),
                Strand.of(row.get(12, String.class).charAt(0)),
                row.get(13, boolean.class),
                AttributesText.parse(row.get(14, JSONB.class)));
    }

    /**
     * Returns a value that may be missing.
     *
     * @param value null if it is
     * @return empty if it is
     */
    public static Optional<String> optional(@Nullable String value) {
        return Optional.ofNullable(value);
    }

    /**
     * Returns a number that may be missing.
     *
     * @param value null if it is
     * @return empty if it is
     */
    public static OptionalInt optionalInt(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
