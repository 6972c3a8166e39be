package omega.genomics.postgres.load;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import omega.genomics.ParseMode;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.contig.Assembly;
import omega.genomics.vcf.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Everything about a load of variants that shapes its rows. Fields are set in {@link #with} only, before anybody else sees them. */
final class VariantOptions {
    @Nullable
    Assembly contigs;

    ParseMode parseMode = ParseMode.STRICT;
    UnknownContigs unknownContigs = UnknownContigs.REFUSE;
    DuplicatePolicy duplicates = DuplicatePolicy.FIRST;

    /** Null for all of them. */
    @Nullable
    Set<String> infoKeys;

    boolean genotypes;

    @Nullable
    ConsequenceAnnotator consequences;

    VariantOptions(@Nullable Assembly contigs) {
        this.contigs = contigs;
    }

    /** Returns other options, these but for what is changed. */
    VariantOptions with(Consumer<VariantOptions> change) {
        VariantOptions copy = new VariantOptions(contigs);
        copy.parseMode = parseMode;
        copy.unknownContigs = unknownContigs;
        copy.duplicates = duplicates;
        copy.infoKeys = infoKeys;
        copy.genotypes = genotypes;
        copy.consequences = consequences;
        change.accept(copy);
        return copy;
    }

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
