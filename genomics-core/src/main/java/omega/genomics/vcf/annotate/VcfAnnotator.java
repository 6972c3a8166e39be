package omega.genomics.vcf.annotate;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import omega.genomics.contig.Assembly;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.InputSource;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.vcf.VcfReader;
import org.jspecify.annotations.Nullable;

/**
 * Copies values of another file of variants into a VCF file, as {@code bcftools annotate -a … -c …} does.
 *
 * <pre>{@code
 * VcfAnnotator.from(Path.of("gnomad.vcf.gz"), "AF:gnomAD_AF", "AC:gnomAD_AC")
 *         .annotate(Path.of("mine.vcf.gz"), Path.of("annotated.vcf.gz"));
 * }</pre>
 *
 * <p><b>Input.</b> Both files are sorted by position, the records of a contig together, their common contigs in the same order; otherwise
 * there is a {@link omega.genomics.ParseException} (rule {@code index-order}). Any of them may be BCF.
 *
 * <p><b>Matching.</b> Alleles are compared after trimming what REF and ALT have in common; with {@link #against a reference} they are also
 * moved to the left, up to 1,000 bases, so that indels written at other places of a repeat are the same. Letter case does not matter.
 * Symbolic alleles and breakends are the same if they are written in the same way and end at the same position. If the source has an allele several
 * times, the first value that is not missing counts, and an allele that is written in the same way comes before others.
 *
 * <p><b>Values.</b> Fields of Number A and R are composed by allele; where the source has no value there is a dot. Fields of Number G
 * are copied from a record with the same alleles in the same order. Any other field is copied from the first allele of the record that has
 * it. A missing value is not written, and does not replace one. The header gets the definition of each new key; if the file defines
 * the key already, Number and Type have to be those of the source. Everything else stays as it is, byte for byte.
 *
 * <p>Memory holds the records of the source around the current position. Nothing is allocated for a record, unless it is moved to the
 * left. Immutable: methods return changed annotators.
 */
public final class VcfAnnotator {
    /** How far alleles may be moved to the left, as in {@code VcfNormalizer}. */
    private static final int SLACK = 1000;

    private final InputSource source;
    private final List<AnnotationColumn> columns;
    private final @Nullable ReferenceSequence reference;
    private final @Nullable Assembly assembly;

    private VcfAnnotator(
            InputSource source,
            List<AnnotationColumn> columns,
            @Nullable ReferenceSequence reference,
            @Nullable Assembly assembly) {
        this.source = source;
        this.columns = columns;
        this.reference = reference;
        this.assembly = assembly;
    }

    /**
     * Makes an annotator.
     *
     * @param source a VCF or BCF file, plain or compressed, sorted
     * @param columns one or more, as {@link AnnotationColumn#parse} reads them
     * @return an annotator that opens the source for each run
     * @throws IllegalArgumentException if a text is no column, there is none, or two write to the same place
     */
    public static VcfAnnotator from(Path source, String... columns) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(columns, "columns");
        return from(InputSource.of(source), AnnotationColumn.parseAll(columns));
    }

    /**
     * Makes an annotator.
     *
     * @param source VCF or BCF, plain or compressed, sorted
     * @param columns one or more
     * @return an annotator that opens the source for each run
     * @throws IllegalArgumentException if there is no column
     */
    public static VcfAnnotator from(InputSource source, List<AnnotationColumn> columns) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(columns, "columns");
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("expected a column such as AF or AF:gnomAD_AF, found none");
        }
        return new VcfAnnotator(source, List.copyOf(columns), null, null);
    }

    /**
     * Sets a reference, against which alleles are moved to the left before they are compared. A record that does not fit it is compared as it
     * is written.
     *
     * @param newReference with the contig names of each file, such as {@code IndexedFasta::bases}
     * @return a changed annotator
     */
    public VcfAnnotator against(ReferenceSequence newReference) {
        Objects.requireNonNull(newReference, "newReference");
        return new VcfAnnotator(source, columns, newReference, assembly);
    }

    /**
     * Sets the assembly, by which contigs are compared: {@code chr1} and {@code 1} are the same then. Unless it is set, they have to have the
     * same name.
     *
     * @param newAssembly of both files
     * @return a changed annotator
     */
    public VcfAnnotator assembly(Assembly newAssembly) {
        Objects.requireNonNull(newAssembly, "newAssembly");
        return new VcfAnnotator(source, columns, reference, newAssembly);
    }

    /**
     * Annotates a file.
     *
     * @param file VCF or BCF, plain or compressed, sorted
     * @param target appears when it is complete, and may be one of the files that are read: BGZF if its name ends in {@code .gz} or
     *     {@code .bgz}, plain VCF otherwise
     * @return what was done
     * @throws IOException if a file cannot be opened or written
     * @throws omega.genomics.ParseException if a record is malformed or out of order
     * @throws IllegalArgumentException if the source has no such key, or the file defines the new key in another way
     */
    public AnnotationReport annotate(Path file, Path target) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(target, "target");
        try (VcfReader reader = VcfReader.open(file)) {
            return AtomicFile.write(
                    target, Deflater.DEFAULT_COMPRESSION, out -> annotate(reader, file.toString(), out));
        }
    }

    /**
     * Annotates the records of a reader.
     *
     * @param reader before its first record, with all samples and fields; read to its end, not closed
     * @param out gets header and records as VCF text; not closed
     * @return what was done
     * @throws IOException if the source cannot be opened, or writing fails
     * @throws omega.genomics.ParseException if a record is malformed or out of order
     * @throws IllegalArgumentException if the source has no such key, the reader's file defines the new key in another way, or the reader
     *     leaves out samples or fields
     */
    public AnnotationReport annotate(VcfReader reader, OutputStream out) throws IOException {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(out, "out");
        return annotate(reader, "the annotated file", out);
    }

    private AnnotationReport annotate(VcfReader reader, String name, OutputStream out) throws IOException {
        try (VcfReader other = VcfReader.open(source)) {
            Columns bound = Columns.of(columns, other.header(), source.name(), reader.header(), name);
            ContigNames contigs = new ContigNames(assembly, reader.header(), other.header());
            SourceWindow window =
                    new SourceWindow(other, contigs, new AlleleForm(reference), reference == null ? 0 : SLACK);
            Values values = new Values(
                    bound,
                    other.header().version().isPercentEncoded(),
                    reader.header().version().isPercentEncoded());
            bound.header().writeTo(out);
            return new AnnotationPass(reader, window, contigs, new AlleleForm(reference), bound, values, out).run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns the source and the columns. */
    @Override
    public String toString() {
        return "VcfAnnotator[" + source.name() + ", " + columns + "]";
    }
}
