package omega.genomics.postgres.load.variants;

import omega.genomics.postgres.load.stage.TableKeys;

/** What the tables of variants and their consequences are called. */
final class VariantTableNames {
    static final String VARIANTS = "variants";

    static final String BLOCKS = "variant_blocks";

    static final String BLOCK_KEYS = "variant_block_keys";

    /** The partition of contigs that have none of their own. */
    static final String OTHER = TableKeys.other(VARIANTS);

    static final String HISTORY = "variant_history";

    static final String DIGESTS = "variant_digests";

    static final String CONSEQUENCE_SETS = "consequence_sets";

    /** The columns of {@link #CONSEQUENCE_SETS}. */
    static final String SET_COLUMNS =
            "dataset_id, set_number, rank, picked, chromosome, impact, gene, gene_id, transcript_id, biotype, terms";

    private VariantTableNames() {}

    /** Tells whether a partition has the contigs without one of their own. */
    static boolean isOfOthers(String partition) {
        return partition.endsWith(TableKeys.other(""));
    }

    /** Returns the table of the consequences of a table of variants. */
    static String setsBeside(String variants) {
        return CONSEQUENCE_SETS + variants.substring(VARIANTS.length());
    }
}
