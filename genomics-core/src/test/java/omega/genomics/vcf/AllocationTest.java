package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.vcf.genotype.GenotypeCounts;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import org.junit.jupiter.api.Test;

/** What the steady loop must not do: allocate. */
class AllocationTest {
    private static final int RECORDS = 2000;
    private static final int SAMPLES = 2504;

    private static VcfHeader header() {
        StringBuilder text = new StringBuilder("""
                ##fileformat=VCFv4.2
                ##INFO=<ID=AC,Number=A,Type=Integer,Description="c">
                ##INFO=<ID=AF,Number=A,Type=Float,Description="f">
                ##INFO=<ID=VT,Number=.,Type=String,Description="t">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT""");
        for (int s = 0; s < SAMPLES; s++) {
            text.append("\tS").append(s);
        }
        try (VcfReader reader = VcfReaderTest.reader(text.append('\n').toString())) {
            return reader.header();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] records() {
        StringBuilder text = new StringBuilder();
        String genotypes = "\t0|0\t0|1".repeat(SAMPLES / 2);
        for (int i = 0; i < RECORDS; i++) {
            text.append("22\t").append(16_050_000 + i).append("\t.\tA\tG\t100\tPASS\t");
            text.append("AC=")
                    .append(i % 5000)
                    .append(";AF=0.000199681;VT=SNP;LATE=1;MORE=2;AND=3;SOME=4;KEYS=5;DP=")
                    .append(i)
                    .append("\tGT")
                    .append(genotypes)
                    .append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Reads the records twice over, the second half measured once everything is warm. */
    private static long bytesPerRecord(ToLongFunction<VcfRecord> question) {
        byte[] records = records();
        LineCursor lines =
                new LineCursor(new BlockReader(new ByteArrayInputStream(records), "memory", 1 << 18, 1 << 20));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long sum = 0;
        try (VcfReader reader = VcfReader.ofRecords(lines, header())) {
            for (int i = 0; i < RECORDS / 2; i++) {
                reader.advance();
                sum += question.applyAsLong(reader.record());
            }
            threads.getThreadAllocatedBytes(thread);
            long before = threads.getThreadAllocatedBytes(thread);
            while (reader.advance()) {
                sum += question.applyAsLong(reader.record());
            }
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertThat(reader.records()).isEqualTo(RECORDS);
            assertThat(sum).isNotZero();
            return allocated / (RECORDS / 2);
        }
    }

    @Test
    void readingPosOfAManySampleFileAllocatesNothing() {
        assertThat(bytesPerRecord(VcfRecord::position)).isZero();
    }

    @Test
    void readingTypedInfoAllocatesNothing() {
        VcfHeader header = header();
        InfoKey<int[]> ac = header.info("AC").asIntegers();
        InfoKey<float[]> af = header.info("AF").asFloats();
        InfoKey<Integer> dp = header.info("DP").asInteger();
        InfoKey<Integer> absent = header.info("NS").asInteger();
        assertThat(bytesPerRecord(record -> {
                    InfoView info = record.info();
                    return (long) info.intForAllele(ac, 1, 0)
                            + info.intValue(dp)
                            + info.intOr(absent, 1)
                            + (info.floatForAllele(af, 1, 0f) > 0 ? 1 : 0)
                            + info.size();
                }))
                .isZero();
    }

    @Test
    void countingGenotypesAllocatesNothing() {
        int[] dosages = new int[SAMPLES];
        GenotypeCounts counts = new GenotypeCounts();
        byte[] packed = new byte[SAMPLES];
        assertThat(bytesPerRecord(record -> {
                    record.samples().dosages(dosages, -1);
                    record.samples().count(counts);
                    record.samples().packed(packed);
                    return (long) counts.het()
                            + dosages[1]
                            + packed[0]
                            + record.contig().length()
                            + record.altCount();
                }))
                .isZero();
    }
}
