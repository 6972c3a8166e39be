package omega.genomics.postgres.load.run;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import omega.genomics.postgres.load.LoadReport;

/** Flight Recorder: one load that came to its end. */
@Name("omega.genomics.Load")
@Label("Dataset Loaded")
@Category("Omega Genomics")
@Description("A dataset was loaded, or found loaded already")
@StackTrace(false)
final class LoadEvent extends Event {
    @Label("Assembly")
    String assembly = "";

    @Label("Kind")
    String kind = "";

    @Label("Dataset")
    String dataset = "";

    @Label("State")
    String state = "";

    @Label("Records Read")
    long recordsRead;

    @Label("Records Stored")
    long recordsStored;

    @Label("Duplicates")
    long duplicates;

    @Label("Rejects")
    long rejects;

    void done(String schema, LoadReport report) {
        if (shouldCommit()) {
            assembly = schema;
            kind = report.kind();
            dataset = report.dataset();
            state = report.state().name();
            recordsRead = report.recordsRead();
            recordsStored = report.recordsStored();
            duplicates = report.duplicates();
            rejects = report.rejects();
            commit();
        }
    }
}
