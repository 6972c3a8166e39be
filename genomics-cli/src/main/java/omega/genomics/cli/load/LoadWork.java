package omega.genomics.cli.load;

import java.util.Map;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ProgressListener;

/** A command that loads a file: connects, migrates, shows how far it is, and prints the report. */
abstract class LoadWork extends Work {
    /** Sets up a loader of the assembly and runs it. */
    interface Loading {
        LoadReport run(AssemblyDatabase assembly, ProgressListener progress) throws Exception;
    }

    /** Loads what the progress line calls {@code label}. */
    final Integer load(DatabaseOptions database, InputSource source, String label, Loading loading) throws Exception {
        return load(database, source.name(), label, loading);
    }

    /** The same with what the answer calls the file. */
    final Integer load(DatabaseOptions database, String file, String label, Loading loading) throws Exception {
        try (Session session = database.open(this);
                ProgressLine progress = root().progress("loading " + label)) {
            session.assembly().migrate();
            LoadReport report = loading.run(session.assembly(), progress::update);
            progress.wipe();
            Map<String, Object> answer = Reports.of(report, database.assembly(), file, output().isJson());
            amend(answer, report, session.assembly());
            output().print(answer);
        }
        return exitCode(true);
    }

    /** Changes the answer where a loader has something else to say. */
    void amend(Map<String, Object> answer, LoadReport report, AssemblyDatabase assembly) {}
}
