import omega.genomics.postgres.jooq.Tables;

/** Must not compile: the generated tables are no API. */
public class Example {
    Object genes = Tables.GENES;
}
