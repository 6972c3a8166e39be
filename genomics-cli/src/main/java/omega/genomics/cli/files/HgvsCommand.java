package omega.genomics.cli.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omega.genomics.cli.Output;
import omega.genomics.cli.Printable;
import omega.genomics.cli.Work;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.GeneModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics hgvs}. */
@Command(
        name = "hgvs",
        description =
                "Reads names of variants (HGVS, SPDI, 17-43106487-A-C) and translates them: canonical and normalized name, VCF, SPDI,"
                        + " names on transcripts and proteins.")
public final class HgvsCommand extends Work {
    @Parameters(
            paramLabel = "NAME|FILE",
            arity = "1..*",
            description = "Names, or a file with one name a line, plain or compressed.")
    private List<String> names = List.of();

    @Option(
            names = "--genes",
            paramLabel = "GTF",
            description = "GTF or GFF3 with the transcripts. Without it names stay on their sequence.")
    private @Nullable Path genes;

    @Option(
            names = "--fasta",
            paramLabel = "FASTA",
            description =
                    "The reference, plain or BGZF. Without it nothing is normalized, checked or translated to proteins.")
    private @Nullable Path fasta;

    @Option(
            names = "--assembly",
            paramLabel = "NAME",
            description = "The assembly, for the names of contigs: one of ${COMPLETION-CANDIDATES}. Default: GRCh38.",
            completionCandidates = Assemblies.class)
    private String assembly = "GRCh38";

    @Override
    public Integer call() throws Exception {
        boolean good = true;
        try (@Nullable IndexedFasta reference = fasta == null ? null : IndexedFasta.open(fasta)) {
            HgvsTranslator translator = new HgvsTranslator(model(), reference, Assemblies.named(assembly, this));
            List<Map<String, Object>> answers = new ArrayList<>();
            for (String name : all()) {
                Map<String, Object> answer = translator.translate(name);
                good &= !answer.containsKey("error");
                answers.add(answer);
            }
            print(answers);
        }
        return exitCode(good);
    }

    private @Nullable GeneModel model() throws IOException {
        if (genes == null) {
            return null;
        }
        try (GtfReader reader = GtfReader.open(genes)) {
            return GeneModelAssembler.assemble(reader);
        }
    }

    private List<String> all() throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            if (name.indexOf(':') >= 0 || !Files.isRegularFile(Path.of(name))) {
                all.add(name);
                continue;
            }
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(InputSource.of(Path.of(name)).open(), StandardCharsets.UTF_8))) {
                lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(all::add);
            }
        }
        return all;
    }

    private void print(List<Map<String, Object>> answers) throws IOException {
        if (output().isJson()) {
            output().print(answers);
            return;
        }
        try (Output.Document document = output().open()) {
            for (Map<String, Object> answer : answers) {
                document.text(text(answer));
            }
        }
    }

    private static String text(Map<String, Object> answer) {
        StringBuilder text = new StringBuilder();
        answer.forEach((key, value) -> {
            if (key.equals("name")) {
                text.append(Printable.text(String.valueOf(value))).append('\n');
            } else if (key.equals("alleles") && value instanceof List<?> alleles) {
                for (Object allele : alleles) {
                    Map<?, ?> names = (Map<?, ?>) allele;
                    Object genomic = names.get("hgvs_g");
                    text.append("  ")
                            .append(names.get("vcf"))
                            .append(genomic == null ? "" : "  " + genomic)
                            .append('\n');
                }
            } else if (value instanceof List<?> transcripts) {
                for (Object transcript : transcripts) {
                    Map<?, ?> names = (Map<?, ?>) transcript;
                    Object protein = names.get("hgvs_p");
                    text.append("  ")
                            .append(names.get("gene"))
                            .append("  ")
                            .append(names.get("hgvs_c"))
                            .append(protein == null ? "" : "  " + protein)
                            .append('\n');
                }
            } else {
                text.append("  ")
                        .append(key)
                        .append("  ")
                        .append(Printable.text(String.valueOf(value)))
                        .append('\n');
            }
        });
        return text.toString();
    }
}
