import java.nio.file.Path;
import omega.genomics.gtf.GtfReader;

/** Reads an annotation with the core module alone. */
public class Example {
    public static void main(String[] args) throws Exception {
        try (GtfReader reader = GtfReader.options().types("gene").open(Path.of(args[0]))) {
            System.out.println(reader.stream().count() + " genes");
        }
    }
}
