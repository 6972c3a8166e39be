package omega.genomics.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import omega.genomics.Region;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.Output;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Session;
import omega.genomics.cli.TextView;
import omega.genomics.cli.Work;
import omega.genomics.contig.Assembly;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.InputSource;
import omega.genomics.model.GeneModel;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.postgres.query.annotation.VariantAnnotations;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.annotate.AnnotationColumn;
import omega.genomics.vcf.annotate.AnnotationReport;
import omega.genomics.vcf.annotate.HgvsAnnotator;
import omega.genomics.vcf.annotate.VcfAnnotator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf annotate}. */
@Command(
        name = "annotate",
        description =
                "Copies INFO fields, IDs, qualities and filters from another file or a dataset, for alleles that both have, or writes HGVS names. Files are sorted.")
final class VcfAnnotateCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "VCF or BCF, plain or compressed, sorted; - for standard input.")
    private String file = "";

    @Option(
            names = "--from",
            paramLabel = "FILE|DATASET",
            description =
                    "Where the values are: VCF or BCF, plain or compressed, sorted, without need of an index; or a loaded dataset.")
    private @Nullable String from;

    @Option(
            names = {"-c", "--columns"},
            paramLabel = "NAME[:NEW]",
            split = ",",
            description =
                    "INFO keys of that file, and after a colon the names that they get here; also ID, QUAL and FILTER. +NAME writes only where"
                            + " there is no value.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--hgvs",
            description =
                    "Writes HGVS names instead: HGVSg, HGVSc and HGVSp of each allele, on its MANE Select, canonical or longest transcript. Needs --gtf and --fasta.")
    private boolean isHgvs;

    @Option(names = "--gtf", paramLabel = "GTF", description = "GTF or GFF3 with the transcripts, for --hgvs.")
    private @Nullable Path gtf;

    @Option(names = "--all-transcripts", description = "Names on all transcripts, with & between, for --hgvs.")
    private boolean isAll;

    @Option(
            names = "--fasta",
            paramLabel = "FASTA",
            description =
                    "The reference, plain or BGZF: alleles are moved to the left before they are compared. For --hgvs, the genome.")
    private @Nullable Path fasta;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Output file: BGZF if the name ends in .gz. It appears when it is complete, and may be FILE itself."
                            + " The counts then go to standard output. Default: - for standard output, and the counts go to"
                            + " standard error.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        if (isHgvs
                ? from != null || !columns.isEmpty() || gtf == null || fasta == null
                : from == null || columns.isEmpty()) {
            throw wrongUsage("expected --from with --columns, or --hgvs with --gtf and --fasta");
        }
        if (isToStdout() && output().isJson()) {
            throw wrongUsage("expected --output with --json: standard output would carry the records, which are VCF");
        }
        try {
            annotate();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
        return exitCode(true);
    }

    private void annotate() throws IOException {
        long started = System.nanoTime();
        AnnotationReport report;
        try (@Nullable IndexedFasta reference = fasta == null ? null : IndexedFasta.open(fasta)) {
            report = from == null
                    ? names(Objects.requireNonNull(reference))
                    : isFile(from) ? fromFile(from, reference) : fromDataset(from, reference);
        }
        String source = from == null ? String.valueOf(fasta) : from;
        for (String contig : report.missingContigs()) {
            root().say(source + " has nothing of " + contig);
        }
        if (report.wrongCounts() > 0) {
            root().say("left out " + report.wrongCounts() + " lists of " + source
                    + " that have not as many values as their record has alleles");
        }
        Map<String, Object> answer = Output.document();
        answer.put("file", file);
        answer.put("from", source);
        answer.put("records_written", report.records());
        answer.put("records_annotated", report.annotated());
        answer.put("seconds", Output.rounded((System.nanoTime() - started) / 1e9, 3));
        if (isToStdout()) {
            root().checkStdout();
            root().say(TextView.of(answer).stripTrailing());
        } else {
            output().print(answer);
        }
    }

    private AnnotationReport fromFile(String from, @Nullable IndexedFasta reference) throws IOException {
        MeteredSource source = MeteredSource.of(file);
        VcfAnnotator annotator =
                VcfAnnotator.from(InputSource.parse(from), AnnotationColumn.parseAll(columns.toArray(String[]::new)));
        Optional<Assembly> assembly = Assembly.named(database.assembly());
        if (assembly.isPresent()) {
            annotator = annotator.assembly(assembly.get());
        }
        VcfAnnotator complete = reference == null ? annotator : annotator.against(reference::bases);
        try (ProgressLine progress = root().progress("annotating " + source.name());
                VcfReader reader = VcfReader.open(source.open(() -> progress.update("", source.share(), -1)))) {
            return write(to -> complete.annotate(reader, to));
        }
    }

    private AnnotationReport fromDataset(String from, @Nullable IndexedFasta reference) throws IOException {
        if (!isFile(file)) {
            throw wrongUsage("expected a file, which is read twice with a dataset, found " + file);
        }
        try (Session session = database.open(this)) {
            VariantAnnotations found = session.assembly().annotations(from, columns.toArray(String[]::new));
            VariantAnnotations complete = reference == null ? found : found.against(reference::bases);
            return write(to -> complete.annotate(Path.of(file), to));
        }
    }

    private AnnotationReport names(IndexedFasta reference) throws IOException {
        GeneModel model;
        try (GtfReader reader = GtfReader.open(Objects.requireNonNull(gtf))) {
            model = GeneModelAssembler.assemble(reader);
        }
        AssemblyNames contigs = new AssemblyNames(Assembly.named(database.assembly()));
        ReferenceSequence genome = region -> reference.bases(new Region(
                contigs.among(
                        region.contig(), name -> reference.index().entry(name).isPresent()),
                region.start(),
                region.end()));
        HgvsAnnotator annotator = HgvsAnnotator.of(HgvsNamer.builder(model, genome)
                        .contigNames(contigs::accession)
                        .build())
                .allTranscripts(isAll)
                .contigs(contig -> contigs.among(contig, model.contigs()::contains));
        MeteredSource source = MeteredSource.of(file);
        try (ProgressLine progress = root().progress("naming " + source.name());
                VcfReader reader = VcfReader.open(source.open(() -> progress.update("", source.share(), -1)))) {
            return write(to -> annotator.annotate(reader, to));
        }
    }

    /** A file that is there, or an address or a name that only a file can have. */
    private static boolean isFile(String name) {
        return name.matches("(?i).*(://|[.](vcf|bcf)([.]b?gz)?$).*") || Files.exists(Path.of(name));
    }

    private AnnotationReport write(AtomicFile.Content<AnnotationReport> content) throws IOException {
        return isToStdout()
                ? content.writeTo(root().content())
                : AtomicFile.write(Path.of(String.valueOf(out)), Deflater.DEFAULT_COMPRESSION, content);
    }

    private boolean isToStdout() {
        return out == null || out.equals("-");
    }
}
