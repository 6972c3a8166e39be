package omega.genomics.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A file's bytes on their way to a terminal: controls, which would steer it, are written as {@code \\u001b}. UTF-8. */
final class TerminalContent extends FilterOutputStream {
    private static final int C1_LEAD = 0xc2;

    /** A carriage return, or the first byte of a C1 control, whose next byte decides; 0 if there is none. */
    private int pending;

    TerminalContent(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void write(int b) throws IOException {
        int c = b & 0xff;
        int before = pending;
        pending = 0;
        if (before == C1_LEAD && c >= 0x80 && c <= 0x9f) {
            escape(c);
            return;
        }
        if (before == '\r' && c != '\n') {
            escape(before);
        } else if (before != 0) {
            out.write(before);
        }
        if (c == '\r' || c == C1_LEAD) {
            pending = c;
        } else if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f) {
            escape(c);
        } else {
            out.write(c);
        }
    }

    private void escape(int control) throws IOException {
        out.write(String.format("\\u%04x", control).getBytes(StandardCharsets.US_ASCII));
    }
}
