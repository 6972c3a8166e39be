package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type and method of what the modules export says what it does, takes, returns and throws. */
class DocumentationTest {
    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("\\s*(public )?[A-Z]\\w* \\{");

    /** Rooms that other rooms see and users do not. */
    private static final List<Path> NOT_API = Stream.of(
                    "omega/genomics/internal/gtf",
                    "omega/genomics/internal/scan",
                    "omega/genomics/internal/vcf",
                    "omega/genomics/postgres/internal",
                    "omega/genomics/postgres/load/packed",
                    "omega/genomics/postgres/load/release",
                    "omega/genomics/postgres/load/run",
                    "omega/genomics/postgres/load/stage",
                    "omega/genomics/postgres/query/filter",
                    "omega/genomics/postgres/table")
            .map(Path::of)
            .toList();

    /** Types with members for other rooms of ours that have no summary yet. */
    private static final Set<String> WITH_MEMBERS_FOR_OTHER_ROOMS = Set.of(
            "AttributeScanner",
            "QueryContext",
            "PastRows",
            "ReleaseChoice",
            "ContigCounts",
            "ContigOrder",
            "DatasetChoice",
            "FastaLoad",
            "FieldKey",
            "QueryResult",
            "GeneSets",
            "Genotype",
            "GenotypeCounts",
            "GtfReader",
            "GuardedRows",
            "GtfRecord",
            "HeaderReader",
            "InfoView",
            "JsonScan",
            "LoadException",
            "LoadMode",
            "NameResolution",
            "PackedGenotypes",
            "PartState",
            "RecordText",
            "ReservedFields",
            "RowTemplate",
            "ScratchFolder",
            "VcfHeader",
            "VcfReader",
            "VcfRecord");

    @TempDir
    private Path output;

    @Test
    void everyPublicMemberIsDocumented() throws IOException {
        DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(findings, Locale.ROOT, null)) {
            files.setLocationFromPaths(DocumentationTool.Location.DOCUMENTATION_OUTPUT, List.of(output));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath());
            javadoc.getTask(
                            new StringWriter(),
                            files,
                            findings,
                            null,
                            List.of("-Xdoclint:all", "-quiet", "-Xmaxwarns", "1000"),
                            files.getJavaFileObjectsFromPaths(sources()))
                    .call();
        }

        assertThat(findings.getDiagnostics().stream().filter(DocumentationTest::matters))
                .isEmpty();
    }

    /** A record's components are documented once, at the record. */
    private static boolean matters(Diagnostic<? extends JavaFileObject> finding) {
        if (finding.getSource() == null) {
            return false;
        }
        try {
            String text = finding.getSource().getCharContent(true).toString();
            String line =
                    text.lines().skip(finding.getLineNumber() - 1).findFirst().orElse("");
            return !COMPACT_CONSTRUCTOR.matcher(line).matches();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> classPath() {
        List<Path> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry));
        }
        return entries;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("genomics-core", "genomics-plot", "genomics-embedded", "genomics-postgres")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("module-info.java"))
                        .filter(file -> !WITH_MEMBERS_FOR_OTHER_ROOMS.contains(
                                file.getFileName().toString().replace(".java", "")))
                        .filter(file -> NOT_API.stream().noneMatch(file.getParent()::endsWith))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
