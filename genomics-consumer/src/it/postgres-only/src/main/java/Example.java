import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;

/** Finds the tables and the migrations at run time, although they are not on the class path that compiles it. */
public class Example {
    public static void main(String[] args) throws Exception {
        AssemblyDatabase grch38 = GenomicsDatabase.open("jdbc:postgresql://127.0.0.1:1/none").assembly("grch38");
        System.out.println(grch38.genes() != null);
        Class.forName("omega.genomics.postgres.jooq.Tables");
        System.out.println(GenomicsDatabase.class.getResource("/omega/genomics/postgres/migrations/V5__variants.sql") != null);
    }
}
