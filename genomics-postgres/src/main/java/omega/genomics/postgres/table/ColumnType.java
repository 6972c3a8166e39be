package omega.genomics.postgres.table;

/** The types of columns. */
public enum ColumnType {
    BIGINT("bigint", "BIGINT"),
    BYTEA("bytea", "BLOB"),
    DOUBLE("double precision", "DOUBLE"),
    INTEGER("integer", "INTEGER"),
    JSONB("jsonb", "VARCHAR"),
    REAL("real", "DOUBLE"),
    SMALLINT("smallint", "INTEGER"),
    TEXT("text", "VARCHAR"),
    TEXTS("text[]", "VARCHAR");

    private final String sql;
    private final String exported;

    ColumnType(String sql, String exported) {
        this.sql = sql;
        this.exported = exported;
    }

    /**
     * Returns the name of the type.
     *
     * @return as PostgreSQL writes it
     */
    public String sql() {
        return sql;
    }

    /**
     * Returns the type that values have in an exported table.
     *
     * @return as DuckDB writes it
     */
    public String exported() {
        return exported;
    }
}
