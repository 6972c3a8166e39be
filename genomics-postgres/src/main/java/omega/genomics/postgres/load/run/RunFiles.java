package omega.genomics.postgres.load.run;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.FileCounts;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadState;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run that can read several: which of them are to be read, and what became of each. A file is known by its number in
 * the list, from 0.
 */
public final class RunFiles {
    private final LoadPlan plan;
    private final RunLog log;
    private final RunSources sources;
    private final ProgressMeter meter;
    private final Set<String> allWarnings;
    /** As it was when the run began; null if there was none. */
    private final RunLog.@Nullable Dataset before;

    private long runId;
    private boolean takenOver;

    /**
     * @param allWarnings of the run
     * @param before the dataset that is replaced or appended to, null if there is none
     */
    RunFiles(
            LoadPlan plan,
            RunLog log,
            RunSources sources,
            ProgressMeter meter,
            Set<String> allWarnings,
            RunLog.@Nullable Dataset before) {
        this.plan = plan;
        this.log = log;
        this.sources = sources;
        this.meter = meter;
        this.allWarnings = allWarnings;
        this.before = before;
    }

    /** Says which run it is, and whether an earlier call began it. */
    void belongTo(long run, boolean wasTakenOver) {
        runId = run;
        takenOver = wasTakenOver;
    }

    /** Opens one of several files, as {@link LoadRun#input}; from here on rejects are from that file. */
    public InputSource begin(int file) throws SQLException, IOException {
        log.beginFile(runId, file);
        return sources.open(file, meter);
    }

    /**
     * Ends a file that was read to its end: a later call need not read it again if this one is killed.
     *
     * @param contigs what became of its records so far
     * @param warnings what reading it noticed
     */
    public void end(int file, Map<String, ContigCounts> contigs, List<String> warnings)
            throws SQLException, IOException {
        sources.end();
        allWarnings.addAll(warnings);
        log.flushRejects(runId);
        FileCounts counts = FileCounts.of(sources.source(file).name(), sources.value(file), contigs);
        log.files().put(runId, file, new FileLog.ReadFile(counts, Map.of(), sources.bytes(file), warnings));
    }

    /** Returns the files that an earlier run has read to their end whose tables this one goes on with, by their number. */
    public Map<Integer, FileCounts> ofEarlierRun() throws SQLException {
        Map<Integer, FileCounts> files = new TreeMap<>();
        if (takenOver) {
            log.files().of(runId).forEach((file, read) -> files.put(file, read.counts()));
        }
        return files;
    }

    /**
     * Returns the files that the dataset consists of, whose rows would be the same again.
     *
     * @return in the order in which they were loaded; none where other options made the rows
     */
    public List<FileCounts> ofDataset() throws SQLException {
        RunLog.Dataset of = before;
        if (of == null || !of.options().equals(plan.options())) {
            return List.of();
        }
        boolean isAppended = of.sha256().contains(" ");
        return plan.mode() == LoadMode.REPLACE && isAppended ? List.of() : log.filesOfDataset(of.id());
    }

    /** Returns the lines of the header that the dataset has. */
    public List<String> headerOfDataset() {
        return before == null ? List.of() : before.header();
    }

    /** Says that the dataset's partitions of all tables but these stay; once it is known which they are. */
    public void replaceOnly(Set<String> tables) throws SQLException {
        log.replaceOnly(runId, tables);
    }

    /**
     * Keeps rows that the dataset has of a file.
     *
     * @param contigs what this run made of the file's other contigs; null if it did not read the file
     * @param kept what the dataset has of those that stay
     */
    public void keep(int file, @Nullable Map<String, ContigCounts> contigs, Map<String, ContigCounts> kept)
            throws SQLException {
        String name = sources.source(file).name();
        FileCounts counts = contigs == null
                ? FileCounts.unread(name, sources.value(file))
                : FileCounts.of(name, sources.value(file), contigs);
        log.files().put(runId, file, new FileLog.ReadFile(counts, kept, sources.bytes(file), List.of()));
        if (contigs == null) {
            sources.pass(file, meter);
        }
    }

    /** Passes a file of {@link #ofEarlierRun}. */
    public void pass(int file) throws SQLException {
        Optional.ofNullable(log.files().of(runId).get(file)).ifPresent(read -> allWarnings.addAll(read.warnings()));
        sources.pass(file, meter);
    }

    /** Returns the digest of a file; of a stream, when it was read. */
    public String digest(int file) {
        return sources.value(file);
    }

    /** Tells whether the dataset has each of several files that are to be appended. */
    boolean isAppended() throws SQLException {
        if (plan.mode() != LoadMode.APPEND) {
            return false;
        }
        List<String> there = ofDataset().stream().map(FileCounts::sha256).toList();
        for (int file = 0; file < sources.size(); file++) {
            if (!there.contains(sources.value(file))) {
                return false;
            }
        }
        return true;
    }

    /** Returns what became of each file, for the report; a loader that reads one file tells no more of it than of all. */
    List<FileCounts> all(LoadState state, LoadCounts counts) throws SQLException {
        Map<Integer, FileLog.ReadFile> read =
                state == LoadState.DONE ? log.files().of(runId) : Map.of();
        List<FileCounts> files = new ArrayList<>();
        for (int file = 0; file < sources.size(); file++) {
            String name = sources.source(file).name();
            FileLog.ReadFile of = read.get(file);
            if (of != null) {
                files.add(of.counts());
            } else if (read.isEmpty() && state == LoadState.DONE) {
                files.add(new FileCounts(name, sources.value(file), true, counts.total(), counts.contigs()));
            } else {
                files.add(FileCounts.unread(name, sources.value(file)));
            }
        }
        return files;
    }
}
