package omega.genomics.postgres.load.variants;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import omega.genomics.ParseMode;
import omega.genomics.Region;
import omega.genomics.bed.RegionFile;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.contig.Assembly;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.postgres.internal.Sha256;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.vcf.BrokenValues;
import org.jspecify.annotations.Nullable;

/** Everything about a load of variants that shapes its rows. Fields are set in {@link #with} only, before anybody else sees them. */
final class VariantOptions {
    /** As far as bcftools sorts what it has moved; what moves further, the database compares. */
    private static final int NORMALIZED_WINDOW = 1_000;

    @Nullable
    Assembly contigs;

    ParseMode parseMode = ParseMode.STRICT;
    BrokenValues brokenValues = BrokenValues.KEEP;
    UnknownContigs unknownContigs = UnknownContigs.REFUSE;
    boolean assemblyCheck = true;
    DuplicatePolicy duplicates = DuplicatePolicy.MERGE;

    /** Null for all of them. */
    @Nullable
    Set<String> infoKeys;

    /** Those of which each gets an index. */
    Set<String> indexedInfo = Set.of();

    boolean genotypes;
    boolean referenceSites = true;

    /** Null where alleles are stored as written. */
    @Nullable
    IndexedFasta reference;

    @Nullable
    ConsequenceAnnotator consequences;

    boolean allConsequences;

    /** Null if no HGVS names are computed. */
    @Nullable
    HgvsNamer names;

    /** Whether the HGVS names that the file has are kept. */
    boolean namesOfFile;

    /** Null for all records. */
    @Nullable
    RecordSelection selection;

    /** Null for everywhere. */
    @Nullable
    RegionFile regions;

    VariantLayout layout = VariantLayout.ROWS;

    /** Null for a load without a release. */
    @Nullable
    String release;

    /** Whether packed variants are staged as rows first: where they may not be sorted, and cannot be read again. */
    boolean packsRows;

    VariantOptions(@Nullable Assembly contigs) {
        this.contigs = contigs;
    }

    /** Returns other options, these but for what is changed. */
    VariantOptions with(Consumer<VariantOptions> change) {
        VariantOptions copy = new VariantOptions(contigs);
        copy.parseMode = parseMode;
        copy.brokenValues = brokenValues;
        copy.unknownContigs = unknownContigs;
        copy.assemblyCheck = assemblyCheck;
        copy.duplicates = duplicates;
        copy.infoKeys = infoKeys;
        copy.indexedInfo = indexedInfo;
        copy.genotypes = genotypes;
        copy.referenceSites = referenceSites;
        copy.reference = reference;
        copy.consequences = consequences;
        copy.allConsequences = allConsequences;
        copy.names = names;
        copy.namesOfFile = namesOfFile;
        copy.selection = selection;
        copy.regions = regions;
        copy.layout = layout;
        copy.packsRows = packsRows;
        copy.release = release;
        change.accept(copy);
        return copy;
    }

    /** With another text the same file is loaded again. */
    String text() {
        return "parse_mode=" + (brokenValues == BrokenValues.KEEP ? "keeping" : parseMode) + " contigs="
                + (contigs == null ? "as written" : contigs.name())
                + " unknown_contigs=" + unknownContigs + " duplicates=" + duplicates + " info="
                + (infoKeys == null ? "all" : String.join(",", new TreeSet<>(infoKeys)))
                + (indexedInfo.isEmpty() ? "" : " indexed=" + String.join(",", new TreeSet<>(indexedInfo)))
                + (genotypes ? " genotypes" : "")
                + (referenceSites ? "" : " no_reference_sites")
                + (reference == null ? "" : " normalize=" + fingerprint(reference.index()))
                + (allConsequences ? " all_consequences" : "")
                + (names == null && !namesOfFile ? "" : " hgvs")
                + (selection == null ? "" : selection.text())
                + (regions == null ? "" : " regions=" + fingerprint(regions))
                + (layout == VariantLayout.ROWS ? "" : " layout=packed")
                + (release == null ? "" : " release=" + release)
                + (consequences == null ? "" : " consequences=" + consequences);
    }

    /** The regions are what counts, and not their order or the name of their file. */
    private static String fingerprint(RegionFile file) {
        return Sha256.ofText(
                file.regions().stream().map(Region::toString).sorted().collect(Collectors.joining("\n")));
    }

    /** A genome is known by the names and lengths of its sequences; reading all of it would take longer than many a load. */
    private static String fingerprint(FastaIndex index) {
        return Sha256.ofText(index.entries().values().stream()
                .map(entry -> entry.name() + ":" + entry.length())
                .collect(Collectors.joining("\n")));
    }

    /** Tells whether rows are packed as they are read. */
    boolean packsAtOnce() {
        return layout == VariantLayout.PACKED && !packsRows;
    }

    /** How far behind the furthest allele others may come: normalizing moves them. */
    int window() {
        return reference == null ? 0 : NORMALIZED_WINDOW;
    }
}
