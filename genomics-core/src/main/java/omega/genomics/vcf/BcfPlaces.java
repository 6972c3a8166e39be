package omega.genomics.vcf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.bcf.BcfHeader;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixBuilder;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.io.TabixLayout;
import omega.genomics.io.VirtualOffset;

/** Walks over the records of a BCF file by their lengths, and builds its index of where they are. */
final class BcfPlaces {
    private static final int MAGIC = 5;
    private static final int LENGTHS = 8;
    /** Contig, position and length in bases. */
    private static final int PLACE = 12;

    private static final int FIXED = 24;

    private final InputSource file;
    private final List<String> contigs;
    private final TabixBuilder index = new TabixBuilder(TabixFormat.CSI, TabixLayout.VCF);
    private final byte[] bytes = new byte[LENGTHS + PLACE];
    private final ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    /** Where the record begins that is being read. */
    private VirtualOffset from = new VirtualOffset(0, 0);

    private BcfPlaces(InputSource file, List<String> contigs) {
        this.file = file;
        this.contigs = contigs;
    }

    static TabixIndex index(InputSource file) throws IOException {
        BcfHeader header = BcfFile.header(file, ReadSettings.DEFAULTS.bcfChoice());
        BcfPlaces places = new BcfPlaces(file, header.contigNames());
        try (BgzfInputStream in = BgzfInputStream.open(file)) {
            places.add(in);
        } catch (EOFException e) {
            throw places.refusal(
                    places.from, InputRule.BCF_DAMAGED, "expected a whole record, found the end of the file");
        }
        return places.index.buildNumbered(places.contigs);
    }

    private void add(BgzfInputStream in) throws IOException {
        in.skipNBytes(MAGIC);
        in.readNBytes(bytes, 0, Integer.BYTES);
        in.skipNBytes(numbers.getInt(0) & 0xffffffffL); // the header could be read before
        from = in.virtualOffset();
        int there;
        while ((there = in.readNBytes(bytes, 0, LENGTHS + PLACE)) > 0) {
            long shared = numbers.getInt(0) & 0xffffffffL;
            long individual = numbers.getInt(Integer.BYTES) & 0xffffffffL;
            if (there < LENGTHS + PLACE) {
                throw new EOFException();
            }
            int contig = numbers.getInt(LENGTHS);
            if (shared < FIXED || contig < 0 || contig >= contigs.size()) {
                throw refusal(
                        from,
                        InputRule.BCF_DAMAGED,
                        "expected a record of a contig of the header, found number " + contig);
            }
            in.skipNBytes(shared + individual - PLACE);
            VirtualOffset to = in.virtualOffset();
            add(contig, numbers.getInt(LENGTHS + 4), numbers.getInt(LENGTHS + 8), to);
            from = to;
        }
    }

    private void add(int contig, int position0, int length, VirtualOffset to) {
        long end = (long) position0 + Math.max(1, length);
        try {
            index.add(contigs.get(contig), position0 + 1, (int) Math.min(Integer.MAX_VALUE, end), from, to);
        } catch (IllegalArgumentException e) {
            throw refusal(from, InputRule.INDEX_ORDER, String.valueOf(e.getMessage()));
        }
    }

    private ParseException refusal(VirtualOffset place, InputRule rule, String message) {
        return new ParseException(
                Findings.at(Severity.ERROR, Location.ofByte(file.name(), place.block()), "record", rule, message));
    }
}
