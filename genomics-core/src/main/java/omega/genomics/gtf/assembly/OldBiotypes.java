package omega.genomics.gtf.assembly;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ensembl wrote the biotype of a transcript in column 2 up to release 76, and has no attribute for it in these files. */
final class OldBiotypes {
    private static final Set<String> KNOWN = Set.of(
            "protein_coding",
            "nonsense_mediated_decay",
            "non_stop_decay",
            "processed_transcript",
            "retained_intron",
            "lincRNA",
            "antisense",
            "sense_intronic",
            "sense_overlapping",
            "3prime_overlapping_ncrna",
            "non_coding",
            "ambiguous_orf",
            "pseudogene",
            "processed_pseudogene",
            "unprocessed_pseudogene",
            "unitary_pseudogene",
            "polymorphic_pseudogene",
            "transcribed_processed_pseudogene",
            "transcribed_unprocessed_pseudogene",
            "transcribed_unitary_pseudogene",
            "translated_processed_pseudogene",
            "translated_unprocessed_pseudogene",
            "retrotransposed",
            "miRNA",
            "misc_RNA",
            "snRNA",
            "snoRNA",
            "rRNA",
            "Mt_tRNA",
            "Mt_rRNA",
            "IG_C_gene",
            "IG_D_gene",
            "IG_J_gene",
            "IG_V_gene",
            "IG_C_pseudogene",
            "IG_J_pseudogene",
            "IG_V_pseudogene",
            "TR_C_gene",
            "TR_D_gene",
            "TR_J_gene",
            "TR_V_gene",
            "TR_J_pseudogene",
            "TR_V_pseudogene");

    private OldBiotypes() {}

    /** Returns the source if it is the name of a biotype, else null. */
    static @Nullable String ofSource(String source) {
        return KNOWN.contains(source) ? source : null;
    }
}
