package omega.genomics.internal.scan;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Flight Recorder: one read of decompressed bytes. How long it took is how long the parser waited for its input. */
@Name("omega.genomics.Block")
@Label("Block Read")
@Category("Omega Genomics")
@Description("A block of decompressed bytes was read; the duration is the parser's wait for its input")
@StackTrace(false)
final class BlockEvent extends Event {
    @Label("Source")
    String source = "";

    @Label("Bytes")
    @DataAmount
    int bytes;
}
