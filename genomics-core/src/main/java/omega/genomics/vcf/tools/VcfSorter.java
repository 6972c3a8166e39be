package omega.genomics.vcf.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import omega.genomics.io.AtomicFile;
import omega.genomics.vcf.RecordText;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.tools.RecordOrder.Placed;

/**
 * Sorts a VCF file of any size in bounded memory: by contig in the order of the header, POS, REF and ALT, as {@code bcftools sort} does.
 * Contigs that the header does not declare come last, in the order of the file; records that are equal keep their order.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.open(Path.of("calls.vcf"))) {
 *     VcfSorter.create().sort(reader, Path.of("sorted.vcf.gz"));
 * }
 * }</pre>
 *
 * <p>Immutable: each method returns a changed sorter.
 */
public final class VcfSorter {
    /** Files that are merged at once. */
    private static final int MOST_RUNS = 64;
    /** What a record takes in memory besides its line. */
    private static final int EACH = 80;

    private final long maxMemory;

    private VcfSorter(long maxMemory) {
        this.maxMemory = maxMemory;
    }

    /**
     * Makes a sorter that keeps a quarter of the heap, at most 768 MB, in memory.
     *
     * @return a sorter
     */
    public static VcfSorter create() {
        return new VcfSorter(Math.min(768L << 20, Runtime.getRuntime().maxMemory() / 4));
    }

    /**
     * Sets how much of the file is in memory; what is more goes to temporary files.
     *
     * @param bytes 1 or more; one record is always in memory
     * @return a changed sorter
     * @throws IllegalArgumentException if it is less than 1
     */
    public VcfSorter maxMemory(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected 1 byte or more, found " + bytes);
        }
        return new VcfSorter(bytes);
    }

    /**
     * Sorts the records of a reader into a file, which appears when it is complete and may be the reader's own. Temporary files are
     * made next to it and deleted at the end, whatever happens.
     *
     * @param reader before its first record; read to its end
     * @param target BGZF if its name ends in {@code .gz} or {@code .bgz}, plain text otherwise
     * @return the number of records
     * @throws IOException if a file cannot be written
     * @throws omega.genomics.ParseException if a record is malformed
     */
    public long sort(VcfReader reader, Path target) throws IOException {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(target, "target");
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        return AtomicFile.write(target, Deflater.DEFAULT_COMPRESSION, out -> sort(reader, out, folder));
    }

    /**
     * Sorts the records of a reader into a stream.
     *
     * @param reader before its first record; read to its end
     * @param out gets header and records; not closed
     * @param folder where temporary files are made; they are deleted at the end, whatever happens
     * @return the number of records
     * @throws IOException if a file cannot be written
     * @throws omega.genomics.ParseException if a record is malformed
     */
    public long sort(VcfReader reader, OutputStream out, Path folder) throws IOException {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(folder, "folder");
        Runs runs = new Runs(new RecordOrder(List.of(reader.header())), folder);
        try {
            reader.forEach(runs::add);
            reader.header().writeTo(out);
            runs.writeTo(out);
            return runs.records;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            runs.delete();
        }
    }

    /** Records in memory and in temporary files. */
    private final class Runs {
        private final RecordOrder order;
        private final Path folder;
        private final List<Path> files = new ArrayList<>();
        private List<Placed> memory = new ArrayList<>();
        private long bytes;
        private long records;

        Runs(RecordOrder order, Path folder) {
            this.order = order;
            this.folder = folder;
        }

        void add(VcfRecord record) {
            byte[] line = RecordText.of(record);
            if (bytes > 0 && bytes + line.length + EACH > maxMemory) {
                spill();
            }
            memory.add(new Placed(order.rank(record), record.position(), line));
            bytes += line.length + EACH;
            records++;
        }

        private void spill() {
            try {
                if (files.size() == MOST_RUNS) {
                    Path merged = newFile();
                    try (OutputStream out = Files.newOutputStream(merged)) {
                        SortedRun.Writer writer = new SortedRun.Writer(out);
                        SortedRun.merge(files, writer::write);
                        writer.flush();
                    }
                    delete();
                    files.add(merged);
                }
                memory.sort(Placed.ORDER);
                Path file = newFile();
                files.add(file);
                try (OutputStream out = Files.newOutputStream(file)) {
                    SortedRun.Writer writer = new SortedRun.Writer(out);
                    for (Placed record : memory) {
                        writer.write(record);
                    }
                    writer.flush();
                }
                memory = new ArrayList<>();
                bytes = 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path newFile() throws IOException {
            return Files.createTempFile(folder, ".sort-", ".tmp");
        }

        void writeTo(OutputStream out) throws IOException {
            if (files.isEmpty()) {
                memory.sort(Placed.ORDER);
                for (Placed record : memory) {
                    SortedRun.writeLine(record, out);
                }
                return;
            }
            if (!memory.isEmpty()) {
                spill();
            }
            SortedRun.merge(files, record -> SortedRun.writeLine(record, out));
        }

        void delete() throws IOException {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            files.clear();
        }
    }
}
