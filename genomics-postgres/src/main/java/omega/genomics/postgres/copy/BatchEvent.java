package omega.genomics.postgres.copy;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Flight Recorder: one block of encoded rows handed to the driver. A long one means that the server is behind. */
@Name("omega.genomics.Batch")
@Label("COPY Block Sent")
@Category("Omega Genomics")
@Description("A block of encoded rows was handed to the driver; a long duration means that the server is behind")
@StackTrace(false)
final class BatchEvent extends Event {
    @Label("Bytes")
    @DataAmount
    int bytes;
}
