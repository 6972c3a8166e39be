package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

/** What the compiler of the other modules' documentation cannot see, since they have no Spark. */
class DocumentationTest {
    @TempDir
    private Path output;

    /** Records in a package-private interface would count as public. */
    private static boolean isPublic(Path file) {
        try {
            return Files.readString(file).contains("\npublic ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyPublicMemberIsDocumented() throws IOException {
        DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(findings, Locale.ROOT, null);
                Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            files.setLocationFromPaths(DocumentationTool.Location.DOCUMENTATION_OUTPUT, List.of(output));
            files.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                            .map(Path::of)
                            .toList());
            List<Path> paths = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(DocumentationTest::isPublic)
                    .toList();
            assertThat(paths).hasSizeGreaterThan(5);
            javadoc.getTask(
                            new StringWriter(),
                            files,
                            findings,
                            null,
                            List.of("-Xdoclint:all", "-quiet", "-Xmaxwarns", "1000"),
                            files.getJavaFileObjectsFromPaths(paths))
                    .call();
        }
        assertThat(findings.getDiagnostics().stream()
                        .filter(finding -> finding.getSource() != null && finding.getKind() != Diagnostic.Kind.NOTE))
                .isEmpty();
    }
}
