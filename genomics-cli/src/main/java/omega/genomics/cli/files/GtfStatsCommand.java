package omega.genomics.cli.files;

import java.util.Map;
import omega.genomics.ParseMode;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.Output;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.RawJson;
import omega.genomics.cli.Work;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.AnnotationCensus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics gtf stats}. */
@Command(
        name = "stats",
        description =
                "Counts the contents of a file: rows, genes, biotypes, contigs. Genes and transcripts inferred from other rows are counted separately.")
final class GtfStatsCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "GTF or GFF3, plain or compressed; - for standard input.")
    private String file = "";

    @Option(names = "--lenient", description = "Count bad rows and continue, instead of stopping at the first one.")
    private boolean lenient;

    @Override
    public Integer call() throws Exception {
        MeteredSource source = MeteredSource.of(file);
        try (ProgressLine progress = root().progress("reading " + source.name());
                GtfReader reader = GtfReader.options()
                        .mode(lenient ? ParseMode.LENIENT : ParseMode.STRICT)
                        .diagnostics(finding -> {})
                        .open(source.open(() -> progress.update("", source.share(), -1)))) {
            AnnotationCensus census = AnnotationCensus.of(reader);
            progress.wipe();
            Map<String, Object> answer = Output.document();
            answer.put("file", source.name());
            answer.put("dialect", reader.dialect().name());
            describe(census, answer);
            source.describe(census.records(), answer);
            output().print(answer);
        }
        return exitCode(true);
    }

    private static void describe(AnnotationCensus census, Map<String, Object> answer) {
        answer.put("lines", census.lines());
        answer.put("records", census.records());
        answer.put("rejects", census.skipped());
        answer.put("genes", census.genes());
        answer.put("transcripts", census.transcripts());
        answer.put("exons", census.exons());
        answer.put("cds", census.cds());
        answer.put("contigs", census.contigs().size());
        answer.put("genes_without_name", census.genesWithoutName());
        answer.put("genes_without_biotype", census.genesWithoutBiotype());
        answer.put("derived_genes", census.derivedGenes());
        answer.put("derived_transcripts", census.derivedTranscripts());
        answer.put("gene_bases", census.totalGeneLength());
        answer.put("longest_gene", census.longestGene().map(GtfStatsCommand::longest));
        answer.put("features", census.types());
        answer.put("biotypes", census.biotypes());
        answer.put(
                "by_contig",
                census.contigs().stream().map(GtfStatsCommand::contig).toList());
    }

    private static Map<String, Object> longest(AnnotationCensus.LongestGene gene) {
        Map<String, Object> answer = Output.document();
        answer.put("gene_id", gene.id());
        answer.put("chromosome", gene.region().contig());
        answer.put("start_pos", RawJson.of(gene.region().start()));
        answer.put("end_pos", RawJson.of(gene.region().end()));
        answer.put("length", gene.length());
        return answer;
    }

    private static Map<String, Object> contig(AnnotationCensus.ContigCensus contig) {
        Map<String, Object> answer = Output.document();
        answer.put("chromosome", contig.contig());
        answer.put("records", contig.records());
        answer.put("genes", contig.genes());
        answer.put("transcripts", contig.transcripts());
        answer.put("exons", contig.exons());
        answer.put("cds", contig.cds());
        answer.put("start_pos", RawJson.of(contig.start()));
        answer.put("end_pos", RawJson.of(contig.end()));
        return answer;
    }
}
