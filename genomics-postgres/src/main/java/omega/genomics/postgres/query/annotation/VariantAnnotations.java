package omega.genomics.postgres.query.annotation;

import static omega.genomics.postgres.jooq.Tables.DATASETS;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.Deflater;
import javax.sql.DataSource;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.InputSource;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.annotate.AnnotationColumn;
import omega.genomics.vcf.annotate.AnnotationReport;
import omega.genomics.vcf.annotate.VcfAnnotator;
import omega.genomics.vcf.normalize.AlleleNormalizer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Values of a dataset of variants, such as gnomAD, for the variants of another one or of a file.
 *
 * <pre>{@code
 * VariantAnnotations gnomad = grch38.annotations("gnomad", "AF", "AC");
 * gnomad.forEach(grch38.variants().in("mine").overlappingGene("BRCA2"), annotated ->
 *         System.out.println(annotated.variant().name() + " " + annotated.values().text("AF").orElse("-")));
 *
 * grch38.annotations("gnomad", "AF:gnomAD_AF").annotate(Path.of("mine.vcf.gz"), Path.of("annotated.vcf.gz"));
 * }</pre>
 *
 * <p>Columns are those of {@link AnnotationColumn}: INFO keys that the dataset was loaded with, {@code ID}, {@code QUAL} and {@code FILTER}.
 * Alleles are compared by contig, position, REF and ALT after trimming what REF and ALT have in common. The dataset should be
 * loaded normalized ({@code normalizeAgainst}), or without padded alleles: it is asked at the positions of one's own variants as they are
 * written and as they are trimmed. Of several rows with the same allele, the first value that is there counts.
 *
 * <p>Only variants at wanted positions are read, whatever the layout of the dataset. All of a result is of one state of the dataset. A load that would replace it waits until
 * the result is complete.
 *
 * <p>Immutable and thread-safe; each result opens a connection. Files with more than about 40,000 positions also use a second connection, which
 * sees the same state of the dataset. Only one result per data source has a second connection at a time, and no result waits for it: the
 * request is withdrawn after a second, and a connection to another server is not used. A pool therefore needs one connection for each
 * concurrent result, and can make use of one more.
 */
public final class VariantAnnotations {
    private static final List<String> TABLES = List.of("variants", "variant_blocks");
    private final QueryContext asking;
    private final String dataset;
    private final List<AnnotationColumn> columns;
    private final @Nullable ReferenceSequence reference;

    private VariantAnnotations(
            QueryContext asking,
            String dataset,
            List<AnnotationColumn> columns,
            @Nullable ReferenceSequence reference) {
        this.asking = asking;
        this.dataset = dataset;
        this.columns = columns;
        this.reference = reference;
    }

    /**
     * Makes the annotations of a dataset.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @param dataset its name
     * @param columns one or more, as {@link AnnotationColumn#parse} reads them
     * @return annotations; if there is no such dataset, their results are an {@link omega.genomics.postgres.query.UnknownNameException}
     * @throws IllegalArgumentException if a text is no column, there is none, or two have the same name
     */
    public static VariantAnnotations of(DataSource dataSource, String schema, String dataset, String... columns) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(columns, "columns");
        return new VariantAnnotations(
                new QueryContext(dataSource, schema), dataset, AnnotationColumn.parseAll(columns), null);
    }

    /**
     * Sets a reference, against which alleles of files are moved to the left before they are compared, up to 1,000 bases.
     *
     * @param newReference with the contig names of the files, such as {@code IndexedFasta::bases}
     * @return changed annotations
     */
    public VariantAnnotations against(ReferenceSequence newReference) {
        Objects.requireNonNull(newReference, "newReference");
        return new VariantAnnotations(asking, dataset, columns, newReference);
    }

    // ---- variants of the database --------------------------------------------------------------------------------

    /**
     * Opens a stream of variants with their values.
     *
     * @param variants which
     * @return in their order, also those that the dataset does not have; sequential. Holds two connections until it is closed: use it in a
     *     try statement
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public Stream<AnnotatedVariant> stream(VariantQueries variants) {
        Objects.requireNonNull(variants, "variants");
        SourceColumns selected = new SourceColumns(columns);
        return asking.streamInOneState(TABLES, (context, state) -> {
            SourceLookup lookup = lookup(context, selected);
            Stream<StoredVariant> stored = variants.stream();
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(
                                    new AnnotatedRows(stored.iterator(), lookup, selected),
                                    Spliterator.ORDERED | Spliterator.NONNULL),
                            false)
                    .onClose(stored::close);
        });
    }

    /**
     * Hands over one variant after the other.
     *
     * @param variants which
     * @param action called on this thread; what it throws ends the fetching
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public void forEach(VariantQueries variants, Consumer<? super AnnotatedVariant> action) {
        Objects.requireNonNull(variants, "variants");
        Objects.requireNonNull(action, "action");
        try (Stream<AnnotatedVariant> stream = stream(variants)) {
            stream.forEach(action);
        }
    }

    /**
     * Fetches everything.
     *
     * @param variants which
     * @return an immutable list in their order
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<AnnotatedVariant> list(VariantQueries variants) {
        Objects.requireNonNull(variants, "variants");
        try (Stream<AnnotatedVariant> stream = stream(variants)) {
            return stream.toList();
        }
    }

    private SourceLookup lookup(DSLContext context, SourceColumns selected) {
        Record3<Integer, String[], Boolean> found = found(context);
        return found.value3()
                ? new BlockLookup(connection(context), asking.schema(), found.value1(), selected)
                : new RowLookup(connection(context), asking.schema(), found.value1(), selected);
    }

    private SourceLookup byAnyName(DSLContext context, SourceColumns selected) {
        SourceLookup lookup = lookup(context, selected);
        return (contig, positions) -> lookup.at(asking.contigs().stored(context, contig), positions);
    }

    private static Connection connection(DSLContext context) {
        return Objects.requireNonNull(
                context.configuration().connectionProvider().acquire());
    }

    private Record3<Integer, String[], Boolean> found(DSLContext context) {
        Field<Boolean> isPacked =
                DSL.field("{0}({1})", Boolean.class, DSL.name(asking.schema(), "is_packed"), DATASETS.ROW_COUNTS);
        Record3<Integer, String[], Boolean> found = context.select(DATASETS.DATASET_ID, DATASETS.HEADER, isPacked)
                .from(DATASETS)
                .where(DATASETS.KIND.eq("variants"))
                .and(DATASETS.NAME.eq(dataset))
                .fetchOne();
        if (found == null) {
            DatasetChoice.all("variants").only(dataset).check(context);
        }
        return Objects.requireNonNull(found);
    }

    // ---- files ---------------------------------------------------------------------------------------------------

    /**
     * Annotates a file, as {@link VcfAnnotator} does from another file. Contigs go by any of their names.
     *
     * @param file VCF or BCF, plain or compressed, sorted; read twice at the same time
     * @param target appears when it is complete, and may be the file itself: BGZF if its name ends in {@code .gz} or {@code .bgz}, plain
     *     VCF otherwise
     * @return what was done
     * @throws IOException if a file cannot be read or written
     * @throws omega.genomics.ParseException if a record is malformed or out of order
     * @throws IllegalArgumentException if the dataset has no such key, or the file defines the new key in another way
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public AnnotationReport annotate(Path file, Path target) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(target, "target");
        return AtomicFile.write(target, Deflater.DEFAULT_COMPRESSION, out -> annotate(file, out));
    }

    /**
     * The same into a stream.
     *
     * @param file VCF or BCF, plain or compressed, sorted; read twice at the same time
     * @param out gets header and records as VCF text; not closed
     * @return what was done
     * @throws IOException if the file cannot be read, or writing fails
     * @throws omega.genomics.ParseException if a record is malformed or out of order
     * @throws IllegalArgumentException if the dataset has no such key, or the file defines the new key in another way
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public AnnotationReport annotate(Path file, OutputStream out) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(out, "out");
        try {
            return asking.ask(context -> asking.inOneState(
                    context,
                    TABLES,
                    state -> annotate(context, () -> VcfReader.open(file), () -> VcfReader.open(file), () -> 0, out)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * The same from a source that can be read once only, such as the body of a request. Memory holds up to about 40 MB of it, and records
     * longer than that.
     *
     * @param source VCF or BCF, plain or compressed, sorted; opened once
     * @param out gets header and records as VCF text while the source is read; not closed
     * @return what was done
     * @throws IOException if the source cannot be read, or writing fails
     * @throws omega.genomics.ParseException if a record is malformed or out of order
     * @throws IllegalArgumentException if the dataset has no such key, or the source defines the new key in another way
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public AnnotationReport annotate(InputSource source, OutputStream out) throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(out, "out");
        try (InputStream in = source.open()) {
            SharedInput shared = new SharedInput(in);
            return asking.ask(context -> asking.inOneState(
                    context,
                    TABLES,
                    state -> annotate(
                            context,
                            () -> VcfReader.open(InputSource.of(source.name(), shared.first())),
                            () -> VcfReader.open(InputSource.of(source.name(), shared.second())),
                            shared::total,
                            out)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Opens a reader of the file that is annotated. */
    private interface Opening {
        VcfReader open() throws IOException;
    }

    private AnnotationReport annotate(
            DSLContext context, Opening records, Opening ahead, LongSupplier bytesKept, OutputStream out) {
        SourceColumns selected = new SourceColumns(columns);
        try (VcfReader reader = records.open();
                SourceLines lines = new SourceLines(
                        ahead.open(),
                        bytesKept,
                        Arrays.asList(found(context).value2()),
                        byAnyName(context, selected),
                        new SecondConnection(asking, TABLES, context, other -> byAnyName(other, selected)),
                        selected,
                        reference == null ? null : AlleleNormalizer.against(reference, mismatch -> {}))) {
            VcfAnnotator annotator = VcfAnnotator.from(InputSource.of("dataset " + dataset, lines), columns);
            AnnotationReport report =
                    (reference == null ? annotator : annotator.against(reference)).annotate(reader, out);
            return new AnnotationReport(
                    report.records(), report.annotated(), report.sourceRecords(), report.wrongCounts(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the dataset and the columns. */
    @Override
    public String toString() {
        return "VariantAnnotations[" + dataset + ", " + columns + "]";
    }
}
