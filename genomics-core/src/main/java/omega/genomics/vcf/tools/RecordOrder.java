package omega.genomics.vcf.tools;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.VcfHeader;

/** The order of records: contigs as headers declare them, others behind them as they are met; then POS, REF and ALT. */
final class RecordOrder {
    private static final int FIRST_COLUMN = 3;
    private static final int LAST_COLUMN = 4;

    private final Map<String, Integer> ranks = new HashMap<>();

    /**
     * A record's place, and its line.
     *
     * @param rank of its contig
     * @param position POS
     * @param line its text
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, never compared
    record Placed(int rank, int position, byte[] line) {
        static final Comparator<Placed> ORDER = Comparator.comparingInt(Placed::rank)
                .thenComparingInt(Placed::position)
                .thenComparing(RecordOrder::compareAlleles);
    }

    RecordOrder(Collection<VcfHeader> headers) {
        for (VcfHeader header : headers) {
            for (ContigDefinition contig : header.contigs()) {
                ranks.putIfAbsent(contig.id(), ranks.size());
            }
        }
    }

    int rank(VcfRecord record) {
        String contig = record.contig();
        Integer rank = ranks.get(contig);
        if (rank == null) {
            rank = ranks.size();
            ranks.put(contig, rank);
        }
        return rank;
    }

    /** Compares REF and ALT, ignoring case. */
    static int compareAlleles(Placed one, Placed other) {
        int a = columnStart(one.line(), FIRST_COLUMN);
        int b = columnStart(other.line(), FIRST_COLUMN);
        for (int column = FIRST_COLUMN; column <= LAST_COLUMN; a++, b++) {
            int x = lower(one.line(), a);
            int y = lower(other.line(), b);
            if (x != y) {
                return x - y;
            }
            if (x < 0) {
                return 0;
            }
            column += x == '\t' ? 1 : 0;
        }
        return 0;
    }

    /** Returns REF and ALT as they are written, with the tab between. */
    static String alleles(Placed record) {
        byte[] line = record.line();
        int from = columnStart(line, FIRST_COLUMN);
        int end = columnStart(line, LAST_COLUMN + 1) - 1;
        return new String(line, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static int columnStart(byte[] line, int column) {
        int at = 0;
        for (int i = 0; i < column && at < line.length; at++) {
            i += line[at] == '\t' ? 1 : 0;
        }
        return at;
    }

    private static int lower(byte[] line, int at) {
        if (at >= line.length) {
            return -1;
        }
        byte b = line[at];
        return b >= 'A' && b <= 'Z' ? b + ' ' : b & 0xff;
    }
}
