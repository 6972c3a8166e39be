package omega.genomics.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/how-to/plots.md} shows is there, and its program runs. */
class PlotsDocTest {
    private static final Path PAGE = Pictures.DOCS.resolve("how-to/plots.md");

    @TempDir
    private Path folder;

    @Test
    void everyPictureIsShownAndThere() throws IOException {
        String page = Files.readString(PAGE);

        for (String name : Pictures.all().keySet()) {
            assertThat(page).contains("](../images/" + name + ".svg)");
        }
        Matcher shown = Pattern.compile("\\]\\(\\.\\./(images/[^)]+)\\)").matcher(page);
        while (shown.find()) {
            assertThat(Pictures.DOCS.resolve(shown.group(1))).exists();
        }
    }

    @Test
    void theProgramDrawsTheFirstPicture() throws Exception {
        Matcher block = Pattern.compile("(?s)```java\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        Path source = Files.writeString(folder.resolve("DrawGene.java"), block.group(1));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(status).isZero();
        Path drawn = folder.resolve("gene.svg");
        String sample = Pictures.DOCS.resolve("sample").toString();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            String[] arguments = {sample + "/sample.gtf", sample + "/brca2.vcf", drawn.toString()};
            loader.loadClass("DrawGene").getMethod("main", String[].class).invoke(null, (Object) arguments);
        }

        assertThat(drawn)
                .hasSameTextualContentAs(Pictures.DOCS.resolve("images").resolve("gene.svg"));
    }
}
