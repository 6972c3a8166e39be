package omega.genomics.spark;

import java.io.IOException;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Region;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.sink.PartReceipt;
import omega.genomics.postgres.load.sink.PartWriter;
import omega.genomics.postgres.load.sink.SinkPlan;
import omega.genomics.postgres.load.sink.StagedSink;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.spark.sink.PostgresTarget;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfSplit;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A load of VCF files by the tasks of Spark: the dataset gets the rows that {@link VcfLoad} makes of the files, each exactly once, however often
 * tasks are repeated.
 *
 * <p>A contig of an indexed file is a part, and so is a whole file without an index. Records of a part must be sorted by position, and a contig must be
 * in one file only. Rows become visible together, in place of those that the dataset had; a load that fails or is killed changes nothing.
 *
 * <p>Immutable: each setting returns another load.
 */
public final class PostgresLoad {
    private final SparkSession spark;
    private final PostgresTarget target;
    private final List<String> paths;
    private final LoadOptions options;

    PostgresLoad(SparkSession spark, PostgresTarget target, List<String> paths, LoadOptions options) {
        this.spark = spark;
        this.target = target;
        this.paths = paths;
        this.options = options;
    }

    private PostgresLoad with(LoadOptions changed) {
        return new PostgresLoad(spark, target, paths, changed);
    }

    /**
     * Chooses the INFO keys that go to the column {@code info}.
     *
     * @param ids such as {@code CLNSIG}; none leaves the column null. Without this call all keys are kept
     * @return a load with this setting
     */
    public PostgresLoad infoKeys(String... ids) {
        Objects.requireNonNull(ids, "ids");
        return with(options.withInfoKeys(new ArrayList<>(List.of(ids))));
    }

    /**
     * Loads only the records for which an expression is true.
     *
     * @param expression as in {@code docs/reference/filter-expressions.md}
     * @return a load with this setting
     * @throws omega.genomics.ParseException if the text is no expression
     */
    public PostgresLoad matching(String expression) {
        Objects.requireNonNull(expression, "expression");
        VcfFilter.parse(expression);
        return with(options.withFilter(expression));
    }

    /**
     * Says whether the genotypes of the samples are kept.
     *
     * @param kept false, the default, passes the samples over
     * @return a load with this setting
     */
    public PostgresLoad genotypes(boolean kept) {
        return with(options.withGenotypes(kept));
    }

    /**
     * Says whether records without ALT, and the alleles {@code <*>} and {@code <NON_REF>}, get rows.
     *
     * @param kept true by default
     * @return a load with this setting
     */
    public PostgresLoad referenceSites(boolean kept) {
        return with(options.withReferenceSites(kept));
    }

    /**
     * Says whether a value that its header contradicts ends the load.
     *
     * @param strict false, the default, keeps its text in {@code info}
     * @return a load with this setting
     */
    public PostgresLoad strict(boolean strict) {
        return with(options.withStrict(strict));
    }

    /**
     * Says what happens to a variant that a contig has twice.
     *
     * @param policy make one row of them by default
     * @return a load with this setting
     */
    public PostgresLoad duplicates(DuplicatePolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return with(options.withDuplicates(policy));
    }

    /**
     * Loads. What an earlier driver left of the dataset is swept away first.
     *
     * @return rows by table; empty if the target's write id was loaded before
     * @throws LoadException if the database refuses, another loader is at work on the dataset, or a contig is in several files
     * @throws IOException if files cannot be listed or opened
     */
    public Optional<LoadReport> run() throws IOException {
        try {
            if (target.isDone()) {
                return Optional.empty();
            }
        } catch (SQLException e) {
            throw new LoadException("could not look for the write", e);
        }
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        VcfFiles files = VcfFiles.read(Storage.files(paths, configuration), configuration);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Work work = new Work(files, options, target, new SerializableConfiguration(configuration));
        List<Part> parts = numbered(context, work, parts(files, configuration));
        VcfHeader header = files.header(0);
        SinkPlan plan = work.load(0).sinkPlan(header).source(target.source());
        try (StagedSink sink = plan.begin()) {
            if (target.isDone()) { // by a driver that held the lock until now
                return Optional.empty();
            }
            List<PartReceipt> receipts = new ArrayList<>();
            if (options.genotypes()) {
                receipts.add(samples(sink, work, header));
            }
            long id = sink.id();
            if (!parts.isEmpty()) {
                context.parallelize(parts, slices(context, parts.size()))
                        .mapPartitions(several -> work.write(several, id))
                        .collect()
                        .forEach(text -> receipts.add(PartReceipt.parse(text)));
            }
            return Optional.of(sink.commit(receipts));
        } catch (SQLException e) {
            throw new LoadException("could not look for the write", e);
        }
    }

    private static PartReceipt samples(StagedSink sink, Work work, VcfHeader header) {
        try (PartWriter part = sink.stage("samples")) {
            work.load(0).writeSamples(header, part);
            return part.finish();
        }
    }

    // ---- parts ---------------------------------------------------------------------------------------------------

    /**
     * What one task writes.
     *
     * @param name the contig, or the file
     * @param file its number
     * @param compression of the file
     * @param start as of a split
     * @param end as of a split
     * @param size stored bytes
     * @param records as an index says; −1 if that is not known
     * @param before records of the files before it
     */
    private record Part(
            String name, int file, Compression compression, long start, long end, long size, long records, long before)
            implements Serializable {}

    private static List<Part> parts(VcfFiles files, Configuration configuration) throws IOException {
        List<Part> parts = new ArrayList<>();
        Map<String, String> fileOf = new HashMap<>();
        for (int file = 0; file < files.count(); file++) {
            InputSource source = Storage.source(files.uri(file), configuration);
            Compression compression = source.compression();
            if (compression != Compression.BGZF && compression != Compression.NONE) {
                throw new IOException(
                        source.name() + ": expected a file that is BGZF or not compressed, found " + compression);
            }
            Optional<InputSource> index = compression == Compression.BGZF ? TabixIndex.find(source) : Optional.empty();
            if (index.isEmpty()) {
                VcfSplit whole = VcfSplit.of(source, 1).get(0);
                long size = source.storedSize().orElse(0);
                parts.add(new Part(source.name(), file, compression, whole.start(), whole.end(), size, -1, 0));
                continue;
            }
            VcfHeader header = files.header(file);
            TabixIndex found = TabixIndex.read(index.get())
                    .withContigs(
                            header.contigs().stream().map(each -> each.id()).toList());
            for (String contig : found.contigs()) {
                List<VcfSplit> splits = VcfSplit.of(source, header, found, List.of(Region.whole(contig)), 1);
                if (splits.isEmpty()) {
                    continue;
                }
                String other = fileOf.put(contig, source.name());
                if (other != null) {
                    throw new LoadException("expected each contig in one file, found " + contig + " in " + other
                            + " and " + source.name());
                }
                long start = splits.get(0).start();
                long end = splits.get(splits.size() - 1).end();
                parts.add(new Part(
                        contig,
                        file,
                        compression,
                        start,
                        end,
                        (end >>> 16) - (start >>> 16),
                        found.count(contig).orElse(-1),
                        0));
            }
        }
        parts.sort(Comparator.comparingInt(Part::file).thenComparing(Part::start, Long::compareUnsigned));
        return parts;
    }

    /** Rows are numbered by record: a part must know how many there are before it. The largest parts come first. */
    private List<Part> numbered(JavaSparkContext context, Work work, List<Part> parts) {
        List<Part> uncounted = new ArrayList<>();
        for (Part part : parts) {
            if ((part.records() < 0 || options.filter() != null) && !part.equals(parts.get(parts.size() - 1))) {
                uncounted.add(part);
            }
        }
        List<Long> counts = uncounted.isEmpty()
                ? List.of()
                : context.parallelize(uncounted, uncounted.size())
                        .map(work::count)
                        .collect();
        List<Part> numbered = new ArrayList<>();
        long before = 0;
        int next = 0;
        for (Part part : parts) {
            numbered.add(new Part(
                    part.name(),
                    part.file(),
                    part.compression(),
                    part.start(),
                    part.end(),
                    part.size(),
                    part.records(),
                    before));
            boolean isCounted = next < uncounted.size() && uncounted.get(next).equals(part);
            before += isCounted ? counts.get(next++) : Math.max(0, part.records());
        }
        return balanced(numbered, slices(context, numbered.size()));
    }

    /** Two tasks for each core: to open a sink takes as many statements as the table has partitions. */
    private int slices(JavaSparkContext context, int parts) {
        int most = target.tasks() == 0 ? 2 * context.defaultParallelism() : target.tasks();
        return Math.max(1, Math.min(parts, most));
    }

    /** Orders parts so that slices of as many each have about the same size. */
    private static List<Part> balanced(List<Part> parts, int slices) {
        Part[] bySize = parts.toArray(Part[]::new);
        Arrays.sort(bySize, Comparator.comparingLong(Part::size).reversed());
        List<Part> dealt = new ArrayList<>();
        for (int slice = 0; slice < slices; slice++) {
            for (int i = slice; i < bySize.length; i += slices) {
                dealt.add(bySize[i]);
            }
        }
        return dealt;
    }

    // ---- on the executors ----------------------------------------------------------------------------------------

    /**
     * What all tasks share.
     *
     * @param files with their headers
     * @param options of the loader
     * @param target the dataset
     * @param configuration of Hadoop
     */
    private record Work(
            VcfFiles files, LoadOptions options, PostgresTarget target, SerializableConfiguration configuration)
            implements Serializable {
        private InputSource source(int file) {
            return Storage.source(files.uri(file), configuration.value());
        }

        VcfLoad load(int file) {
            return options.load(target, source(file));
        }

        private VcfReader open(VcfLoad load, Part part) throws IOException {
            VcfSplit split = new VcfSplit(source(part.file()), part.compression(), part.start(), part.end(), 0);
            return load.openPart(split, files.header(part.file()));
        }

        long count(Part part) throws IOException {
            try (VcfReader reader = open(load(part.file()), part)) {
                while (reader.advance()) {
                    // counts
                }
                return reader.records() + reader.skipped();
            }
        }

        /** Writes parts, each attempt in one transaction; returns their receipts. */
        Iterator<String> write(Iterator<Part> parts, long sinkId) throws IOException {
            List<String> receipts = new ArrayList<>();
            TaskContext task = TaskContext.get();
            int attempt = task == null ? 1 : task.attemptNumber() + 1;
            try (StagedSink sink = StagedSink.open(target.dataSource(), target.assembly(), sinkId)) {
                while (parts.hasNext()) {
                    Part part = parts.next();
                    VcfLoad load = load(part.file());
                    try (PartWriter writer = sink.stage(part.name(), attempt);
                            VcfReader reader = open(load, part)) {
                        load.writePart(reader, part.before(), writer);
                        receipts.add(writer.finish().toText());
                    }
                }
            }
            return receipts.iterator();
        }
    }
}
