package omega.genomics.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;
import omega.genomics.io.InputSource;

/** An input whose decompressed bytes are counted, and whose stored ones move the progress line. */
public final class MeteredSource {
    private final InputSource source;
    private final OptionalLong storedSize;
    private final long started = System.nanoTime();
    private volatile long stored;
    private long text;

    private MeteredSource(InputSource source) throws IOException {
        this.source = source;
        this.storedSize = source.storedSize();
    }

    public static MeteredSource of(String argument) throws IOException {
        return new MeteredSource(InputSource.parse(argument));
    }

    /** Opens the content once, under the same name; the caller's action is run after each block. */
    public InputSource open(Runnable afterBlock) throws IOException {
        return InputSource.of(source.name(), new Counting(source.open(total -> stored = total), afterBlock));
    }

    /** The input itself, for what needs more than a stream of it. */
    public InputSource stored() {
        return source;
    }

    public String name() {
        return source.name();
    }

    /** Says how much was read since this was made, and how fast. */
    public void describe(long records, Map<String, Object> answer) {
        double seconds = (System.nanoTime() - started) / 1e9;
        answer.put("bytes", text);
        answer.put("seconds", Output.rounded(seconds, 3));
        answer.put("mb_per_second", Output.rounded(Output.perSecond(text / 1e6, seconds), 1));
        answer.put("records_per_second", Math.round(Output.perSecond((double) records, seconds)));
    }

    /** Returns how much of the file is read, negative if its size is not known. */
    public double share() {
        return storedSize.isPresent() && storedSize.getAsLong() > 0 ? (double) stored / storedSize.getAsLong() : -1;
    }

    private final class Counting extends FilterInputStream {
        private final Runnable afterBlock;

        Counting(InputStream in, Runnable afterBlock) {
            super(in);
            this.afterBlock = afterBlock;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            text += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            text += Math.max(0, n);
            afterBlock.run();
            return n;
        }
    }
}
