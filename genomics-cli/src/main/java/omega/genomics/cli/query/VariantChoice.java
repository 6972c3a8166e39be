package omega.genomics.cli.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import omega.genomics.Region;
import omega.genomics.bed.RegionFile;
import omega.genomics.cli.RecordChoice;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.consequence.Impact;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.postgres.query.variants.VariantType;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which variants a command is about; all of what is given must hold. */
final class VariantChoice {
    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Option(names = "--gene", paramLabel = "NAME", description = "Assigned to this gene by source or annotation.")
    private @Nullable String gene;

    @Option(names = "--in-gene", paramLabel = "NAME", description = "Overlapping the interval of this gene.")
    private @Nullable String inGene;

    @Option(
            names = "--gene-set",
            paramLabel = "SET",
            description = "Assigned to a gene of this set, such as longevity, by source or annotation.")
    private @Nullable String geneSet;

    @Option(
            names = "--in-gene-set",
            paramLabel = "SET",
            description = "Overlapping the interval of a gene of this set.")
    private @Nullable String inGeneSet;

    @Option(names = "--min-frequency", paramLabel = "X", defaultValue = "0", description = "Lowest allele frequency.")
    private double least;

    @Option(names = "--max-frequency", paramLabel = "X", defaultValue = "1", description = "Highest allele frequency.")
    private double most;

    @Option(
            names = "--significance",
            paramLabel = "WORD",
            split = ",",
            description = "Clinical significance, any of: pathogenic, likely_pathogenic, uncertain_significance, …")
    private List<String> significances = new ArrayList<>();

    @Option(
            names = "--consequence",
            paramLabel = "TERM",
            split = ",",
            description = "Most severe consequence, any of: missense_variant, …")
    private List<String> consequences = new ArrayList<>();

    @Option(
            names = "--impact",
            paramLabel = "WORD",
            split = ",",
            description = "Class of the consequence, any of: high, moderate, low, modifier.")
    private List<String> impacts = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "WORD",
            split = ",",
            description = "Any of: snv, mnv, ins, del, delins, sv, cnv, …")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--info",
            paramLabel = "KEY=VALUE",
            description = "Variants with this value in INFO; fast for keys that were loaded with --index-info.")
    private Map<String, String> info = new LinkedHashMap<>();

    @Option(names = "--pass", description = "Variants that passed all filters.")
    private boolean passing;

    @Option(
            names = {"-R", "--regions-file"},
            paramLabel = "FILE",
            description = "Overlapping the regions of a BED file, a VCF file or a list of regions.")
    private @Nullable String regionsFile;

    @ArgGroup(exclusive = true)
    private @Nullable RecordChoice expression;

    /**
     * Narrows questions down; what is not well-formed is wrong usage.
     *
     * @throws IllegalArgumentException if there is nothing of a name
     * @throws IOException if the file of regions cannot be read
     */
    VariantQueries of(Session session, @Nullable String region, String assembly, Work work) throws IOException {
        VariantQueries chosen = of(session.assembly().variants(), region, assembly, work);
        return dataset.of(session, "variants", chosen, VariantQueries::in);
    }

    /** The same without a choice of datasets. */
    VariantQueries of(VariantQueries variants, @Nullable String region, String assembly, Work work) throws IOException {
        @Nullable Region place = region == null ? null : Regions.parse(region, assembly, work);
        if (place != null && regionsFile != null) {
            throw work.wrongUsage("expected one of a region and --regions-file");
        }
        VariantQueries all = variants;
        if (regionsFile != null) {
            all = all.overlapping(RegionFile.read(InputSource.parse(regionsFile)));
        }
        VariantQueries chosen = wellFormed(place == null ? all : all.overlapping(place), work);
        if (expression != null) {
            VcfFilter filter = expression.expression(work);
            chosen = expression.isExclusion() ? chosen.excluding(filter) : chosen.matching(filter);
        }
        return chosen;
    }

    /** Returns the name of the only dataset that is asked. */
    String dataset(Session session, Work work) {
        return dataset.required(session, "variants", work);
    }

    private VariantQueries wellFormed(VariantQueries all, Work work) {
        try {
            return narrow(all);
        } catch (IllegalArgumentException e) {
            throw work.wrongUsage(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw work.wrongUsage("expected one of a region, --regions-file, --in-gene and --in-gene-set");
        }
    }

    private VariantQueries narrow(VariantQueries all) {
        VariantQueries chosen = all;
        chosen = inGene == null ? chosen : chosen.overlappingGene(inGene);
        chosen = inGeneSet == null ? chosen : chosen.overlappingGeneSet(inGeneSet);
        chosen = gene == null ? chosen : chosen.ofGene(gene);
        chosen = geneSet == null ? chosen : chosen.ofGeneSet(geneSet);
        chosen = least != 0 || most != 1 ? chosen.frequency(least, most) : chosen;
        chosen = passing ? chosen.passing() : chosen;
        for (Map.Entry<String, String> value : info.entrySet()) {
            chosen = chosen.info(value.getKey(), value.getValue());
        }
        chosen = consequences.isEmpty() ? chosen : chosen.consequence(consequences.toArray(new String[0]));
        chosen = impacts.isEmpty() ? chosen : chosen.impact(words(impacts, VariantChoice::impact, new Impact[0]));
        chosen = types.isEmpty() ? chosen : chosen.ofType(words(types, VariantChoice::type, new VariantType[0]));
        return significances.isEmpty()
                ? chosen
                : chosen.significance(words(significances, VariantChoice::significance, new ClinicalSignificance[0]));
    }

    private static <T> T[] words(List<String> words, Function<String, T> meaning, T[] none) {
        return words.stream().map(meaning).toList().toArray(none);
    }

    private static Impact impact(String word) {
        return Impact.parse(word).orElseThrow(() -> unknown("an impact", word));
    }

    private static VariantType type(String word) {
        return VariantType.parse(word).orElseThrow(() -> unknown("a type of variant", word));
    }

    private static ClinicalSignificance significance(String word) {
        String name = word.toUpperCase(Locale.ROOT).replace(' ', '_');
        for (ClinicalSignificance significance : ClinicalSignificance.values()) {
            if (significance.name().equals(name)) {
                return significance;
            }
        }
        return ClinicalSignificance.ofToken(word).orElseThrow(() -> unknown("a clinical significance", word));
    }

    private static IllegalArgumentException unknown(String what, String word) {
        return new IllegalArgumentException("expected " + what + ", found \"" + word + "\"");
    }
}
