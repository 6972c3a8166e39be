package omega.genomics.vcf.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/** Selects records with bcftools and with the library: the first five columns of each. */
final class BcftoolsFilter {
    private BcftoolsFilter() {}

    /** What bcftools selects; null if it refuses the expression or the file. */
    static @Nullable List<String> selected(Path file, String expression) throws IOException {
        List<String> lines = run("bcftools", "view", "-H", "-i", expression, file.toString());
        return lines == null
                ? null
                : lines.stream().map(BcftoolsFilter::firstColumns).toList();
    }

    static String firstColumns(String line) {
        int end = -1;
        for (int column = 0; column < 5; column++) {
            end = line.indexOf('\t', end + 1);
        }
        return line.substring(0, end);
    }

    /** The lines that a program writes; null if it fails. */
    static @Nullable List<String> run(String... command) throws IOException {
        Path out = Files.createTempFile("bcftools", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(out.toFile())
                    .start();
            int status = process.waitFor();
            return status == 0 ? Files.readAllLines(out, StandardCharsets.ISO_8859_1) : null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.delete(out);
        }
    }

    /** What the library selects, or what it says in a line; and how many records it skips because a value they need is broken. */
    record Selection(List<String> lines, long skipped) {
        /** Records whose values are broken are errors here, which bcftools reads in some way; all others must be the same. */
        boolean agreesWith(List<String> theirs) {
            return lines.equals(theirs)
                    || (skipped > 0 && theirs.size() - lines.size() <= skipped && theirs.containsAll(lines));
        }
    }

    static Selection ours(Path file, String expression) throws IOException {
        VcfReader.Options options = GeneratedExpressions.READER;
        List<String> lines = new ArrayList<>();
        try (VcfReader reader = options.matching(VcfFilter.parse(expression)).open(file)) {
            reader.forEach(record -> lines.add(columns(record)));
            return new Selection(lines, reader.skipped());
        } catch (ParseException e) {
            return new Selection(List.of("refused: " + e.getMessage()), 0);
        }
    }

    static String columns(VcfRecord record) {
        String line = new String(
                record.buffer(),
                record.columnStart(VcfRecord.CHROM),
                record.columnEnd(VcfRecord.ALT) - record.columnStart(VcfRecord.CHROM),
                StandardCharsets.ISO_8859_1);
        return line;
    }
}
