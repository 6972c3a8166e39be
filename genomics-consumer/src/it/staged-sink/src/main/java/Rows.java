import java.util.List;
import java.util.concurrent.TimeUnit;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.sink.PartReceipt;
import omega.genomics.postgres.load.sink.PartWriter;
import omega.genomics.postgres.load.sink.SinkPlan;
import omega.genomics.postgres.load.sink.StagedSink;

/** Variants of our own making: some thousand on each of a few contigs, different in each version. */
final class Rows {
    static final List<String> CONTIGS = List.of("1", "2", "17", "X", "MT");
    static final int ROWS = 4_000;

    private Rows() {}

    static SinkPlan plan(AssemblyDatabase genome, int version) {
        return genome.sink("variants")
                .dataset("mine")
                .source("version " + version)
                .columns("position", "end_pos", "record_number", "allele_index", "variant_type", "ref", "alt", "depth");
    }

    /** Writes one part: one contig, or half of chromosome 1. */
    static PartReceipt write(StagedSink sink, String part, int version) throws InterruptedException {
        String contig = part.replaceFirst("/.*", "");
        int first = part.endsWith("/2") ? ROWS / 2 : 0;
        int end = part.endsWith("/1") ? ROWS / 2 : ROWS;
        try (PartWriter rows = sink.stage(part, version)) {
            for (int i = first; i < end; i++) {
                BinaryCopyWriter row = rows.row("chr" + contig);
                row.putInt(1 + 2 * i);
                row.putInt(1 + 2 * i);
                row.putInt(i + 1);
                row.putShort(1);
                row.putText("SNV");
                row.putText("A");
                row.putText("C");
                row.putInt(version);
                if (i % 1_000 == 0) {
                    TimeUnit.MILLISECONDS.sleep(20); // as if it were work
                }
            }
            return rows.finish();
        }
    }
}
