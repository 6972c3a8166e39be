package omega.genomics.postgres.load.packed;

/** The numbers of PostgreSQL's types. */
final class Oids {
    static final int BYTEA = 17;
    static final int INT8 = 20;
    static final int INT2 = 21;
    static final int INT4 = 23;
    static final int TEXT = 25;
    static final int FLOAT4 = 700;
    static final int FLOAT8 = 701;

    private Oids() {}
}
