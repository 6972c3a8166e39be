package omega.genomics.geneinfo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Opening;
import omega.genomics.io.InputSource;

/**
 * The file formats from which names and descriptions of genes are read.
 *
 * <pre>{@code
 * GeneInfoFormat.HGNC.forEach(InputSource.of(path), gene -> System.out.println(gene.symbol() + ": " + gene.name().orElse("")));
 * }</pre>
 *
 * <p>Columns are found by name in the header line, so their order does not matter and additional columns are ignored.
 */
public enum GeneInfoFormat {
    /**
     * The HGNC's complete set, a table with a header line; fields that contain {@code |} may be enclosed in double
     * quotes.
     */
    HGNC {
        @Override
        void read(InputSource source, ObjLongConsumer<? super GeneInfo> action) throws IOException {
            HgncTable.forEach(source, action);
        }
    },
    /**
     * NCBI's gene_info, a table whose header line starts with {@code #tax_id} and whose missing values are {@code -}.
     * Only rows of the same taxon as the first row are read.
     */
    NCBI {
        @Override
        void read(InputSource source, ObjLongConsumer<? super GeneInfo> action) throws IOException {
            NcbiTable.forEach(source, action);
        }
    },
    /** The gene rows of a GFF3 file that have a {@code description}, as Ensembl writes them. */
    GFF3 {
        @Override
        void read(InputSource source, ObjLongConsumer<? super GeneInfo> action) throws IOException {
            Gff3Descriptions.forEach(source, action);
        }
    };

    /**
     * Reads a whole file and passes on one gene at a time, in bounded memory.
     *
     * @param source the file, compressed or not; UTF-8
     * @param action receives each gene, on the calling thread; an exception from it ends the reading
     * @throws IOException if the file cannot be read
     * @throws ParseException at the first row that violates the format, with line, column and the column's name
     */
    public void forEach(InputSource source, Consumer<? super GeneInfo> action) throws IOException {
        Objects.requireNonNull(action, "action");
        forEachWithLine(source, (gene, line) -> action.accept(gene));
    }

    /**
     * Reads a whole file as {@link #forEach} does, with the line of each gene, for messages of the caller's own.
     *
     * @param source the file, compressed or not; UTF-8
     * @param action receives each gene and the number of its line, from 1; an exception from it ends the reading
     * @throws IOException if the file cannot be read
     * @throws ParseException at the first row that violates the format, with line, column and the column's name
     */
    public void forEachWithLine(InputSource source, ObjLongConsumer<? super GeneInfo> action) throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(action, "action");
        Opening.checked(() -> {
            read(source, action);
            return this;
        });
    }

    abstract void read(InputSource source, ObjLongConsumer<? super GeneInfo> action) throws IOException;

    /**
     * Reads a whole file into memory. The HGNC's complete set takes about 30 MB.
     *
     * @param source the file, compressed or not
     * @return the genes in file order; immutable
     * @throws IOException if the file cannot be read
     * @throws ParseException at the first row that violates the format
     */
    public List<GeneInfo> list(InputSource source) throws IOException {
        List<GeneInfo> genes = new ArrayList<>();
        forEach(source, genes::add);
        return List.copyOf(genes);
    }
}
