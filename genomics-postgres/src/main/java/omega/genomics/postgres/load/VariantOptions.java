package omega.genomics.postgres.load;

import java.util.Set;
import java.util.TreeSet;
import omega.genomics.ParseMode;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.contig.Assembly;
import omega.genomics.vcf.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Everything about a load of variants that shapes its rows. */
record VariantOptions(
        @Nullable Assembly contigs,
        ParseMode parseMode,
        UnknownContigs unknownContigs,
        DuplicatePolicy duplicates,
        @Nullable Set<String> infoKeys,
        boolean genotypes,
        @Nullable ConsequenceAnnotator consequences) {

    /** With another text the same file is loaded again. */
    String text() {
        return "parse_mode=" + parseMode + " contigs=" + (contigs == null ? "as written" : contigs.name())
                + " unknown_contigs=" + unknownContigs + " duplicates=" + duplicates + " info="
                + (infoKeys == null ? "all" : String.join(",", new TreeSet<>(infoKeys)))
                + (genotypes ? " genotypes" : "")
                + (consequences == null ? "" : " consequences=" + consequences);
    }

    /** What the file says itself, unless it is to be annotated anew. */
    VariantAnnotator annotator(VcfHeader header) {
        return consequences == null ? WrittenConsequences.of(header) : new GeneModelAnnotator(consequences);
    }
}
