import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.sink.StagedSink;

/** A second process: writes parts of a sink that another has begun, and prints their receipts. */
public class Writer {
    public static void main(String[] args) throws Exception {
        AssemblyDatabase genome = GenomicsDatabase.open(args[0]).assembly("grch38");
        int version = Integer.parseInt(args[2]);
        try (StagedSink sink = genome.openSink(Long.parseLong(args[1]))) {
            for (int i = 3; i < args.length; i++) {
                System.out.println(Rows.write(sink, args[i], version).toText());
            }
        }
    }
}
