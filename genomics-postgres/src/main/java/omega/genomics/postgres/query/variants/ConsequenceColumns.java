package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANT_CONSEQUENCES;
import static omega.genomics.postgres.query.genes.GeneColumns.optional;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import omega.genomics.consequence.Impact;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;

/** The columns of a {@link StoredConsequence}. */
final class ConsequenceColumns {
    private static final List<Field<?>> ALL = List.of(
            VARIANT_CONSEQUENCES.RANK,
            VARIANT_CONSEQUENCES.PICKED,
            VARIANT_CONSEQUENCES.IMPACT,
            VARIANT_CONSEQUENCES.TERMS,
            VARIANT_CONSEQUENCES.GENE,
            VARIANT_CONSEQUENCES.GENE_ID,
            VARIANT_CONSEQUENCES.TRANSCRIPT_ID,
            VARIANT_CONSEQUENCES.BIOTYPE,
            VARIANT_CONSEQUENCES.CDNA_POSITION,
            VARIANT_CONSEQUENCES.CDS_POSITION,
            VARIANT_CONSEQUENCES.PROTEIN_POSITION,
            VARIANT_CONSEQUENCES.AMINO_ACIDS,
            VARIANT_CONSEQUENCES.CODONS,
            VARIANT_CONSEQUENCES.HGVS_C,
            VARIANT_CONSEQUENCES.HGVS_P);

    private ConsequenceColumns() {}

    /** What one row of variants does. */
    static Select<? extends Record> of(DSLContext context, StoredVariant variant) {
        Condition alt = variant.alt().map(VARIANT_CONSEQUENCES.ALT::eq).orElseGet(VARIANT_CONSEQUENCES.ALT::isNull);
        return context.select(ALL)
                .from(VARIANT_CONSEQUENCES)
                .where(VARIANT_CONSEQUENCES.CHROMOSOME.eq(variant.contig()))
                .and(VARIANT_CONSEQUENCES.POSITION.eq(variant.position()))
                .and(VARIANT_CONSEQUENCES.DATASET_ID.eq(variant.datasetId()))
                .and(VARIANT_CONSEQUENCES.RECORD_NUMBER.eq(variant.recordNumber()))
                .and(VARIANT_CONSEQUENCES.ALLELE_INDEX.eq((short) variant.alleleIndex()))
                .and(VARIANT_CONSEQUENCES.ORDINAL.eq((short) variant.ordinal()))
                .and(VARIANT_CONSEQUENCES.REF.eq(variant.ref()))
                .and(alt)
                .orderBy(VARIANT_CONSEQUENCES.RANK);
    }

    static StoredConsequence read(Record row) {
        return new StoredConsequence(
                row.get(VARIANT_CONSEQUENCES.RANK),
                row.get(VARIANT_CONSEQUENCES.PICKED),
                text(row, 2).flatMap(Impact::parse),
                Arrays.asList(row.get(VARIANT_CONSEQUENCES.TERMS)),
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
