package omega.genomics.geneinfo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;

/**
 * Where names and descriptions of genes come from.
 *
 * <pre>{@code
 * GeneInfoFormat.HGNC.forEach(InputSource.of(path), gene -> System.out.println(gene.symbol() + ": " + gene.name().orElse("")));
 * }</pre>
 *
 * <p>Columns are found by name in the header line, so that their order and further ones do not matter.
 */
public enum GeneInfoFormat {
    /** The HGNC's complete set, a table with a header line; fields that hold {@code |} may stand in double quotes. */
    HGNC {
        @Override
        public void forEach(InputSource source, Consumer<? super GeneInfo> action) throws IOException {
            HgncTable.forEach(source, action);
        }
    },
    /**
     * NCBI's gene_info, a table whose header line starts with {@code #tax_id} and whose missing values are {@code -}. Rows of
     * another taxon than the first row's are left out.
     */
    NCBI {
        @Override
        public void forEach(InputSource source, Consumer<? super GeneInfo> action) throws IOException {
            NcbiTable.forEach(source, action);
        }
    },
    /** The gene rows of a GFF3 file that have a {@code description}, as Ensembl writes them. */
    GFF3 {
        @Override
        public void forEach(InputSource source, Consumer<? super GeneInfo> action) throws IOException {
            Gff3Descriptions.forEach(source, action);
        }
    };

    /**
     * Reads a whole file, one gene after the other.
     *
     * @param source the file, compressed or not; UTF-8
     * @param action receives each gene, on this thread; what it throws ends the reading
     * @throws IOException if the file cannot be opened
     * @throws ParseException at the first row that breaks the format, with line, column and the column's name
     */
    public abstract void forEach(InputSource source, Consumer<? super GeneInfo> action) throws IOException;

    /**
     * Reads a whole file into memory; the complete set of the HGNC takes about 30 MB.
     *
     * @param source the file, compressed or not
     * @return the genes in file order; immutable
     * @throws IOException if the file cannot be opened
     * @throws ParseException at the first row that breaks the format
     */
    public List<GeneInfo> list(InputSource source) throws IOException {
        List<GeneInfo> genes = new ArrayList<>();
        forEach(source, genes::add);
        return List.copyOf(genes);
    }
}
