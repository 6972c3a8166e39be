package omega.genomics.postgres.load.variants;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.release.Digests;
import omega.genomics.postgres.table.VariantColumn;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.source.Consequences;
import omega.genomics.vcf.source.SourceFields;

/**
 * What the rows of a file will have, decided by its header and the options of the load before the first record is read. Columns for
 * which the header promises nothing are left out: receiving seven nulls a row costs the server a twentieth of a load of typed columns.
 * Immutable.
 */
final class VariantPlan {
    /** Those of every file. */
    private static final List<VariantColumn> ALWAYS = List.of(
            VariantColumn.RS_NUMBER,
            VariantColumn.ALLELE_FREQUENCY,
            VariantColumn.POSITION,
            VariantColumn.END_POS,
            VariantColumn.RECORD_NUMBER,
            VariantColumn.ALLELE_COUNT,
            VariantColumn.ALLELE_NUMBER,
            VariantColumn.DEPTH,
            VariantColumn.QUAL,
            VariantColumn.ALLELE_INDEX,
            VariantColumn.VARIANT_TYPE,
            VariantColumn.REF,
            VariantColumn.ALT,
            VariantColumn.ID,
            VariantColumn.FILTER);

    /** To be raised when the same line makes other rows than before: then renewals make all rows again, and compare these. */
    private static final int ROWS = 1;

    /** The lines of the header that rows depend on. */
    private static final Set<String> SHAPING = Set.of("fileformat", "source", "INFO", "FORMAT");

    private final VariantOptions options;
    private final VcfHeader header;
    private final boolean hasConsequences;
    private final boolean hasGenes;
    private final boolean hasSignificance;
    private final boolean hasNames;
    private final List<Column> columns;

    /**
     * A column that rows will have.
     *
     * @param column of the table
     * @param reason why they have it
     */
    record Column(VariantColumn column, String reason) {}

    private VariantPlan(VcfHeader header, VariantOptions options) {
        this.header = header;
        this.options = options;
        SourceFields fields = fields();
        hasConsequences = annotator() != AlleleAnnotator.NONE;
        hasGenes = hasConsequences || fields.hasGenes();
        hasNames = options.names != null
                || (options.namesOfFile
                        && options.consequences == null
                        && Consequences.of(header).isPresent());
        hasSignificance = fields.hasClinicalSignificance();
        List<Column> all = new ArrayList<>();
        String annotated = options.consequences == null ? "the header declares consequences" : "alleles are annotated";
        add(all, true, "every file has it", ALWAYS);
        add(all, numbersRepetitions(), "repeated variants are numbered", List.of(VariantColumn.ORDINAL));
        add(all, hasGenes, hasConsequences ? annotated : "the header declares genes", List.of(VariantColumn.GENE));
        add(
                all,
                hasConsequences,
                annotated,
                List.of(VariantColumn.GENE_ID, VariantColumn.CONSEQUENCE, VariantColumn.IMPACT));
        add(
                all,
                hasSignificance,
                "the header declares clinical significance",
                List.of(VariantColumn.CLINICAL_SIGNIFICANCE, VariantColumn.CLINICAL_SIGNIFICANCES));
        add(
                all,
                hasInfo(),
                options.infoKeys == null ? "all INFO keys are kept" : "some INFO keys are kept",
                List.of(VariantColumn.INFO));
        add(all, options.genotypes, "genotypes are kept", VariantColumn.COHORT);
        add(
                all,
                options.allConsequences,
                "all consequences are kept",
                List.of(VariantColumn.CONSEQUENCE_SET, VariantColumn.CONSEQUENCE_DETAILS));
        add(all, hasNames, "HGVS names are kept", VariantColumn.HGVS);
        columns = List.copyOf(all);
    }

    /**
     * Plans the rows of a file.
     *
     * @param header of the file
     * @param options of the load
     */
    static VariantPlan of(VcfHeader header, VariantOptions options) {
        return new VariantPlan(header, options);
    }

    private static void add(List<Column> all, boolean isThere, String reason, List<VariantColumn> columns) {
        if (isThere) {
            columns.forEach(column -> all.add(new Column(column, reason)));
        }
    }

    VcfHeader header() {
        return header;
    }

    VariantOptions options() {
        return options;
    }

    /** Returns the columns in the order in which they are written, without that of the contig. */
    List<Column> columns() {
        return columns;
    }

    /**
     * Returns the columns that are sent.
     *
     * @param ofOneContig whether the rows go to a table that has no others: the contig is its default then
     */
    List<VariantColumn> sent(boolean ofOneContig) {
        Stream<VariantColumn> sent = columns.stream().map(Column::column);
        return (ofOneContig ? sent : Stream.concat(Stream.of(VariantColumn.CHROMOSOME), sent)).toList();
    }

    /** Returns the names of the columns that are sent. */
    List<String> names(boolean ofOneContig) {
        return VariantColumn.names(sent(ofOneContig));
    }

    boolean numbersRepetitions() {
        return options.duplicates == DuplicatePolicy.ALL;
    }

    boolean hasGenes() {
        return hasGenes;
    }

    boolean hasConsequences() {
        return hasConsequences;
    }

    boolean hasSignificance() {
        return hasSignificance;
    }

    boolean hasInfo() {
        return options.infoKeys == null || !options.infoKeys.isEmpty();
    }

    boolean hasNames() {
        return hasNames;
    }

    boolean keepsAllConsequences() {
        return options.allConsequences;
    }

    /** Tells whether the rows of a record are made of its line alone: not of a genome or of gene models. */
    boolean dependsOnLines() {
        return options.reference == null && options.consequences == null;
    }

    /** Returns a digest of everything that rows are made of besides the lines of their records. */
    long digest() {
        StringBuilder text = new StringBuilder().append(ROWS).append(names(false));
        text.append(options.with(of -> of.release = null).text());
        for (HeaderLine line : header.lines()) {
            if (SHAPING.contains(line.key())) {
                text.append('\n').append(line);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return Digests.of(bytes.length, bytes, 0, bytes.length);
    }

    /** Returns what reads the fields of the file's source. */
    SourceFields fields() {
        return SourceFields.of(header);
    }

    /** Returns a new annotator: what the file says itself, unless it is annotated anew. */
    AlleleAnnotator annotator() {
        return options.consequences == null
                ? FileConsequences.of(header, options.allConsequences, options.namesOfFile)
                : new GeneModelAnnotator(options.consequences, options.allConsequences, options.names);
    }
}
