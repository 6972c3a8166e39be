package omega.genomics.postgres.load.variants;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import omega.genomics.ParseMode;
import omega.genomics.bed.RegionFile;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.contig.Assembly;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ProgressListener;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.packed.UnsortedRowsException;
import omega.genomics.postgres.load.release.NextRelease;
import omega.genomics.postgres.load.release.ReleaseRun;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.run.LoadSettings;
import omega.genomics.postgres.load.sink.PartWriter;
import omega.genomics.postgres.load.sink.SinkPlan;
import omega.genomics.postgres.load.stage.StagedTable;
import omega.genomics.vcf.BrokenValues;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfSplit;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.header.VcfHeader;

/**
 * Loads the variants of a VCF file, or of several as one dataset: one row an ALT allele; samples are left alone unless {@link #genotypes} asks for them.
 *
 * <pre>{@code
 * LoadReport report = grch38.loadVariants(InputSource.of(path))
 *         .dataset("clinvar")
 *         .infoKeys("CLNSIG", "CLNREVSTAT")
 *         .run();
 * }</pre>
 *
 * <p>Nothing is visible until all of it is. The same file with the same options again changes nothing and says so. A load
 * that was killed leaves the old data as it was; the next call cleans up after it.
 *
 * <p>Immutable: each setting returns another loader. One run uses one connection more than {@link #connections(int)} says; its
 * memory does not depend on the size of the file.
 */
public final class VcfLoad {
    /** The kind of dataset that is loaded. */
    public static final String KIND = "variants";

    private static final int CONNECTIONS = 2;

    private final LoadSettings settings;
    private final VariantOptions options;

    private VcfLoad(LoadSettings settings, VariantOptions options) {
        this.settings = settings;
        this.options = options;
    }

    /**
     * Starts a loader with the defaults: dataset {@code variants}, replace, the first broken record ends the load, contigs of the bundled assembly that is
     * called like the schema (if there is one) and no others, repeated variants merged, all INFO keys.
     *
     * @param dataSource gives three connections at once
     * @param schema the assembly's schema, migrated
     * @param source a VCF file
     * @return the loader
     */
    public static VcfLoad of(DataSource dataSource, String schema, InputSource source) {
        return of(dataSource, schema, List.of(Objects.requireNonNull(source, "source")));
    }

    /**
     * Starts a loader of several files as one dataset, with the same defaults.
     *
     * @param dataSource gives three connections at once
     * @param schema the assembly's schema, migrated
     * @param sources VCF files with the same samples, in any order; a variant that two of them have is a repeated one
     * @return the loader
     * @throws IllegalArgumentException if there are none, or if one of several is no file
     */
    public static VcfLoad of(DataSource dataSource, String schema, List<InputSource> sources) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(sources, "sources");
        return new VcfLoad(
                LoadSettings.of(dataSource, schema, sources, KIND, CONNECTIONS),
                new VariantOptions(Assembly.named(schema).orElse(null)));
    }

    private VcfLoad with(Consumer<VariantOptions> change) {
        return new VcfLoad(settings, options.with(change));
    }

    /**
     * Names the dataset.
     *
     * @param name any text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public VcfLoad dataset(String name) {
        Objects.requireNonNull(name, "name");
        return new VcfLoad(settings.withDataset(name), options);
    }

    /**
     * Says what happens to rows that the dataset has already.
     *
     * @param mode replace or append
     * @return a loader with this setting
     */
    public VcfLoad mode(LoadMode mode) {
        Objects.requireNonNull(mode, "mode");
        return new VcfLoad(settings.withMode(mode), options);
    }

    /**
     * Says how many connections write rows and build indexes at the same time.
     *
     * @param connections 1 or more; beyond the number of the server's processors there is nothing to gain
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is less than 1
     */
    public VcfLoad connections(int connections) {
        return new VcfLoad(settings.withConnections(connections), options);
    }

    /**
     * Says what happens to what breaks the format. Without this call a broken record ends the load, but a value that its header
     * contradicts, by Number or Type, is kept as text in {@code info}, null in a typed column, and reported:
     * {@link LoadReport#warnings()} has a line for each such key, with the number of records. So is an empty INFO column, which is read as
     * missing.
     *
     * @param parseMode strict: also such a value ends the load; lenient: records that are broken, or have such a value, are kept in
     *     {@code load_rejects} and the rest is loaded
     * @return a loader with this setting
     */
    public VcfLoad parseMode(ParseMode parseMode) {
        Objects.requireNonNull(parseMode, "parseMode");
        return with(of -> {
            of.parseMode = parseMode;
            of.brokenValues = BrokenValues.REFUSE;
        });
    }

    /**
     * Gives the table of contigs whose preferred names are stored.
     *
     * @param assembly its contigs; what becomes of names it does not know, {@link #unknownContigs} says
     * @return a loader with this setting
     */
    public VcfLoad contigs(Assembly assembly) {
        Objects.requireNonNull(assembly, "assembly");
        return with(of -> of.contigs = assembly);
    }

    /**
     * Controls whether a file that contradicts the assembly is refused: its header names another one or states its contig lengths, it
     * has chromosomes of another one, or a position beyond the end of a chromosome. See {@link omega.genomics.contig.AssemblyCheck}.
     *
     * @param checked true, the default, refuses such a file before anything of it is visible; false loads it all the same
     * @return a loader with this setting
     */
    public VcfLoad assemblyCheck(boolean checked) {
        return with(of -> of.assemblyCheck = checked);
    }

    /**
     * Says what happens to records on contigs that do not belong to the assembly.
     *
     * @param unknown refuse the file (the default), keep them in {@code load_rejects} only, or store them as written
     * @return a loader with this setting
     */
    public VcfLoad unknownContigs(UnknownContigs unknown) {
        Objects.requireNonNull(unknown, "unknown");
        return with(of -> of.unknownContigs = unknown);
    }

    /**
     * Says what happens to a variant that the file, or the dataset that it is appended to, has already.
     *
     * @param duplicates make one row of them (the default), keep the first, keep all, or end the load
     * @return a loader with this setting
     */
    public VcfLoad duplicates(DuplicatePolicy duplicates) {
        Objects.requireNonNull(duplicates, "duplicates");
        return with(of -> of.duplicates = duplicates);
    }

    /**
     * Chooses the INFO keys that go to the column {@code info}. Typed columns are filled in any case, and load several times
     * faster than the same values as JSON.
     *
     * @param ids such as {@code CLNSIG}; none leaves the column null. Without this call all keys are kept
     * @return a loader with this setting
     */
    public VcfLoad infoKeys(String... ids) {
        Objects.requireNonNull(ids, "ids");
        return with(of -> of.infoKeys = Set.copyOf(List.of(ids)));
    }

    /**
     * Makes an index for each of these INFO keys, so that {@code VariantQueries.info} finds their values without reading every row.
     * It costs time and room; see {@code docs/how-to/variants.md}.
     *
     * @param ids such as {@code CLNDN}, among {@link #infoKeys} if these are chosen; none, the default, makes no index
     * @return a loader with this setting
     */
    public VcfLoad indexInfo(String... ids) {
        Objects.requireNonNull(ids, "ids");
        return with(of -> of.indexedInfo = Set.copyOf(List.of(ids)));
    }

    /**
     * Says whether the genotypes of the samples are kept: counted into columns and packed into a few bytes a variant, from which
     * {@code genotype}, {@code variant_carriers} and {@code sample_variants} answer in SQL. Ploidy, copies and missing
     * alleles are kept, phase is not; see {@link omega.genomics.vcf.genotype.PackedGenotypes}.
     *
     * @param kept false, the default, passes the samples over
     * @return a loader with this setting
     */
    public VcfLoad genotypes(boolean kept) {
        return with(of -> of.genotypes = kept);
    }

    /**
     * Stores each allele trimmed and as far left as a genome allows, as {@code bcftools norm -m - -f} does, so that the same
     * change has one name whatever file it comes from; see {@link omega.genomics.vcf.normalize.AlleleNormalizer}. Record number and allele
     * index stay those of the file, {@link #duplicates} compares what is stored, and a record whose REF is not what the
     * genome has breaks the format: it ends a strict load, and a lenient one keeps it in {@code load_rejects}.
     *
     * @param fasta names its sequences as the file does, or by names of the same contigs that the assembly knows; stays open
     *     until {@link #run()} returns. The names and lengths of its sequences are one of the options of the load
     * @return a loader with this setting
     */
    public VcfLoad normalizeAgainst(IndexedFasta fasta) {
        Objects.requireNonNull(fasta, "fasta");
        return with(of -> of.reference = fasta);
    }

    /**
     * Says whether what is said of REF alone gets rows: records without ALT, and the alleles {@code <*>} and {@code <NON_REF>} that
     * stand for all others, of which most records of a gVCF file consist.
     *
     * @param kept true, the default, stores them; false leaves them out, and counts records without another allele in
     *     {@link LoadReport#other()}
     * @return a loader with this setting
     */
    public VcfLoad referenceSites(boolean kept) {
        return with(of -> of.referenceSites = kept);
    }

    /**
     * Annotates each allele while it is loaded: {@code gene}, {@code gene_id}, {@code consequence} and {@code impact} are those of
     * the picked consequence, its most severe term, in the place of what the source says. {@link #allConsequences} keeps the others
     * too.
     *
     * @param annotator its gene model has the names under which contigs are stored, as
     *     {@code GeneQueries.models()} gives it; what its {@code toString()} says is one of the options of the load
     * @return a loader with this setting
     */
    public VcfLoad consequences(ConsequenceAnnotator annotator) {
        Objects.requireNonNull(annotator, "annotator");
        return with(of -> of.consequences = annotator);
    }

    /**
     * Says whether all consequences of an allele are kept, one for each transcript, and not only the picked one: those that
     * {@link #consequences} finds, else those that the file has in CSQ, vep or ANN. They are asked for by
     * {@code VariantQueries.consequences}, and in SQL by the view {@code variant_consequences}.
     *
     * @param kept false, the default, keeps the picked one
     * @return a loader with this setting
     */
    public VcfLoad allConsequences(boolean kept) {
        return with(of -> of.allConsequences = kept);
    }

    /**
     * Names each allele in HGVS while it is loaded: {@code hgvs_g} is the name on the contig, {@code hgvs_c} and {@code hgvs_p} are
     * those on the transcript of the picked consequence, and null if the allele does not overlap it. Needs {@link #consequences}; with
     * {@link #allConsequences} the names on the other transcripts are kept, too. An allele that is not given as bases, or whose REF
     * differs from the genome, has no names.
     *
     * @param namer made from the same genes as the annotator: the same objects, with the names under which contigs are stored
     * @return a loader with this setting; {@link #run} throws an {@link IllegalArgumentException} without {@link #consequences}
     */
    public VcfLoad hgvs(HgvsNamer namer) {
        Objects.requireNonNull(namer, "namer");
        return with(of -> of.names = namer);
    }

    /**
     * Sets whether the HGVS names that the file has are kept: those of the picked consequence in CSQ, vep or ANN, as written there.
     *
     * @param kept false, the default, does not store them in {@code hgvs_g}, {@code hgvs_c} and {@code hgvs_p}
     * @return a loader with this setting, which is without effect if alleles are annotated by {@link #consequences}
     */
    public VcfLoad hgvsOfFile(boolean kept) {
        return with(of -> of.namesOfFile = kept);
    }

    /**
     * Loads only the records for which an expression is true; without this call and {@link #excluding} all are loaded. Other records
     * are neither counted nor reported. The expression, and the contents of files that it names, belong to the load: with others the
     * same file is loaded again.
     *
     * @param filter its names are looked up in the header of each file
     * @return a loader with this setting, which replaces that of {@link #excluding}; {@link #run} throws a
     *     {@link omega.genomics.ParseException} with the column of the expression if a header has no such key
     */
    public VcfLoad matching(VcfFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(of -> of.selection = new RecordSelection(filter, false));
    }

    /**
     * Loads only the records for which an expression is false, as {@link #matching} does those for which it is true.
     *
     * @param filter its names are looked up in the header of each file
     * @return a loader with this setting, which replaces that of {@link #matching}
     */
    public VcfLoad excluding(VcfFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(of -> of.selection = new RecordSelection(filter, true));
    }

    /**
     * Loads only the records that overlap the regions of a file; others are neither counted nor reported. The regions belong to the load: with
     * others the same file is loaded again. The whole file is read, so it needs neither order nor index.
     *
     * @param file BED, VCF or a list of regions; contigs by any of their names
     * @return a loader with this setting; {@link #run} throws an {@link IllegalArgumentException} if the file has none of the contigs
     */
    public VcfLoad regions(RegionFile file) {
        Objects.requireNonNull(file, "file");
        return with(of -> of.regions = file);
    }

    /**
     * Chooses how the variants are stored; a file that is appended is stored as its dataset is. The packed layout takes a fraction of the space and loads faster; see
     * {@code docs/how-to/variants.md}. A file whose records are not sorted is read a second time, and sorted by the server.
     *
     * @param layout {@link VariantLayout#ROWS} by default
     * @return a loader with this setting
     */
    public VcfLoad layout(VariantLayout layout) {
        Objects.requireNonNull(layout, "layout");
        return with(of -> of.layout = layout);
    }

    /**
     * Names the release of the dataset that the file is; with {@link #renew}, releases before it stay in the dataset's history. Without
     * that call the release replaces the dataset and is its only one.
     *
     * @param name a date, such as {@code 2026-11-23}, or any other text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public VcfLoad release(String name) {
        Objects.requireNonNull(name, "name");
        StorableText.checkedName("release", name);
        return with(of -> of.release = name);
    }

    /**
     * Makes the release by its differences: rows that the newest release has not, or has with other content, take the place of those
     * before. What differs is found out by digests while the file is read; rows that are unchanged are not sent. Rows that
     * end stay in the dataset's history with the releases in which they were valid. The first release of a dataset is
     * loaded whole. {@link LoadReport#release()} has the counts.
     *
     * <p>A row is identified by contig, position, ref and alt; {@code record_number} is that of the file which brought the row. Memory
     * is about 21 bytes for each variant of the dataset.
     *
     * @return a loader with this setting; it needs a {@link #release}, and does not take genotypes, all consequences or the packed
     *     layout
     */
    public VcfLoad renew() {
        return new VcfLoad(settings.withMode(LoadMode.RENEW), options);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener called on the thread of {@link #run()}
     * @return a loader with this setting
     */
    public VcfLoad onProgress(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new VcfLoad(settings.withListener(listener), options);
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public VcfLoad cancelledBy(CancelSignal cancel) {
        Objects.requireNonNull(cancel, "cancel");
        return new VcfLoad(settings.withCancel(cancel), options);
    }

    /** For tests that cannot wait for minutes. */
    VcfLoad limits(LockLimits limits) {
        return new VcfLoad(settings.withLimits(limits), options);
    }

    /**
     * Loads.
     *
     * @return what was done; a record may have several rows, one an ALT allele
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws omega.genomics.postgres.load.LoadException if the database refuses, another loader is at work on the dataset, the file belongs to another
     *     assembly, or the load is cancelled
     * @throws IOException if the file cannot be opened
     */
    public LoadReport run() throws IOException {
        if (options.infoKeys != null && !options.infoKeys.containsAll(options.indexedInfo)) {
            throw new IllegalArgumentException("expected to index INFO keys that are loaded, found "
                    + options.indexedInfo + " to index of " + options.infoKeys);
        }
        checkNames();
        if (options.layout == VariantLayout.PACKED) {
            checkPacked();
        }
        if (options.release != null || settings.mode() == LoadMode.RENEW) {
            checkRelease();
        }
        if (settings.mode() == LoadMode.APPEND) {
            return append();
        }
        try {
            return execute(options.with(of -> of.packsRows = mustSort()));
        } catch (UnsortedRowsException e) {
            return execute(options.with(of -> of.packsRows = true));
        }
    }

    /** A dataset keeps its layout. What is appended to blocks is staged as rows, to be sorted together with theirs. */
    private LoadReport append() throws IOException {
        Optional<VariantLayout> there =
                StoredLayout.of(settings.dataSource(), settings.schema(), KIND, settings.dataset());
        return execute(options.with(of -> {
            of.layout = there.orElse(options.layout);
            of.packsRows = of.layout == VariantLayout.PACKED;
        }));
    }

    // ---- in parts ------------------------------------------------------------------------------------------------

    /**
     * Plans a sink for the rows that this load would make, to be written in parts by {@link #writePart}, by threads or processes.
     *
     * @param header of the files; files of one dataset have the same columns
     * @return a plan with the dataset, the columns and the header of this load; with genotypes, it has the table {@code samples}, too
     * @throws IllegalArgumentException if the load needs what no part can know: packed rows, all consequences, a mode other than replace,
     *     INFO indexes, or records that are kept in {@code load_rejects}
     */
    public SinkPlan sinkPlan(VcfHeader header) {
        Objects.requireNonNull(header, "header");
        checkParts();
        VcfFindings.Header findings = new VcfFindings.Header("header", options.parseMode, warning -> {});
        SinkPlan plan = SinkPlan.of(settings.dataSource(), settings.schema(), KIND)
                .dataset(settings.dataset())
                .header(findings.storable(header))
                .columns(VariantPlan.of(header, options).names(true).toArray(String[]::new));
        return options.genotypes ? plan.table(CohortSamples.TABLE, "sample_index", "name") : plan;
    }

    private void checkParts() {
        checkNames();
        refuseParts(options.layout == VariantLayout.PACKED, "the packed layout");
        refuseParts(settings.mode() == LoadMode.APPEND, "to append");
        refuseParts(options.release != null || settings.mode() == LoadMode.RENEW, "to make a release");
        refuseParts(!options.indexedInfo.isEmpty(), "to index INFO keys");
        refuseParts(options.allConsequences, "to keep all consequences of an allele");
        refuseParts(options.parseMode == ParseMode.LENIENT, "to keep rejects");
        refuseParts(options.unknownContigs == UnknownContigs.QUARANTINE, "to keep rejects");
    }

    private static void refuseParts(boolean isAsked, String what) {
        if (isAsked) {
            throw new IllegalArgumentException(
                    "expected a load that can be divided into parts, found one that is " + what);
        }
    }

    /**
     * Opens a part of a file, to be read by {@link #writePart}.
     *
     * @param split of the file, whole contigs
     * @param header of the file
     * @return a reader with the options of this load, which the caller closes
     * @throws IOException if the file cannot be opened
     */
    public VcfReader openPart(VcfSplit split, VcfHeader header) throws IOException {
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(header, "header");
        return VariantRecords.reading(options).open(split, header);
    }

    /**
     * Writes records as the rows that this load would make of them.
     *
     * @param reader before the first record of the part: whole contigs, sorted by position, so that repeated variants meet
     * @param recordsBefore how many records the files have before it: rows are numbered by record
     * @param part of a sink that {@link #sinkPlan} planned; to be finished by the caller
     * @return how many records were read
     * @throws omega.genomics.ParseException if a record breaks the format
     * @throws LoadException if the database refuses, or the records are not sorted
     */
    public long writePart(VcfReader reader, long recordsBefore, PartWriter part) {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(part, "part");
        checkParts();
        VcfHeader header = reader.header();
        VariantPlan plan = VariantPlan.of(header, options);
        String name = "the part";
        VariantContigs contigs =
                new VariantContigs(plan, new PartTables(part), new RepeatedPlaces(List.of(name), header.samples()));
        RefusedRecords refused = new RefusedRecords(finding -> {}, contig -> true, new ContigNames(options.contigs));
        FileRecords records =
                new FileRecords(0, name, plan, contigs, new VariantRows(plan, null, reader.keptValues()), refused);
        records.addAll(reader, recordsBefore);
        contigs.all().values().stream()
                .filter(contig -> !contig.keys().isExact())
                .findFirst()
                .ifPresent(contig -> {
                    throw new LoadException("expected records of contig " + contig.name()
                            + " sorted by position, so that repeated variants meet in one part, found others");
                });
        return reader.records() + reader.skipped();
    }

    /**
     * Writes the samples of a cohort, as a part of their own; for loads that keep genotypes.
     *
     * @param header of the files
     * @param part of a sink that {@link #sinkPlan} planned; to be finished by the caller
     */
    public void writeSamples(VcfHeader header, PartWriter part) {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(part, "part");
        VcfFindings.Header findings = new VcfFindings.Header("header", options.parseMode, warning -> {});
        List<String> names = findings.storableSamples(header);
        for (int i = 0; i < names.size(); i++) {
            BinaryCopyWriter row = part.rowOf(CohortSamples.TABLE);
            row.putInt(i);
            row.putText(names.get(i));
        }
    }

    /** The tables of a part of a sink. */
    private record PartTables(PartWriter part) implements VariantContigs.Tables {
        @Override
        public VariantContig contig(String name, int window) {
            PartWriter.ContigRows rows = part.contigRows(name);
            return new VariantContig(name, window, rows.rows(), rows.hasOwnTable());
        }

        @Override
        public void enter(VariantContig contig) {
            // each contig has a table of its own, which is complete when the part is
        }

        @Override
        public boolean isAlreadyLoaded(String contig) {
            return false;
        }

        @Override
        public void addEarlier(VariantContig contig, long alleles) {
            throw new IllegalStateException("a part of a sink has no earlier run");
        }
    }

    // ---- at once -------------------------------------------------------------------------------------------------

    private static LoadReport execute(LoadSettings given, VcfLoad asked) throws IOException {
        LoadSettings settings = NextRelease.settings(given, KIND);
        VcfLoad load = new VcfLoad(settings, asked.options);
        return LoadRun.execute(
                settings.dataSource(),
                settings.schema(),
                settings.plan(KIND, load.options.text()),
                load::stageAndSwitch);
    }

    private LoadReport execute(VariantOptions how) throws IOException {
        return execute(settings, new VcfLoad(settings, how));
    }

    /** What cannot be read again is not read in the hope that it is sorted; normalizing moves alleles. */
    private boolean mustSort() {
        return options.layout == VariantLayout.PACKED
                && (options.reference != null
                        || settings.sources().get(0).path().isEmpty());
    }

    private void checkNames() {
        if (options.names != null && options.consequences == null) {
            throw new IllegalArgumentException(
                    "expected consequences with HGVS names, which are those on the transcript of the picked one");
        }
    }

    private void checkPacked() {
        if (!options.indexedInfo.isEmpty()) {
            throw new IllegalArgumentException("packed datasets do not index INFO keys: load into rows");
        }
    }

    private void checkRelease() {
        if (options.release == null) {
            throw new IllegalArgumentException("expected the name of a release to renew, found none");
        }
        refuseInRelease(settings.mode() == LoadMode.APPEND, "take files that are appended");
        refuseInRelease(options.layout == VariantLayout.PACKED, "have the packed layout");
        refuseInRelease(options.genotypes, "keep genotypes");
        refuseInRelease(options.allConsequences, "keep all consequences of an allele");
    }

    private static void refuseInRelease(boolean isAsked, String what) {
        if (isAsked) {
            throw new IllegalArgumentException("datasets with releases do not yet " + what);
        }
    }

    private LoadReport stageAndSwitch(LoadRun run) throws SQLException, IOException {
        if (run.isUnchanged()) {
            NextRelease.reportUnchanged(run);
            return run.unchangedReport();
        }
        ReleaseRun release = NextRelease.begin(run, options.release, settings.mode())
                .map(next -> new ReleaseRun(run, next))
                .orElse(null);
        checkLayout(run);
        Set<String> unknown = Set.of();
        List<String> indexes = List.of();
        if (!run.isStaged()) {
            new ContigPartitions(run).make(options.contigs);
            VariantRecords records = VariantRecords.read(options, settings.sources(), settings.mode(), run, release);
            if (run.turnsOutUnchanged()) {
                NextRelease.reportUnchanged(run);
                return run.unchangedReport();
            }
            run.meter().enter(LoadPhase.WRITING);
            records.tables().finishRelease();
            if (release != null && release.isRenewal()) {
                run.staging().await();
                countRepetitions(release, records);
            } else {
                resolveRepetitions(run, records);
            }
            indexes = records.tables().indexes();
            if (options.layout == VariantLayout.PACKED) {
                records.tables().finishPacked();
                run.staging().await();
            }
            run.seal(counted(records));
            unknown = records.unknownContigs();
        }
        if (release == null) {
            return run.switchIn(unknown);
        }
        return release.isRenewal() ? release.renew(unknown, indexes) : release.first(unknown);
    }

    /** Of a file that is not sorted, those were found by their digests that no position has next to each other. */
    private void countRepetitions(ReleaseRun release, VariantRecords records) {
        checkNumbered(records);
        release.forEachRepetition((name, rows, alone) -> {
            if (options.duplicates == DuplicatePolicy.ERROR) {
                throw new LoadException("expected each variant once, found " + rows + " of contig " + name + " again");
            }
            ContigTally tally =
                    Objects.requireNonNull(records.contigs().get(name)).tally();
            tally.storedAlleles -= rows;
            tally.merged += rows;
            tally.repeated(alone);
        });
    }

    private void checkNumbered(VariantRecords records) {
        if (options.duplicates == DuplicatePolicy.ALL
                && records.contigs().values().stream()
                        .anyMatch(contig -> !contig.keys().isExact())) {
            throw new LoadException(
                    "releases keep all repeated variants of sorted files only: sort the file, or merge them");
        }
    }

    /** It may have been converted since the load looked. */
    private void checkLayout(LoadRun run) throws SQLException {
        if (settings.mode() != LoadMode.APPEND) {
            return;
        }
        boolean isPacked = options.layout == VariantLayout.PACKED;
        if (StoredLayout.of(run)
                .filter(there -> isPacked != (there == VariantLayout.PACKED))
                .isPresent()) {
            throw new LoadException("expected a dataset " + (isPacked ? "of blocks" : "of rows")
                    + ", found one that was converted while the load began: append again");
        }
    }

    /** What the report says of alleles is what was written, or the report is wrong. */
    private static LoadCounts counted(VariantRecords records) {
        LoadCounts counts = records.counts();
        long rows = records.tables().alleles();
        if (rows != counts.total().alleles().stored()) {
            throw new IllegalStateException("expected a row for each of "
                    + counts.total().alleles().stored() + " alleles, found " + rows + " rows");
        }
        return counts;
    }

    private void resolveRepetitions(LoadRun run, VariantRecords records) throws SQLException {
        if (options.release != null) {
            checkNumbered(records);
        }
        RepeatedVariants repeated = new RepeatedVariants(options.duplicates, records.places(), records.contigs());
        if (options.packsAtOnce()
                && records.contigs().values().stream()
                        .anyMatch(contig -> !contig.keys().isExact())) {
            throw new UnsortedRowsException("expected records sorted by position, found others");
        }
        records.contigs().values().stream()
                .filter(contig -> !contig.keys().isExact())
                .map(VariantContig::table)
                .distinct()
                .forEach(repeated::within);
        if (settings.mode() == LoadMode.APPEND) {
            for (StagedTable table : records.tables().all().values()) {
                records.tables().earlierRows(table).ifPresent(there -> repeated.against(there, table));
            }
        }
        if (repeated.isBusy()) {
            run.staging().await();
        }
        repeated.count();
    }
}
