import omega.genomics.cli.GenomicsCommand;

/** Runs the command from another program. */
public class Example {
    public static void main(String[] args) {
        GenomicsCommand.main(new String[] {"gtf", "stats", args[0], "--json"});
    }
}
