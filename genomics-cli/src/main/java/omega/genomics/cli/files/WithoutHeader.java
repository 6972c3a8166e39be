package omega.genomics.cli.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import omega.genomics.vcf.header.VcfHeader;

/** Passes on what follows the header of a file. */
final class WithoutHeader extends FilterOutputStream {
    private long left;

    private WithoutHeader(OutputStream out, long header) {
        super(out);
        left = header;
    }

    static OutputStream of(OutputStream out, VcfHeader header) throws IOException {
        long[] length = {0};
        header.writeTo(new OutputStream() {
            @Override
            public void write(int b) {
                length[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                length[0] += count;
            }
        });
        return new WithoutHeader(out, length[0]);
    }

    @Override
    public void write(int b) throws IOException {
        if (left > 0) {
            left--;
        } else {
            out.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int skipped = (int) Math.min(left, count);
        left -= skipped;
        out.write(bytes, from + skipped, count - skipped);
    }
}
