package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/how-to/coming-from.md tells people to write compiles, and its commands are commands. */
class ComingFromTest {
    private static final Path PAGE = Child.CLONE.resolve("docs/how-to/coming-from.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** What the page takes for given: the names in its snippets. */
    private static final String GIVEN = """
            import java.nio.file.Path;
            import java.util.*;
            import omega.genomics.*;
            import omega.genomics.consequence.*;
            import omega.genomics.fasta.*;
            import omega.genomics.gtf.*;
            import omega.genomics.gtf.assembly.*;
            import omega.genomics.interval.*;
            import omega.genomics.io.*;
            import omega.genomics.model.*;
            import omega.genomics.postgres.*;
            import omega.genomics.vcf.*;
            import omega.genomics.vcf.header.*;
            import omega.genomics.vcf.genotype.*;
            import omega.genomics.vcf.normalize.*;
            import omega.genomics.vcf.source.*;
            import omega.genomics.vcf.stats.*;
            import omega.genomics.vcf.validate.*;

            class %s {
                record Placed(Region region) {}
                Path path; InputSource source; String name; String id; int n; int missing; GenotypeCounts counts; int[] ints; float[] floats;
                %s reader; VcfRecord v; VcfHeader header; InfoKey<Integer> dp; InfoKey<float[]> af; FormatKey<int[]> ad; FormatKey<Integer> gq;
                GeneModel model; Gene gene; Transcript transcript; Feature feature; AssemblyDatabase grch38; Region region;
                List<Placed> values;
                static void use(Object value) {}
                void run() throws Exception { %s }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void everyCallCompiles() throws IOException {
        List<Call> calls = calls();
        assertThat(calls)
                .hasSizeGreaterThan(50)
                .extracting(Call::code)
                .contains("VcfReader.open(path)", "gene.transcripts()");

        List<Call> notExpressions =
                failing(calls, call -> call.isStatement() ? call.code() + ";" : "use(" + call.code() + ");");
        List<Call> neither = failing(notExpressions, call -> call.code() + ";");

        assertThat(neither).isEmpty();
    }

    @Test
    void everyCommandIsUnderstood() throws IOException {
        List<String> commands = sections().stream()
                .flatMap(section -> codes(section).stream())
                .filter(code -> code.startsWith("genomics "))
                .map(code -> code.substring("genomics ".length()))
                .toList();
        assertThat(commands).hasSize(9);
        for (String command : commands) {
            Ran ran = Ran.genomics(command.split(" ", -1));
            assertThat(ran.stderr()).as(command).contains("no such file: ");
            assertThat(ran.exitCode()).as(command).isEqualTo(1);
        }
    }

    /** Something to write in a program, and what kind of reader its section speaks of. */
    private record Call(String code, String reader) {
        boolean isStatement() {
            return code.contains("{ ") || code.matches("\\w+(<\\w+>)? \\w+ = .*");
        }
    }

    /** The code in our columns of a section's table: what to write, and what to mind. */
    private static List<String> codes(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| There"))
                .flatMap(line ->
                        CODE.matcher(line.substring(line.indexOf(" | ") + 3)).results())
                .map(code -> code.group(1))
                .toList();
    }

    private static List<String> sections() throws IOException {
        return List.of(Files.readString(PAGE).split("\n## "));
    }

    /** A type alone has to be one; other words without parentheses are none of Java's. */
    private static List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (String section : sections()) {
            String reader = section.startsWith("gffutils") ? "GtfReader" : "VcfReader";
            for (String code : codes(section)) {
                if (code.matches("[A-Z][a-z]\\w+")) {
                    calls.add(new Call(code + ".class", reader));
                } else if (code.contains("(") && !code.startsWith("genomics ")) {
                    String whole = (code.startsWith(".") ? "VcfReader.options()" : "") + code;
                    calls.add(new Call(whole.replace("-> …", "-> {}").replace("…", ""), reader));
                }
            }
        }
        return calls;
    }

    /** Compiles each in a class of its own, all at once; returns those that do not. */
    private List<Call> failing(List<Call> calls, Function<Call, String> form) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Call call : calls) {
            String name = "Call" + files.size();
            files.add(Files.writeString(
                    folder.resolve(name + ".java"), GIVEN.formatted(name, call.reader(), form.apply(call))));
        }
        DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = javac.getStandardFileManager(findings, Locale.ROOT, null)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            List<String> options =
                    List.of("-proc:none", "-implicit:none", "-Xmaxerrs", "1000", "-XDshould-stop.ifError=ATTR");
            javac.getTask(
                            new StringWriter(),
                            manager,
                            findings,
                            options,
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
        return findings.getDiagnostics().stream()
                .filter(finding -> finding.getKind() == Diagnostic.Kind.ERROR)
                .map(finding ->
                        Path.of(finding.getSource().toUri()).getFileName().toString())
                .distinct()
                .map(file -> calls.get(Integer.parseInt(file.replaceAll("\\D", ""))))
                .toList();
    }
}
