package omega.genomics.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/** Compressed bytes and awkward streams, made on the spot. */
final class Containers {
    private Containers() {}

    interface Wrapper {
        OutputStream wrap(OutputStream out) throws IOException;
    }

    static byte[] text(int lines, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("chr").append(random.nextInt(22)).append('\t').append(random.nextInt());
            text.append("x".repeat(random.nextInt(40))).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[]... members) {
        byte[][] parts = new byte[members.length][];
        for (int i = 0; i < members.length; i++) {
            parts[i] = compress(GZIPOutputStream::new, members[i]);
        }
        return concat(parts);
    }

    static byte[] bzip2(byte[] content) {
        return compress(BZip2CompressorOutputStream::new, content);
    }

    static byte[] xz(byte[] content) {
        return compress(XZCompressorOutputStream::new, content);
    }

    static byte[] zstd(byte[] content) {
        return compress(
                out -> ZstdCompressorOutputStream.builder()
                        .setOutputStream(out)
                        .setChecksum(true)
                        .get(),
                content);
    }

    /** An independent writer of BGZF: one block for each piece, and the end block if asked for. */
    static byte[] bgzf(byte[] content, int blockSize, boolean end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += blockSize) {
            out.writeBytes(bgzfBlock(content, at, Math.min(blockSize, content.length - at)));
        }
        if (end) {
            out.writeBytes(bgzfBlock(content, 0, 0));
        }
        return out.toByteArray();
    }

    private static byte[] bgzfBlock(byte[] content, int from, int length) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(content, from, length);
        deflater.finish();
        byte[] data = new byte[70_000];
        int n = deflater.deflate(data);
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(content, from, length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff, 6, 0, 'B', 'C', 2, 0});
        int size = 18 + n + 8 - 1;
        out.writeBytes(new byte[] {(byte) size, (byte) (size >> 8)});
        out.write(data, 0, n);
        for (long value : new long[] {crc.getValue(), length}) {
            out.writeBytes(new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)});
        }
        return out.toByteArray();
    }

    static byte[] compress(Wrapper wrapper, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = wrapper.wrap(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Hands out one byte a read and never says that more is available, as a slow pipe does. */
    static InputStream trickle(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }
}
