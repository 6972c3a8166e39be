package omega.genomics.postgres.load.variants;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.FileCounts;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.release.ReleaseRun;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Reads the files of a load, one after the other, into rows of staged tables; says what became of the records of each. */
final class VariantRecords {
    private final LoadRun run;
    private final List<InputSource> sources;
    private final VariantPlan plan;
    private final VariantTables tables;
    private final VariantContigs contigs;
    private final CohortSamples samples;
    private final ConsequenceSets sets;
    private final List<String> header;
    /** What became of the records of each file. */
    private final Map<Integer, Supplier<Map<String, ContigCounts>>> files = new TreeMap<>();

    private final Map<Integer, FileCounts> earlier = new HashMap<>();
    private final Set<String> unknownContigs = new TreeSet<>();
    /** How many records each file has, as far as it is known. */
    private final long[] recordsOf;

    private VariantRecords(
            VariantPlan plan, List<InputSource> sources, LoadMode mode, LoadRun run, @Nullable ReleaseRun release)
            throws SQLException {
        this.plan = plan;
        this.run = run;
        this.sources = sources;
        recordsOf = new long[sources.size()];
        VcfFindings.Header findings =
                new VcfFindings.Header(sources.get(0).name(), plan.options().parseMode, run::warn);
        header = findings.storable(plan.header());
        tables = new VariantTables(
                run,
                run.catalog().listed(VariantTableNames.VARIANTS),
                mode == LoadMode.REPLACE && !plan.options().packsRows,
                plan,
                release,
                sources.size() == 1 && plan.dependsOnLines());
        List<String> names = sources.stream().map(InputSource::name).toList();
        contigs = new VariantContigs(
                plan, tables, new RepeatedPlaces(names, plan.header().samples()));
        sets = new ConsequenceSets(run, tables);
        samples = new CohortSamples(run);
        warnOfUndeclaredInfo(plan.header(), plan.options(), run);
        if (plan.options().genotypes) {
            samples.write(findings.storableSamples(plan.header()), mode);
        }
    }

    // ---- reading -------------------------------------------------------------------------------------------------

    /** Reads files into staged tables. */
    static VariantRecords read(
            VariantOptions options, List<InputSource> sources, LoadMode mode, LoadRun run, @Nullable ReleaseRun release)
            throws IOException, SQLException {
        if (sources.size() == 1) {
            return readOne(options, sources, mode, run, release);
        }
        FileHeaders headers = FileHeaders.read(sources, options);
        for (int file = 0; file < sources.size(); file++) {
            FileRecords.checks(sources.get(file).name(), headers.all().get(file), options);
        }
        VariantPlan plan = VariantPlan.of(headers.complete(0), options);
        VariantRecords records = new VariantRecords(plan, sources, mode, run, release);
        if (release != null) {
            records.readAll(headers);
            return records;
        }
        FileRenewal renewal = FileRenewal.of(run, sources, plan, mode, records.tables()::partition);
        if (renewal.keepsAny()) {
            records.renew(renewal, headers, mode);
        } else {
            records.readAll(headers);
        }
        return records;
    }

    private void readAll(FileHeaders headers) throws IOException, SQLException {
        VariantOptions options = plan.options();
        Set<Integer> passable = passable(
                headers, options.allConsequences ? Map.of() : run.files().ofEarlierRun());
        for (int file = 0; file < sources.size(); file++) {
            if (passable.contains(file)) {
                pass(file, headers.all().get(file));
            } else {
                read(file, headers, contig -> true);
            }
        }
    }

    private void read(int file, FileHeaders headers, Predicate<String> isWanted) throws IOException, SQLException {
        VariantOptions options = plan.options();
        RefusedRecords refused = new RefusedRecords(run::reject, isWanted, new ContigNames(options.contigs));
        try (VcfReader reader =
                reader(options, refused, headers, file, run.files().begin(file))) {
            add(reader, file, VariantPlan.of(reader.header(), options), refused);
        }
    }

    /**
     * Reads files that the dataset has not, then those others that hold contigs of these; the dataset's other partitions stay. An
     * append reads only what the dataset has not.
     */
    private void renew(FileRenewal renewal, FileHeaders headers, LoadMode mode) throws IOException, SQLException {
        for (int file = 0; file < sources.size(); file++) {
            Optional<FileCounts> there = renewal.kept(file);
            if (there.isPresent()) {
                recordsOf[file] =
                        mode == LoadMode.APPEND ? 0 : there.get().total().recordsRead();
            }
        }
        for (int file = 0; file < sources.size(); file++) {
            if (renewal.kept(file).isEmpty()) {
                read(file, headers, contig -> true);
            }
        }
        if (mode == LoadMode.APPEND) {
            for (int file : renewal.files()) {
                run.files().pass(file);
            }
            return;
        }
        renewal.replace(contigs().keySet());
        run.files().replaceOnly(renewal.tables());
        List<Integer> again = renewal.readAgain();
        for (int file = 0; file < sources.size(); file++) {
            Optional<FileCounts> there = renewal.kept(file);
            if (there.isPresent()) {
                if (again.contains(file)) {
                    read(file, headers, renewal::isReplaced);
                }
                run.files()
                        .keep(
                                file,
                                again.contains(file)
                                        ? Objects.requireNonNull(files.get(file))
                                                .get()
                                        : null,
                                renewal.staying(there.get()));
            }
        }
    }

    /** A stream has its header in front of the records, and cannot be opened again. */
    private static VariantRecords readOne(
            VariantOptions options, List<InputSource> sources, LoadMode mode, LoadRun run, @Nullable ReleaseRun release)
            throws IOException, SQLException {
        RefusedRecords refused = new RefusedRecords(run::reject, contig -> true, new ContigNames(options.contigs));
        try (VcfReader reader =
                reader(options, refused, FileHeaders.NONE, 0, run.files().begin(0))) {
            VariantPlan plan = VariantPlan.of(reader.header(), options);
            VariantRecords records = new VariantRecords(plan, sources, mode, run, release);
            records.add(reader, 0, plan, refused);
            return records;
        }
    }

    private static VcfReader reader(
            VariantOptions options, RefusedRecords refused, FileHeaders headers, int file, InputSource source)
            throws IOException {
        return reading(options)
                .diagnostics(refused::skipped)
                .moreHeaderLines(headers.missing(file))
                .open(source);
    }

    /** Returns how the records are read. */
    static VcfReader.Options reading(VariantOptions options) {
        VcfReader.Options reading = VcfReader.options().mode(options.parseMode).brokenValues(options.brokenValues);
        if (options.selection != null) {
            reading = reading.matching(options.selection.recordFilter());
        }
        return options.regions == null ? reading : reading.scanFor(options.regions);
    }

    private void add(VcfReader reader, int file, VariantPlan of, RefusedRecords refused)
            throws IOException, SQLException {
        String name = sources.get(file).name();
        if (!of.names(false).equals(plan.names(false))) {
            throw new LoadException("expected the columns " + plan.names(false) + " of "
                    + sources.get(0).name() + ", found " + of.names(false) + " of " + name);
        }
        FileRecords records =
                new FileRecords(file, name, of, contigs, new VariantRows(of, sets, reader.keptValues()), refused);
        files.put(file, records::counts);
        long first = before(file);
        run.meter().countRecords(() -> first + reader.records());
        records.addAll(reader, first);
        unknownContigs.addAll(records.unknownContigs());
        recordsOf[file] = reader.records() + reader.skipped();
        boolean isNamed = sources.size() > 1;
        List<String> warnings = reader.keptValues().warnings().stream()
                .map(warning -> (isNamed ? name + ": " : "") + warning.message())
                .toList();
        run.files().end(file, records.counts(), warnings);
    }

    /** Returns how many records the files before one have. */
    private long before(int file) {
        return Arrays.stream(recordsOf, 0, file).sum();
    }

    /** Records may have it all the same; but it is missed late, if it is a slip of the pen. */
    private static void warnOfUndeclaredInfo(VcfHeader of, VariantOptions options, LoadRun run) {
        Set<String> wanted = new TreeSet<>(options.indexedInfo);
        wanted.addAll(options.infoKeys == null ? Set.of() : options.infoKeys);
        wanted.removeIf(key -> of.info(key).origin() == FieldOrigin.DECLARED);
        if (!wanted.isEmpty()) {
            run.warn("the header declares no INFO " + String.join(", ", wanted));
        }
    }

    // ---- going on ------------------------------------------------------------------------------------------------

    /**
     * Returns the files that need not be read again: all their contigs are complete, and the last one does not go on in a file that
     * is read again, whose records would be compared with it.
     */
    private Set<Integer> passable(FileHeaders headers, Map<Integer, FileCounts> read) {
        Set<Integer> passable = new TreeSet<>();
        for (int file = sources.size() - 1; file >= 0; file--) {
            FileCounts of = read.get(file);
            if (of != null && contigs.arePassable(of.contigs())) {
                List<String> inOrder = List.copyOf(of.contigs().keySet());
                String next = headers.firstContig(file + 1);
                boolean goesOn =
                        !next.isEmpty() && inOrder.contains(new ContigNames(plan.options().contigs).stored(next));
                if (!goesOn || passable.contains(file + 1)) {
                    passable.add(file);
                    earlier.put(file, of);
                }
            }
        }
        return passable;
    }

    private void pass(int file, VcfHeader of) throws SQLException {
        FileCounts counts = Objects.requireNonNull(earlier.get(file));
        places().pass(file, before(file) + 1, of.lines().size() + 2L);
        Map<String, ContigCounts> refused =
                contigs.pass(file, counts.contigs(), plan.options().window());
        files.put(file, () -> {
            Map<String, ContigCounts> all = contigs.counts(file);
            all.putAll(refused);
            return all;
        });
        recordsOf[file] = counts.total().recordsRead();
        long read = before(file + 1);
        run.meter().countRecords(() -> read);
        run.files().pass(file);
    }

    // ---- what came of it -----------------------------------------------------------------------------------------

    /** Returns the contigs that got rows. */
    Map<String, VariantContig> contigs() {
        return contigs.all();
    }

    /** Returns the tables that got them. */
    VariantTables tables() {
        return tables;
    }

    /** Returns the places of repeated alleles. */
    RepeatedPlaces places() {
        return contigs.places();
    }

    Set<String> unknownContigs() {
        return unknownContigs;
    }

    LoadCounts counts() {
        Map<String, ContigCounts> counts = new LinkedHashMap<>();
        List<FileCounts> ofFiles = new ArrayList<>();
        for (int file = 0; file < sources.size(); file++) {
            String name = sources.get(file).name();
            Supplier<Map<String, ContigCounts>> read = files.get(file);
            FileCounts of = read == null
                    ? FileCounts.unread(name, run.files().digest(file))
                    : FileCounts.of(name, run.files().digest(file), read.get());
            of.contigs().forEach((contig, records) -> counts.merge(contig, records, ContigCounts::plus));
            ofFiles.add(of);
        }
        ContigCounts total = ContigCounts.NONE;
        for (FileCounts of : ofFiles) {
            total = total.plus(of.total());
        }
        Map<String, Long> rowsWritten = tables().rowsWritten();
        samples.count(rowsWritten);
        return new LoadCounts(total, counts, rowsWritten, header, 0, ofFiles, places().first());
    }
}
