package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.source.SourceFields;

/**
 * What the rows of a file will have, decided by its header and the options of the load before the first record is read. Columns for
 * which the header promises nothing are left out: receiving seven nulls a row costs the server a twentieth of a load of typed columns.
 * Immutable.
 */
final class VariantPlan {
    /** Those of every file. */
    private static final List<String> ALWAYS = List.of(
            "rs_number",
            "allele_frequency",
            "position",
            "end_pos",
            "record_number",
            "allele_count",
            "allele_number",
            "depth",
            "qual",
            "allele_index",
            "variant_type",
            "ref",
            "alt",
            "id",
            "filter");

    private final VariantOptions options;
    private final VcfHeader header;
    private final boolean hasConsequences;
    private final boolean hasGenes;
    private final boolean hasSignificance;
    private final List<Column> columns;

    /**
     * A column that rows will have.
     *
     * @param name as the table has it
     * @param reason why they have it
     */
    record Column(String name, String reason) {}

    private VariantPlan(VcfHeader header, VariantOptions options) {
        this.header = header;
        this.options = options;
        SourceFields fields = fields();
        hasConsequences = annotator() != AlleleAnnotator.NONE;
        hasGenes = hasConsequences || fields.hasGenes();
        hasSignificance = fields.hasClinicalSignificance();
        List<Column> all = new ArrayList<>();
        String annotated = options.consequences == null ? "the header declares consequences" : "alleles are annotated";
        add(all, true, "every file has it", ALWAYS.toArray(new String[0]));
        add(all, numbersRepetitions(), "repeated variants are numbered", "ordinal");
        add(all, hasGenes, hasConsequences ? annotated : "the header declares genes", "gene");
        add(all, hasConsequences, annotated, "gene_id", "consequence", "impact");
        add(
                all,
                hasSignificance,
                "the header declares clinical significance",
                "clinical_significance",
                "clinical_significances");
        add(all, hasInfo(), options.infoKeys == null ? "all INFO keys are kept" : "some INFO keys are kept", "info");
        add(all, options.genotypes, "genotypes are kept", CohortColumns.NAMES.toArray(new String[0]));
        add(
                all,
                options.allConsequences,
                "all consequences are kept",
                VariantTableNames.SET_NUMBER,
                "consequence_details");
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

    private static void add(List<Column> all, boolean isThere, String reason, String... names) {
        if (isThere) {
            for (String name : names) {
                all.add(new Column(name, reason));
            }
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
     * Returns the names of the columns that are sent.
     *
     * @param ofOneContig whether the rows go to a table that has no others: the contig is its default then
     */
    List<String> names(boolean ofOneContig) {
        Stream<String> names = columns.stream().map(Column::name);
        return (ofOneContig ? names : Stream.concat(Stream.of("chromosome"), names)).collect(Collectors.toList());
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

    boolean keepsAllConsequences() {
        return options.allConsequences;
    }

    /** Returns what reads the fields of the file's source. */
    SourceFields fields() {
        return SourceFields.of(header);
    }

    /** Returns a new annotator: what the file says itself, unless it is annotated anew. */
    AlleleAnnotator annotator() {
        return options.consequences == null
                ? FileConsequences.of(header, options.allConsequences)
                : new GeneModelAnnotator(options.consequences, options.allConsequences);
    }
}
