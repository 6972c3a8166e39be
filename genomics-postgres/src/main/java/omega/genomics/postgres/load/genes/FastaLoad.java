package omega.genomics.postgres.load.genes;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import javax.sql.DataSource;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.contig.Assembly;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.FastaStatistics;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ProgressListener;
import omega.genomics.postgres.load.run.ContigRow;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.run.LoadSettings;
import omega.genomics.postgres.load.run.StagedContigs;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code chromosome_metadata} from a FASTA file (length, base counts, GC, MD5) or from its index (lengths only).
 *
 * <p>A source whose name ends in {@code .fai} is read as an index. Contigs are stored under their Ensembl name where the
 * assembly knows the name with this length, else as written, and reported. A contig that is there already is updated; an index
 * does not take away what a FASTA file of the same length has told.
 *
 * <p>Memory does not grow with the number of sequences of a FASTA file; the report names the first 1,000 unknown ones. An index is
 * held whole. The same file again changes nothing and says so. Immutable: each setting returns another loader.
 */
public final class FastaLoad {
    private static final String KIND = "fasta";
    private static final int UNKNOWN_NAMED = 1000;

    private final LoadSettings settings;
    private final @Nullable Assembly contigs;

    private FastaLoad(LoadSettings settings, @Nullable Assembly contigs) {
        this.settings = settings;
        this.contigs = contigs;
    }

    /**
     * Starts a loader with the defaults: dataset {@code fasta}, contigs of the bundled assembly that is called like the
     * schema, if there is one.
     *
     * @param dataSource gives a connection
     * @param schema the assembly's schema, migrated
     * @param source a FASTA file or its {@code .fai}
     * @return the loader
     */
    public static FastaLoad of(DataSource dataSource, String schema, InputSource source) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        return new FastaLoad(
                LoadSettings.of(dataSource, schema, source, KIND, 1),
                Assembly.named(schema).orElse(null));
    }

    /**
     * Names the dataset.
     *
     * @param name any text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public FastaLoad dataset(String name) {
        Objects.requireNonNull(name, "name");
        return new FastaLoad(settings.withDataset(name), contigs);
    }

    /**
     * Gives the table of contigs whose preferred names are stored.
     *
     * @param assembly its contigs
     * @return a loader with this setting
     */
    public FastaLoad contigs(Assembly assembly) {
        Objects.requireNonNull(assembly, "assembly");
        return new FastaLoad(settings, assembly);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener called on the thread of {@link #run()}
     * @return a loader with this setting
     */
    public FastaLoad onProgress(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new FastaLoad(settings.withListener(listener), contigs);
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public FastaLoad cancelledBy(CancelSignal cancel) {
        Objects.requireNonNull(cancel, "cancel");
        return new FastaLoad(settings.withCancel(cancel), contigs);
    }

    /**
     * Loads.
     *
     * @return what was done; a record is a sequence
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws omega.genomics.postgres.load.LoadException if the database refuses, another loader is at work, the load is cancelled, or a sequence is
     *     longer than 2,147,483,647 bases
     * @throws IOException if the file cannot be opened
     */
    public LoadReport run() throws IOException {
        return settings.run(KIND, "contigs=" + (contigs == null ? "as written" : contigs.name()), this::run);
    }

    private LoadReport run(LoadRun run) throws SQLException, IOException {
        if (run.isUnchanged()) {
            return run.unchangedReport();
        }
        Set<String> unknown = new TreeSet<>();
        AtomicLong read = new AtomicLong();
        run.meter().countRecords(read::get);
        try (StagedContigs staged = run.stageContigs()) {
            forEachSequence(run.input(), (sequence, line) -> {
                read.incrementAndGet();
                Diagnostic finding = StorableText.finding(
                        settings.source().name(), line, "name", sequence.name(), StorableText.MAX_INDEXED);
                if (finding != null) {
                    throw new ParseException(finding);
                }
                ContigRow row =
                        ContigRow.of(sequence, contigs, settings.source().name());
                if (!row.isKnown() && contigs != null && unknown.size() < UNKNOWN_NAMED) {
                    unknown.add(sequence.name());
                }
                staged.add(row);
            });
            if (read.get() == 0) {
                throw empty(settings.source().name());
            }
            staged.flush();
            if (run.turnsOutUnchanged()) {
                return run.unchangedReport();
            }
            ContigCounts counts = new ContigCounts(read.get(), staged.stored(), staged.duplicates(), 0, 0);
            Map<String, Long> written = Map.of("chromosome_metadata", staged.stored());
            run.seal(new LoadCounts(counts, Map.of(), written, List.of(), 0));
            return run.switchIn(unknown, staged::switchIn);
        }
    }

    /** A cut download must not look like a genome without sequences. */
    private static ParseException empty(String source) {
        String message = "expected a sequence, found the end of the file";
        return new ParseException(
                new Diagnostic(Severity.ERROR, Location.of(source, 1, 1), "file", "file-empty", message, ""));
    }

    private static void forEachSequence(InputSource input, ObjLongConsumer<FastaStatistics> action) throws IOException {
        if (!input.name().endsWith(".fai")) {
            FastaStatistics.forEachWithLine(input, action);
            return;
        }
        long line = 0; // every line is a sequence
        for (FastaIndex.Entry entry : FastaIndex.read(input).entries().values()) {
            action.accept(new FastaStatistics(entry.name(), "", entry.length(), 0, 0, 0, 0, 0, 0, ""), ++line);
        }
    }
}
