///usr/bin/env jbang "$0" "$@" ; exit $?
//DEPS io.github.omega-longevity:genomics-cli:0.1.0-SNAPSHOT
//JAVA 17+

import static omega.genomics.notebook.Notebook.show;
import static omega.genomics.notebook.Notebook.table;

import java.nio.file.Path;
import java.util.Comparator;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.gtf.GtfReader;
import omega.genomics.model.Gene;

/** The longest genes of an annotation: {@code jbang TopGenes.java FILE}, after {@code mvn install}. */
public class TopGenes {
    public static void main(String[] args) throws Exception {
        try (GtfReader reader = GtfReader.open(Path.of(args[0]))) {
            var genes = GeneModelAssembler.assemble(reader).genes().stream()
                    .sorted(Comparator.comparing(Gene::length).reversed());
            show(table(genes).columns("displayName", "biotype", "region", "length").first(3));
        }
    }
}
