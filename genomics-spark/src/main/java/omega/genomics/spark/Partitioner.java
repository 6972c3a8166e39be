package omega.genomics.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import omega.genomics.Region;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.VcfSplit;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Divides files into what tasks read: BGZF and plain text at the borders of records, and only what an index says of the places asked for. */
final class Partitioner {
    /** A task costs some milliseconds, and so does this much text. */
    private static final long SMALLEST = 1 << 16;

    private final VcfFiles files;
    private final Configuration configuration;
    private final VcfQuery query;
    private long @Nullable [] sizes;

    Partitioner(VcfFiles files, Configuration configuration, VcfQuery query) {
        this.files = files;
        this.configuration = configuration;
        this.query = query;
    }

    private InputSource source(int file) {
        return Storage.source(files.uri(file), configuration);
    }

    private long[] sizes() throws IOException {
        long[] known = sizes;
        if (known == null) {
            known = new long[files.count()];
            for (int file = 0; file < known.length; file++) {
                known[file] = source(file).storedSize().orElse(0);
            }
            sizes = known;
        }
        return known;
    }

    /** Returns how many bytes the files have, as they are stored; −1 if that cannot be told. */
    long storedBytes() {
        try {
            return Arrays.stream(sizes()).sum();
        } catch (IOException e) {
            return -1; // reading says why
        }
    }

    InputPartition[] partitions() throws IOException {
        SparkSession spark = SparkSession.active();
        long total = Arrays.stream(sizes()).sum();
        int wanted = wanted(spark, total);
        boolean numbersLines = query.schema().getFieldIndex(VcfSchema.LINE).isDefined();
        List<VcfPartition.Part> parts = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        for (int file = 0; file < files.count(); file++) {
            long size = sizes()[file];
            int count = (int) Math.max(1, Math.round((double) wanted * size / Math.max(1, total)));
            for (VcfPartition.Part part : parts(file, count, numbersLines)) {
                parts.add(part);
                bytes.add(bytes(part, size));
            }
        }
        if (numbersLines) {
            parts = withLines(spark, parts);
        }
        return packed(parts, bytes, wanted);
    }

    private int wanted(SparkSession spark, long total) {
        int asked = query.options().partitions();
        if (asked > 0) {
            return asked;
        }
        long largest = Math.max(
                1, JavaUtils.byteStringAsBytes(spark.conf().get("spark.sql.files.maxPartitionBytes", "128MB")));
        long atLeast = Math.min(spark.sparkContext().defaultParallelism(), Math.max(1, total / SMALLEST));
        return (int) Math.min(Integer.MAX_VALUE, Math.max(atLeast, (total + largest - 1) / largest));
    }

    private static long bytes(VcfPartition.Part part, long size) {
        if (part.compression() == null) {
            return size;
        }
        int shift = part.compression() == Compression.BGZF ? 16 : 0;
        return Math.max(0, Math.min(size, part.end() >>> shift) - (part.start() >>> shift));
    }

    // ---- a file --------------------------------------------------------------------------------------------------

    private List<VcfPartition.Part> parts(int file, int count, boolean numbersLines) throws IOException {
        InputSource source = source(file);
        Compression compression = source.compression();
        if (compression != Compression.NONE && compression != Compression.BGZF) {
            return List.of(new VcfPartition.Part(file, null, 0, 0, 0));
        }
        Optional<List<VcfSplit>> found =
                compression == Compression.BGZF && !numbersLines ? byIndex(file, source, count) : Optional.empty();
        List<VcfSplit> splits = found.isPresent() ? found.get() : VcfSplit.of(source, count);
        return splits.stream()
                .map(split -> new VcfPartition.Part(file, compression, split.start(), split.end(), 0))
                .toList();
    }

    /** Returns what an index says; empty without index, or if all records are asked for. */
    private Optional<List<VcfSplit>> byIndex(int file, InputSource source, int count) throws IOException {
        Conditions.Place place = Conditions.place(query.conditions());
        if (place.isAnywhere() && query.options().regions().isEmpty()) {
            return Optional.empty();
        }
        if (place.low() > place.high() || place.high() < 0 || isNowhere(place.contigs())) {
            return Optional.of(List.of());
        }
        Optional<InputSource> beside = TabixIndex.find(source);
        if (beside.isEmpty()) {
            return Optional.empty();
        }
        VcfHeader header = files.header(file);
        TabixIndex index = TabixIndex.read(beside.get())
                .withContigs(header.contigs().stream().map(ContigDefinition::id).toList());
        List<Region> regions = query.options().regions().isEmpty()
                ? regions(place, index.contigs())
                : List.of(query.options().parsedRegions());
        return Optional.of(regions.isEmpty() ? List.of() : VcfSplit.of(source, header, index, regions, count));
    }

    private static boolean isNowhere(@Nullable Set<String> contigs) {
        return contigs != null && contigs.isEmpty();
    }

    /** POS 0 is in what an index says of position 1. */
    private static List<Region> regions(Conditions.Place place, List<String> contigs) {
        int low = (int) Math.max(1, Math.min(Integer.MAX_VALUE, place.low()));
        int high = (int) Math.max(low, Math.min(Integer.MAX_VALUE, place.high()));
        return contigs.stream()
                .filter(contig -> place.contigs() == null || place.contigs().contains(contig))
                .map(contig -> new Region(contig, low, high))
                .toList();
    }

    // ---- line numbers --------------------------------------------------------------------------------------------

    /** A part of which the lines are counted, to be sent. */
    private record Counted(String uri, Compression compression, long start, long end) implements Serializable {
        long lines(SerializableConfiguration configuration) throws IOException {
            return new VcfSplit(Storage.source(uri, configuration.value()), compression, start, end, 0).countLines();
        }
    }

    /** Counts the lines of all parts but the last of each file, in a job of its own. */
    private List<VcfPartition.Part> withLines(SparkSession spark, List<VcfPartition.Part> parts) throws IOException {
        List<Counted> counted = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            VcfPartition.Part part = parts.get(i);
            Compression compression = part.compression();
            if (compression == null) {
                continue;
            }
            if (i == 0 || parts.get(i - 1).file() != part.file()) {
                counted.add(new Counted(files.uri(part.file()), compression, 0, part.start()));
            }
            if (i + 1 < parts.size() && parts.get(i + 1).file() == part.file()) {
                counted.add(new Counted(files.uri(part.file()), compression, part.start(), part.end()));
            }
        }
        if (counted.isEmpty()) {
            return parts;
        }
        SerializableConfiguration shared = new SerializableConfiguration(configuration);
        List<Long> lines = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(counted, counted.size())
                .map(each -> each.lines(shared))
                .collect();
        List<VcfPartition.Part> numbered = new ArrayList<>();
        int next = 0;
        long before = 0;
        for (int i = 0; i < parts.size(); i++) {
            VcfPartition.Part part = parts.get(i);
            if (part.compression() != null) {
                boolean isFirst = i == 0 || parts.get(i - 1).file() != part.file();
                before = (isFirst ? 0 : before) + lines.get(next++);
                numbered.add(new VcfPartition.Part(part.file(), part.compression(), part.start(), part.end(), before));
            } else {
                numbered.add(part);
            }
        }
        return numbered;
    }

    // ---- partitions ----------------------------------------------------------------------------------------------

    /** Puts small parts together. */
    private InputPartition[] packed(List<VcfPartition.Part> parts, List<Long> bytes, int wanted) throws IOException {
        long target = bytes.stream().mapToLong(Long::longValue).sum() / wanted;
        List<InputPartition> partitions = new ArrayList<>();
        List<VcfPartition.Part> together = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (!together.isEmpty() && size + bytes.get(i) > target) {
                partitions.add(partition(together));
                together.clear();
                size = 0;
            }
            together.add(parts.get(i));
            size += bytes.get(i);
        }
        if (!together.isEmpty()) {
            partitions.add(partition(together));
        }
        return partitions.toArray(InputPartition[]::new);
    }

    private VcfPartition partition(List<VcfPartition.Part> parts) throws IOException {
        VcfPartition.Part first = parts.get(0);
        int shift = first.compression() == Compression.BGZF ? 16 : 0;
        List<String> hosts = Storage.hosts(files.uri(first.file()), configuration, first.start() >>> shift, 1);
        return new VcfPartition(parts, hosts);
    }
}
