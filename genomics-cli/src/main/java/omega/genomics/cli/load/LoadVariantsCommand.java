package omega.genomics.cli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.bed.RegionFile;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.RecordChoice;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.contig.Assembly;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.DatasetCatalog;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.postgres.query.genes.GeneQueries;
import omega.genomics.vcf.filter.VcfFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics load variants}. */
@Command(
        name = "variants",
        description = "Loads variants from VCF, one row per ALT allele; creates the schema if necessary.")
final class LoadVariantsCommand extends LoadWork {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "VCF, plain or compressed; - for standard input. Several files become one dataset, which needs a"
                            + " name (--dataset). @list.txt stands for the files that it names, one on each line.")
    private List<String> files = new ArrayList<>();

    @Mixin
    private final DatasetName dataset = new DatasetName();

    @ArgGroup(exclusive = true)
    private @Nullable ExistingRows existing;

    @Option(
            names = "--release",
            paramLabel = "NAME",
            description = "The release of the dataset that the file is, such as 2026-11-23.")
    private @Nullable String release;

    @ArgGroup(exclusive = true)
    private @Nullable RecordChoice choice;

    @Option(
            names = {"-R", "--regions-file"},
            paramLabel = "FILE",
            description = "Only records that overlap the regions of a BED file, a VCF file or a list of regions.")
    private @Nullable String regionsFile;

    @Mixin
    private final StrictnessOption strictness = new StrictnessOption();

    @Option(
            names = "--unknown-contigs",
            paramLabel = "POLICY",
            defaultValue = "refuse",
            description = "Contigs that do not belong to the assembly: refuse (end the load), quarantine (their records"
                    + " are stored in load_rejects), or keep (as written).")
    private UnknownContigs unknownContigs = UnknownContigs.REFUSE;

    @Option(
            names = "--duplicates",
            paramLabel = "POLICY",
            defaultValue = "merge",
            description =
                    "A variant that occurs twice: merge (make one row of both: missing genotypes are taken from the"
                            + " other, contradicting ones end the load, so that none is lost), first (keep the first row as it"
                            + " is), all (keep every row, numbered), error (end the load). Default: ${DEFAULT-VALUE}. The report"
                            + " counts alleles without a row of their own and shows where the first ones are.")
    private DuplicatePolicy duplicates = DuplicatePolicy.MERGE;

    @Option(
            names = "--info-keys",
            paramLabel = "KEYS",
            description = "INFO keys to store in the column info, separated by commas, or none. Default: all.")
    private @Nullable String info;

    @Option(
            names = "--normalize",
            paramLabel = "FASTA",
            description =
                    "Trim each allele and move it left as far as this genome (plain or BGZF) allows, as bcftools norm does;"
                            + " a record whose REF differs from the genome is bad.")
    private @Nullable Path normalize;

    @Option(
            names = "--no-reference-sites",
            description =
                    "Leave out reference-only data: records without ALT, and <*> and <NON_REF> alleles of gVCF files.")
    private boolean noReferenceSites;

    @Option(
            names = "--index-info",
            paramLabel = "KEYS",
            split = ",",
            description = "INFO keys to index for queries by value, separated by commas.")
    private List<String> indexedInfo = new ArrayList<>();

    @Option(
            names = "--genotypes",
            description = "Store the genotypes of the samples, packed. Default: they are not stored.")
    private boolean genotypes;

    @Option(
            names = "--consequences",
            description = "Annotate with the genes that are loaded: gene, consequence and impact of each allele.")
    private boolean consequences;

    @Option(
            names = "--all-consequences",
            description =
                    "Store the consequence of an allele for every transcript, not only the picked one: computed by"
                            + " --consequences, else written in the file (CSQ, vep, ANN).")
    private boolean allConsequences;

    @Option(
            names = "--hgvs",
            description =
                    "Store HGVS names of each allele: hgvs_g, and hgvs_c and hgvs_p on the transcript of its consequence;"
                            + " computed with --consequences and --fasta, else written in the file (CSQ, vep, ANN).")
    private boolean hgvs;

    @Option(
            names = "--genes",
            paramLabel = "NAME",
            description = "The dataset of genes to annotate with. Default: all that are loaded.")
    private @Nullable String genes;

    @Option(
            names = "--fasta",
            paramLabel = "FASTA",
            description =
                    "The genome (FASTA, plain or BGZF), with contigs named as they are stored: tells missense from"
                            + " synonymous.")
    private @Nullable Path fasta;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "2",
            description = "Number of connections that write at the same time.")
    private int connections = 2;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "rows",
            description =
                    "How the variants are stored: rows (one for each allele), or packed (about a thousand in a row,"
                            + " in arrays: a fraction of the space). Queries return the same. Default: ${DEFAULT-VALUE}.")
    private VariantLayout layout = VariantLayout.ROWS;

    @Mixin
    private final AssemblyCheckOption assemblyCheck = new AssemblyCheckOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        checkCount("--connections", connections);
        if (ExistingRows.mode(existing) == LoadMode.RENEW && release == null) {
            throw wrongUsage("expected --release with --renew");
        }
        if (!consequences && (fasta != null || genes != null)) {
            throw wrongUsage("expected --consequences with --fasta and --genes");
        }
        if (hgvs && consequences && fasta == null) {
            throw wrongUsage("expected --fasta with --hgvs and --consequences");
        }
        if (consequences && fasta == null) {
            root().say("without --fasta, consequences are predicted from positions alone:"
                    + " missense, synonymous and stop_gained cannot be told apart");
        }
        List<InputSource> sources = files.stream().map(InputSource::parse).toList();
        if (sources.size() > 1 && files.contains("-")) {
            throw wrongUsage("expected files only where there are several, found - for standard input");
        }
        String name = dataset.of(sources, this);
        List<String> withoutBases = new ArrayList<>();
        int more = sources.size() - 1;
        String source = sources.get(0).name()
                + (more == 0 ? "" : " and " + more + (more == 1 ? " other file" : " other files"));
        int exitCode = load(database, source, name, (assembly, progress) -> {
            try (@Nullable IndexedFasta reference = normalize == null ? null : IndexedFasta.open(normalize)) {
                VcfLoad written =
                        settings(assembly.loadVariants(sources).dataset(name)).onProgress(progress);
                VcfLoad load = reference == null ? written : written.normalizeAgainst(reference);
                return consequences ? annotated(load, assembly, withoutBases) : load.run();
            }
        });
        if (fasta != null && !withoutBases.isEmpty()) {
            root().say("no bases for " + String.join(", ", withoutBases) + " in " + fasta);
        }
        return exitCode;
    }

    private LoadReport annotated(VcfLoad load, AssemblyDatabase assembly, List<String> withoutBases)
            throws IOException {
        try (@Nullable IndexedFasta bases = fasta == null ? null : IndexedFasta.open(fasta)) {
            List<Gene> models = models(assembly);
            ConsequenceAnnotator annotator = annotator(models, bases);
            VcfLoad annotated = load.consequences(annotator);
            LoadReport report = (hgvs && bases != null ? annotated.hgvs(namer(models, bases)) : annotated).run();
            withoutBases.addAll(annotator.contigsWithoutBases());
            return report;
        }
    }

    @Override
    void amend(Map<String, Object> answer, LoadReport report, AssemblyDatabase assembly) {
        answer.put("rows_written", variants(report.rowsWritten()));
        if (output().isJson()) {
            answer.put("files", report.files().stream().map(Reports::ofFile).toList());
            DatasetCatalog datasets = assembly.datasets();
            datasets.list().stream()
                    .filter(of -> of.kind().equals(VcfLoad.KIND) && of.name().equals(report.dataset()))
                    .forEach(of -> Reports.putSize(answer, of, datasets.size(of)));
        }
    }

    private static long variants(Map<String, Long> rows) {
        return rows.entrySet().stream()
                .filter(table ->
                        table.getKey().startsWith("variants") || table.getKey().startsWith("variant_blocks"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private List<Gene> models(AssemblyDatabase assembly) {
        GeneQueries queries =
                genes == null ? assembly.genes() : assembly.genes().in(genes);
        List<Gene> models = queries.models();
        if (models.isEmpty()) {
            throw wrongUsage("expected genes to annotate with; see load genes");
        }
        return models;
    }

    private static ConsequenceAnnotator annotator(List<Gene> models, @Nullable IndexedFasta bases) {
        ConsequenceAnnotator.Builder annotator = ConsequenceAnnotator.builder(models);
        return (bases == null ? annotator : annotator.reference(bases::bases)).build();
    }

    private HgvsNamer namer(List<Gene> models, IndexedFasta bases) {
        Optional<Assembly> known = Assembly.named(database.assembly());
        return HgvsNamer.builder(models, bases::bases)
                .contigNames(contig -> known.map(of -> of.accession(contig)).orElse(contig))
                .build();
    }

    private VcfLoad settings(VcfLoad load) throws IOException {
        VcfLoad set = strictness
                .mode()
                .map(load::parseMode)
                .orElse(load)
                .mode(ExistingRows.mode(existing))
                .unknownContigs(unknownContigs)
                .assemblyCheck(assemblyCheck.isOn())
                .duplicates(duplicates)
                .genotypes(genotypes)
                .referenceSites(!noReferenceSites)
                .allConsequences(allConsequences)
                .hgvsOfFile(hgvs && !consequences)
                .indexInfo(indexedInfo.toArray(new String[0]))
                .connections(connections)
                .layout(layout);
        if (regionsFile != null) {
            set = set.regions(RegionFile.read(InputSource.parse(regionsFile)));
        }
        if (choice != null) {
            VcfFilter filter = choice.expression(this);
            set = choice.isExclusion() ? set.excluding(filter) : set.matching(filter);
        }
        if (release != null) {
            set = set.release(release);
        }
        if (info == null) {
            return set;
        }
        return info.equals("none") ? set.infoKeys() : set.infoKeys(info.split(","));
    }
}
