package omega.genomics.cli.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import omega.genomics.cli.Work;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The samples of a VCF file that a command looks at. */
final class SampleOptions {
    @Option(
            names = {"-s", "--samples"},
            paramLabel = "[^]NAME[,NAME]",
            description = "Samples to show, in this order; with ^, all others, in the order of the file.")
    private @Nullable String samples;

    @Option(
            names = {"-S", "--samples-file"},
            paramLabel = "[^]FILE",
            description = "The same, one name a line.")
    private @Nullable String samplesFile;

    boolean isChosen() {
        return samples != null || samplesFile != null;
    }

    /**
     * Returns the samples to show.
     *
     * @param all the samples of the file
     * @throws IllegalArgumentException if a name is not among them
     */
    List<String> of(List<String> all, Work work) {
        if (samples != null && samplesFile != null) {
            throw work.wrongUsage("expected one of --samples and --samples-file");
        }
        String written = samples != null ? samples : samplesFile;
        if (written == null) {
            return all;
        }
        boolean isExcept = written.startsWith("^");
        String bare = isExcept ? written.substring(1) : written;
        Set<String> known = new HashSet<>(all);
        List<String> names = samples != null ? List.of(bare.split(",", -1)) : lines(bare, known, work);
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("no sample \"" + name + "\" in the header");
            }
        }
        if (!isExcept) {
            return names;
        }
        List<String> others = new ArrayList<>(all);
        others.removeAll(new HashSet<>(names));
        return others;
    }

    /** A line may have more columns after the name, separated by a tab or a space. */
    private static List<String> lines(String file, Set<String> known, Work work) {
        try {
            List<String> names = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of(file), StandardCharsets.UTF_8)) {
                String name = line.strip();
                if (!name.isEmpty()) {
                    names.add(known.contains(name) ? name : name.split("[\\t ]", 2)[0]);
                }
            }
            return names;
        } catch (IOException e) {
            throw work.wrongUsage("expected a readable file of samples, found " + e);
        }
    }
}
