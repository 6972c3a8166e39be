import java.nio.file.Path;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.plot.GenePlot;

/** Draws a gene with the plot module alone. */
public class Example {
    public static void main(String[] args) throws Exception {
        try (GtfReader rows = GtfReader.open(Path.of(args[0]))) {
            var gene = GeneModelAssembler.assemble(rows).genesNamed("BRCA2").get(0);
            Path picture = Path.of("target", "brca2.svg");
            GenePlot.of(gene).write(picture);
            System.out.println(java.nio.file.Files.readString(picture).contains("BRCA2"));
        }
    }
}
