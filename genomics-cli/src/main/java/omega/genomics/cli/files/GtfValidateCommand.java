package omega.genomics.cli.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import omega.genomics.contig.Assembly;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.gtf.assembly.GtfValidator;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics gtf validate}. */
@Command(
        name = "validate",
        description = "Reports every violation with line and column; errors make a file invalid, warnings do not.")
final class GtfValidateCommand extends ValidateWork {
    @Parameters(paramLabel = "FILE", description = "GTF or GFF3, plain or compressed; - for standard input.")
    private String file = "";

    @Option(
            names = "--assembly",
            paramLabel = "NAME",
            completionCandidates = Assemblies.class,
            description = "Check ends against the contigs of this assembly: ${COMPLETION-CANDIDATES}.")
    private @Nullable String assembly;

    @Option(names = "--fai", paramLabel = "FILE", description = "Check ends against the sequences of this FASTA index.")
    private @Nullable Path index;

    @Override
    public Integer call() throws Exception {
        Map<String, Integer> lengths = contigLengths();
        return validate(file, (content, findings, details) -> {
            GtfValidator.Report report =
                    GtfValidator.create().contigLengths(lengths).validate(content, findings);
            details.put("lines", report.lines());
            details.put("records", report.records());
        });
    }

    private Map<String, Integer> contigLengths() throws IOException {
        Map<String, Integer> lengths = new HashMap<>();
        if (assembly != null) {
            Assembly known = Assemblies.named(assembly, this);
            known.contigs()
                    .forEach(contig -> contig.length().ifPresent(length -> {
                        lengths.put(contig.name(), length);
                        contig.aliases().forEach(alias -> lengths.put(alias, length));
                    }));
            lengths.keySet().removeIf(name -> known.candidates(name).size() > 1);
        }
        if (index != null) {
            FastaIndex.read(InputSource.of(index))
                    .entries()
                    .forEach((name, entry) -> lengths.put(name, Math.toIntExact(entry.length())));
        }
        return lengths;
    }
}
