package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the guide is compiled, and submitted as the guide says. */
class GuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "how-to", "spark.md");

    @TempDir
    Path folder;

    @Test
    void theProgramIsSubmittedAsWritten() throws Exception {
        String guide = Files.readString(GUIDE);
        Matcher program =
                Pattern.compile("```java\n(import.*?)```", Pattern.DOTALL).matcher(guide);
        assertThat(program.find()).isTrue();
        Path source = Files.writeString(folder.resolve("CountByContig.java"), program.group(1));
        String jars = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", jars, "-d", folder.toString(), source.toString()))
                .isZero();
        Path jar = folder.resolve("count.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("CountByContig.class"));
            entries.write(Files.readAllBytes(folder.resolve("CountByContig.class")));
        }
        Path file = SomeVariants.write(folder.resolve("calls.vcf.gz"), List.of("1", "17"), 500, 4);

        assertThat(guide)
                .contains(
                        "java -cp \"jars/*\" org.apache.spark.deploy.SparkSubmit --master \"local[2]\" --class CountByContig"
                                + " count.jar calls.vcf.gz");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList());
        command.addAll(List.of("-Xmx1g", "-Dspark.ui.enabled=false", "-Dspark.driver.bindAddress=127.0.0.1"));
        command.addAll(List.of("-Dspark.driver.host=localhost", "-cp", jars, "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of("--master", "local[2]", "--class", "CountByContig", jar.toString(), file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();

        long expected = Sessions.session()
                .read()
                .format("vcf")
                .load(file.toString())
                .filter("qual > 20 AND chromosome = '17'")
                .count();
        assertThat(output)
                .containsPattern("\\|\\s*17\\|\\s*" + expected + "\\|")
                .contains("|chromosome|");
    }
}
