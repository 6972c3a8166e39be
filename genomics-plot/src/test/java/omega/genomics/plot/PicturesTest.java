package omega.genomics.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/**
 * The pictures in {@code docs/images} are what the library draws today.
 *
 * <p>{@code -Dgenomics.plot.rewrite=true} writes them anew, to be looked at and reviewed in the diff; {@code target/pictures}
 * gets each as PNG.
 */
class PicturesTest {
    private static final Path GOLDEN = Pictures.DOCS.resolve("images");
    private static final Path LOOK = Path.of("target", "pictures");

    static Stream<String> names() throws IOException {
        return Pictures.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void svgIsTheStoredOne(String name) throws IOException {
        String svg = Pictures.all().get(name).toSvg();
        Path stored = GOLDEN.resolve(name + ".svg");
        if (Boolean.getBoolean("genomics.plot.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(stored, svg);
        }

        assertThat(svg).isEqualTo(Files.readString(stored));
    }

    @ParameterizedTest
    @MethodSource("names")
    void svgIsWellFormedAndTheSameTwice(String name) throws Exception {
        Plot plot = Pictures.all().get(name);
        String svg = plot.toSvg();

        assertThat(plot.toSvg()).as("drawn twice").isEqualTo(svg);
        assertThat(Pictures.all().get(name).toSvg()).as("made twice").isEqualTo(svg);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @ParameterizedTest
    @MethodSource("names")
    void pngIsTwiceAsLargeAndTheSameTwice(String name) throws IOException {
        Drawing drawing = Pictures.all().get(name).draw();
        byte[] png = drawing.toPng();
        Files.createDirectories(LOOK);
        Files.write(LOOK.resolve(name + ".png"), png);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(image.getWidth()).isEqualTo((int) (2 * drawing.width()));
        assertThat(image.getHeight()).isEqualTo((int) (2 * drawing.height()));
        assertThat(image.getRGB(1, 1)).as("paper").isEqualTo(0xFFFFFFFF);
        assertThat(drawing.toPng()).isEqualTo(png);
    }

    @ParameterizedTest
    @MethodSource("names")
    void labelsStayApartAndOnTheCanvas(String name) throws IOException {
        Labels.check(Pictures.all().get(name).draw());
    }

    private static final Pattern TEXT_COLOUR = Pattern.compile("<text[^>]* fill=\"(#[0-9A-F]{6})\"");

    /** All texts stand on the paper. WCAG 2.2 §1.4.3 asks for a contrast of 4.5. */
    @ParameterizedTest
    @MethodSource("names")
    void canBeReadOnADarkPage(String name) throws IOException {
        Drawing drawing = Pictures.all().get(name).draw();
        String svg = drawing.toAdaptiveSvg();
        assertThat(svg.replace("<style>" + Palette.DARK_CSS + "</style>\n", "")).isEqualTo(drawing.toSvg());
        double paper = luminance(onDark(Palette.PAPER));
        Set<String> colours =
                TEXT_COLOUR.matcher(svg).results().map(found -> found.group(1)).collect(Collectors.toSet());
        assertThat(colours).isNotEmpty().allSatisfy(colour -> {
            double ink = luminance(onDark(colour));
            assertThat((Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05))
                    .as(colour)
                    .isGreaterThan(4.5);
        });
    }

    private static String onDark(String colour) {
        Matcher rule = Pattern.compile("\\[fill=\"" + colour + "\"]\\{fill:(#[0-9A-F]{6})}")
                .matcher(Palette.DARK_CSS);
        return rule.find() ? rule.group(1) : colour;
    }

    /** WCAG 2.2, relative luminance. */
    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double value = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
