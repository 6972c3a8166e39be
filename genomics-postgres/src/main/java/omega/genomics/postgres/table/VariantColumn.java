package omega.genomics.postgres.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of {@code variants}, in the order of the table. */
public enum VariantColumn {
    RS_NUMBER(ColumnType.BIGINT),
    ALLELE_FREQUENCY(ColumnType.DOUBLE),
    DATASET_ID(ColumnType.INTEGER),
    POSITION(ColumnType.INTEGER),
    END_POS(ColumnType.INTEGER),
    RECORD_NUMBER(ColumnType.INTEGER),
    ALLELE_COUNT(ColumnType.INTEGER),
    ALLELE_NUMBER(ColumnType.INTEGER),
    DEPTH(ColumnType.INTEGER),
    HOM_REF_COUNT(ColumnType.INTEGER),
    HET_COUNT(ColumnType.INTEGER),
    HOM_ALT_COUNT(ColumnType.INTEGER),
    MISSING_COUNT(ColumnType.INTEGER),
    CONSEQUENCE_SET(ColumnType.INTEGER),
    QUAL(ColumnType.REAL),
    ALLELE_INDEX(ColumnType.SMALLINT),
    ORDINAL(ColumnType.SMALLINT),
    CHROMOSOME(ColumnType.TEXT),
    VARIANT_TYPE(ColumnType.TEXT),
    REF(ColumnType.TEXT),
    ALT(ColumnType.TEXT),
    ID(ColumnType.TEXT),
    FILTER(ColumnType.TEXT),
    GENE(ColumnType.TEXT),
    GENE_ID(ColumnType.TEXT),
    CONSEQUENCE(ColumnType.TEXT),
    IMPACT(ColumnType.TEXT),
    CLINICAL_SIGNIFICANCE(ColumnType.TEXT),
    CLINICAL_SIGNIFICANCES(ColumnType.TEXTS),
    CONSEQUENCE_DETAILS(ColumnType.TEXTS),
    INFO(ColumnType.JSONB),
    GENOTYPES(ColumnType.BYTEA),
    HGVS_G(ColumnType.TEXT),
    HGVS_C(ColumnType.TEXT),
    HGVS_P(ColumnType.TEXT);

    /** Counts and genotypes of a cohort, in the order in which rows bring them. */
    public static final List<VariantColumn> COHORT =
            List.of(HOM_REF_COUNT, HET_COUNT, HOM_ALT_COUNT, MISSING_COUNT, GENOTYPES);

    /** Names of HGVS on the contig, on a transcript and on its protein, in the order in which rows bring them. */
    public static final List<VariantColumn> HGVS = List.of(HGVS_G, HGVS_C, HGVS_P);

    private static final Map<String, VariantColumn> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(VariantColumn::sqlName, Function.identity()));

    private final ColumnType type;
    private final String sqlName;

    VariantColumn(ColumnType type) {
        this.type = type;
        sqlName = name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the name in SQL, in exported tables and on the command line.
     *
     * @return the name
     */
    public String sqlName() {
        return sqlName;
    }

    /**
     * Returns the type of the values.
     *
     * @return the type
     */
    public ColumnType type() {
        return type;
    }

    /**
     * Finds a column.
     *
     * @param sqlName its name
     * @return the column
     * @throws IllegalArgumentException if there is none
     */
    public static VariantColumn named(String sqlName) {
        Objects.requireNonNull(sqlName, "sqlName");
        VariantColumn column = BY_NAME.get(sqlName);
        if (column == null) {
            throw new IllegalArgumentException("expected a column of variants, found \"" + sqlName + "\"");
        }
        return column;
    }

    /**
     * Returns the names of columns.
     *
     * @param columns some columns
     * @return their names in the same order
     */
    public static List<String> names(List<VariantColumn> columns) {
        Objects.requireNonNull(columns, "columns");
        return columns.stream().map(VariantColumn::sqlName).toList();
    }
}
