package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANT_CONSEQUENCES;
import static omega.genomics.postgres.query.genes.GeneColumns.optional;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import omega.genomics.consequence.Impact;
import omega.genomics.postgres.jooq.tables.VariantConsequences;
import omega.genomics.postgres.query.PackedLookups;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;

/** The columns of a {@link StoredConsequence}. */
final class ConsequenceColumns {
    private static final VariantConsequences CONSEQUENCE = VARIANT_CONSEQUENCES.as("consequence");

    private static final List<Field<?>> ALL = List.of(
            CONSEQUENCE.RANK,
            CONSEQUENCE.PICKED,
            CONSEQUENCE.IMPACT,
            CONSEQUENCE.TERMS,
            CONSEQUENCE.GENE,
            CONSEQUENCE.GENE_ID,
            CONSEQUENCE.TRANSCRIPT_ID,
            CONSEQUENCE.BIOTYPE,
            CONSEQUENCE.CDNA_POSITION,
            CONSEQUENCE.CDS_POSITION,
            CONSEQUENCE.PROTEIN_POSITION,
            CONSEQUENCE.AMINO_ACIDS,
            CONSEQUENCE.CODONS,
            CONSEQUENCE.HGVS_C,
            CONSEQUENCE.HGVS_P);

    private ConsequenceColumns() {}

    /** What one row of variants does. */
    static Select<? extends Record> of(DSLContext context, String schema, StoredVariant variant) {
        Condition alt = variant.alt().map(CONSEQUENCE.ALT::eq).orElseGet(CONSEQUENCE.ALT::isNull);
        return context.select(ALL)
                .from(table(
                                "{0}({1}, {2})",
                                name(schema, "variant_consequences_at"), val(variant.contig()), val(variant.position()))
                        .as(CONSEQUENCE))
                .where(CONSEQUENCE.CHROMOSOME.eq(variant.contig()))
                .and(CONSEQUENCE.POSITION.eq(variant.position()))
                .and(CONSEQUENCE.DATASET_ID.eq(variant.datasetId()))
                .and(CONSEQUENCE.RECORD_NUMBER.eq(variant.recordNumber()))
                .and(CONSEQUENCE.ALLELE_INDEX.eq((short) variant.alleleIndex()))
                .and(CONSEQUENCE.ORDINAL.eq((short) variant.ordinal()))
                .and(CONSEQUENCE.REF.eq(variant.ref()))
                .and(alt)
                .and(PackedLookups.stay(schema, variant.contig()))
                .orderBy(CONSEQUENCE.RANK);
    }

    static StoredConsequence read(Record row) {
        return new StoredConsequence(
                row.get(CONSEQUENCE.RANK),
                row.get(CONSEQUENCE.PICKED),
                text(row, 2).flatMap(Impact::parse),
                Arrays.asList(row.get(CONSEQUENCE.TERMS)),
                text(row, 4),
                text(row, 5),
                text(row, 6),
                text(row, 7),
                text(row, 8),
                text(row, 9),
                text(row, 10),
                text(row, 11),
                text(row, 12),
                text(row, 13),
                text(row, 14));
    }

    private static Optional<String> text(Record row, int column) {
        return optional((String) row.get(column));
    }
}
