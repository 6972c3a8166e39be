package omega.genomics.cli.files;

import java.io.IOException;
import java.util.Map;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.cli.Failures;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.Output;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Work;
import omega.genomics.io.InputSource;

/** A command that judges a file: findings are printed while it is read, so a file full of them needs no memory. */
abstract class ValidateWork extends Work {
    /** Reads the content, reports what it finds and adds details of its own to the summary. */
    interface Judge {
        void judge(InputSource content, DiagnosticListener findings, Map<String, Object> details) throws IOException;
    }

    final Integer validate(String file, Judge judge) throws IOException {
        long started = System.nanoTime();
        MeteredSource source = MeteredSource.of(file);
        try (ProgressLine progress = root().progress("checking " + source.name());
                Violations findings = new Violations(output(), source.name())) {
            Map<String, Object> details = Output.document();
            judge(judge, source.open(() -> progress.update("", source.share(), -1)), findings, details);
            progress.wipe();
            details.put("seconds", Output.rounded((System.nanoTime() - started) / 1e9, 3));
            findings.finish(details);
            return exitCode(findings.isValid());
        }
    }

    /** Damage to the container ends the file where it is: one more violation, and also an error of this command. */
    private void judge(Judge judge, InputSource content, Violations findings, Map<String, Object> details)
            throws IOException {
        try {
            judge.judge(content, findings::add, details);
        } catch (ParseException e) {
            root().say(Failures.describe(e));
            findings.add(e.diagnostic());
        }
    }
}
