package omega.genomics.gtf.assembly;

import java.util.List;

/** Turns the ID of a GFF3 graph into the id people know. */
final class Gff3Ids {
    private static final List<String> PREFIXES =
            List.of("gene:", "transcript:", "gene-", "rna-", "cds-", "CDS:", "exon-");

    private Gff3Ids() {}

    /**
     * Returns the value of {@code gene_id} or {@code transcript_id} if there is one, and otherwise the ID without the prefix that
     * Ensembl ({@code gene:}) and RefSeq ({@code rna-}) put before it to make it unique in the file. GENCODE's twin on Y
     * is told apart in the ID alone.
     */
    static String shown(String id, String attribute) {
        if (!attribute.isEmpty() && !id.endsWith("_PAR_Y")) {
            return attribute;
        }
        for (String prefix : PREFIXES) {
            if (id.startsWith(prefix) && id.length() > prefix.length()) {
                return id.substring(prefix.length());
            }
        }
        return id;
    }
}
