package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/** Every real file either loads or is refused with file, line, column and reason; the report lists them all. */
class RealAnnotationTest {
    private static final long LARGE = 10_000_000;

    @Test
    void everyRealFileLoadsOrIsRefusedWithItsPlace() throws IOException {
        List<Path> files = Needs.files("gtf");
        List<String> table = new ArrayList<>();
        long refused = 0;
        for (Path file : files) {
            String row = outcome(file);
            refused += row.contains("refused") ? 1 : 0;
            table.add(row);
        }
        System.out.println(String.join("\n", table));
        System.out.println("RealAnnotationTest: " + files.size() + " files, " + refused + " refused");
    }

    private static String outcome(Path file) {
        String name = file.getParent().getFileName() + "/" + file.getFileName();
        GtfDialect dialect = GtfDialect.GTF;
        long records = 0;
        try (GtfReader reader = GtfReader.open(file)) {
            dialect = reader.dialect();
            while (reader.advance()) {
                if (reader.records() < 50_000 || Files.size(file) < LARGE) {
                    reader.record().toFeature();
                }
            }
            records = reader.records();
            return String.format("%-80s %-4s %8d loaded", name, dialect, records);
        } catch (ParseException bad) {
            assertThat(bad.location().source()).isEqualTo(file.toString());
            assertThat(bad.location().line()).isPositive();
            assertThat(bad.location().column()).isPositive();
            assertThat(bad.diagnostic().message()).startsWith("expected ").contains(", found ");
            String reason = bad.location().line() + ":" + bad.location().column() + ": "
                    + bad.diagnostic().field() + ": " + bad.diagnostic().message();
            return String.format("%-80s %-4s %8d refused %s", name, dialect, records, reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
