package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import omega.genomics.ByteSlice;
import omega.genomics.io.InputSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the steady loop must not do: allocate. Not a byte, whatever is asked of a row as a view. */
class AllocationTest {
    private static final int GENES = 4_000;
    private static final int EXONS = 4;

    /** Genes with a transcript and exons, each with ids of its own, as an annotation has them. */
    private static byte[] rows(boolean gff3) {
        StringBuilder text = new StringBuilder(gff3 ? "##gff-version 3\n" : "#!genome-build made\n");
        for (int i = 0; i < GENES; i++) {
            row(text, gff3, i, "gene", 0);
            row(text, gff3, i, "transcript", 0);
            for (int exon = 1; exon <= EXONS; exon++) {
                row(text, gff3, i, "exon", exon);
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void row(StringBuilder text, boolean gff3, int gene, String type, int exon) {
        int start = 1_000 * gene + 100 * exon + 1;
        text.append(gene < GENES / 2 ? "1" : "2").append("\thavana\t").append(type);
        text.append('\t')
                .append(start)
                .append('\t')
                .append(start + 90 + gene % 9)
                .append("\t.\t");
        text.append(gene % 3 == 0 ? '-' : '+').append("\t.\t");
        String[] keys = {
            "gene_id", "ENSG" + gene, "transcript_id", "ENST" + gene, "exon_number", "" + exon, "gene_name", "N" + gene
        };
        for (int i = 0; i < keys.length; i += 2) {
            if ((type.equals("gene") && i == 2) || (!type.equals("exon") && i == 4)) {
                continue;
            }
            text.append(keys[i]).append(gff3 ? "=" : " \"").append(keys[i + 1]).append(gff3 ? ";" : "\"; ");
        }
        text.setLength(text.length() - 1);
        text.append('\n');
    }

    @ParameterizedTest
    @CsvSource({"false, 6", "true, 6", "false, 1", "true, 1"})
    void aRowsColumnsAndTwoAttributesAllocateNothing(boolean gff3, int rowsAGene) throws IOException {
        GtfReader.Options options = rowsAGene == 1 ? GtfReader.options().types("gene") : GtfReader.options();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3 && least > 0; i++) { // code that is compiled late may allocate once, but not each time
            least = Math.min(least, bytes(options, gff3, rowsAGene));
        }
        assertThat(least).isZero();
    }

    private static long bytes(GtfReader.Options options, boolean gff3, int rowsAGene) throws IOException {
        try (GtfReader reader = options.open(InputSource.of("memory", rows(gff3)))) {
            AttributeKey gene = reader.key("gene_id");
            AttributeKey other = reader.key(rowsAGene == 1 ? "gene_name" : "exon_number");
            ToLongFunction<GtfRecord> question = row -> row.start()
                    + (long) row.end()
                    + row.strand().symbol()
                    + row.contig().length()
                    + row.contigBytes().length()
                    + row.type().length()
                    + length(row.attribute(gene))
                    + length(row.attribute(other));
            return bytes(reader, question, rowsAGene * GENES);
        }
    }

    private static int length(@org.jspecify.annotations.Nullable ByteSlice value) {
        return value == null ? 0 : value.length();
    }

    /** Returns what this thread allocates while it reads the second half; the first has interned names and compiled the loop. */
    private static long bytes(GtfReader reader, ToLongFunction<GtfRecord> question, int rows) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long sum = 0;
        int read = 0;
        for (; read < rows * 3 / 4; read++) {
            assertThat(reader.advance()).isTrue();
            sum += question.applyAsLong(reader.record());
        }
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        while (reader.advance()) {
            sum += question.applyAsLong(reader.record());
            read++;
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(read).isEqualTo(rows);
        assertThat(sum).isPositive();
        return allocated;
    }
}
