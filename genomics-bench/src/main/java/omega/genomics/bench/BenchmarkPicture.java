package omega.genomics.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.plot.Bar;
import omega.genomics.plot.BarPlot;

/**
 * Draws the tables of {@code PERFORMANCE.md}: how long each contender takes for each question while the library answers once.
 *
 * <p>The page is the source, so that the picture cannot tell anything else.
 */
public final class BenchmarkPicture {
    private static final String OWN = "omega";
    private static final String RATIO = "times ours";

    private BenchmarkPicture() {}

    /**
     * Draws again what a page says.
     *
     * @param args the page, and the SVG or PNG file to write
     * @throws IOException if the one cannot be read or the other not written
     */
    public static void main(String[] args) throws IOException {
        of(Files.readString(Path.of(args[0]))).write(Path.of(args[1]));
    }

    /** Draws the tables between the markers of a page that have times of several contenders. */
    static BarPlot of(String page) {
        return BarPlot.of(bars(page))
                .title("Wall time of others, times that of this library")
                .subtitle("same file, same answer, in turns; right of 1 is slower than this library, left is faster")
                .unit("times ours")
                .logarithmic(1)
                .columns(3);
    }

    static List<Bar> bars(String page) {
        List<Bar> bars = new ArrayList<>();
        String heading = "";
        int ratio = -1;
        for (String line : Report.measured(page).lines().toList()) {
            List<String> cells = cells(line);
            if (line.startsWith("### ")) {
                heading = line.substring(4).strip();
                ratio = -1;
            } else if (cells.contains(RATIO)) {
                ratio = cells.indexOf(RATIO);
            } else if (ratio >= 0 && cells.size() > ratio && isNumber(cells.get(ratio)) && !isOwn(cells.get(0))) {
                bars.add(new Bar(heading, cells.get(0), Double.parseDouble(cells.get(ratio))));
            }
        }
        return bars;
    }

    private static boolean isOwn(String contender) {
        return contender.equals(OWN) || contender.startsWith(OWN + ' ') || contender.startsWith(OWN + ',');
    }

    private static boolean isNumber(String cell) {
        return cell.matches("\\d+(\\.\\d+)?") && Double.parseDouble(cell) > 0;
    }

    private static List<String> cells(String line) {
        return line.startsWith("|")
                ? Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }
}
