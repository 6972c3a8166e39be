package omega.genomics.bench.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import omega.genomics.io.BgzfWriter;

/**
 * The generated files: what there is, how large it is at scale 1, and how to get one on disk.
 *
 * <pre>{@code
 * Path gtf = Corpus.ANNOTATION.file(Path.of("target/corpus"), 0.01, Container.GZIP);
 * }</pre>
 *
 * <p>All files of one scale belong together: REF columns agree with the genome, and coordinates are those of GRCh38.
 * The sites file speaks of chr1 as gnomAD does, the others of 1.
 */
public enum Corpus {
    /** {@link AnnotationCorpus}: 63,241 genes, 3,424,902 lines, 1.4 GB. */
    ANNOTATION("gtf"),
    /** {@link SitesCorpus}: 2,000,000 records with forty INFO keys, 1.1 GB. */
    SITES("vcf"),
    /** {@link GenotypesCorpus}: 100,000 records of 2,504 samples, genotypes alone, 1.0 GB. */
    GENOTYPES("vcf"),
    /** {@link GenotypesCorpus}: 400,000 records of 100 samples with GT:AD:DP:GQ:PL, 1.05 GB. */
    CALLS("vcf"),
    /** {@link VariantsCorpus}: 2,000,000 records with ten INFO keys, 0.3 GB. */
    VARIANTS("vcf"),
    /** {@link Genome}: every contig of GRCh38 cut down to the scale, 3.1 GB. */
    GENOME("fa");

    /** How a file is stored. */
    public enum Container {
        /** As it is. */
        PLAIN("", ""),
        /** One gzip member. */
        GZIP("", ".gz"),
        /** Blocks of gzip that can be inflated side by side and sought in. */
        BGZF(".bgzf", ".gz");

        private final String infix;
        private final String suffix;

        Container(String infix, String suffix) {
            this.infix = infix;
            this.suffix = suffix;
        }

        private OutputStream wrap(OutputStream out) throws IOException {
            return switch (this) {
                case PLAIN -> out;
                case GZIP -> new GZIPOutputStream(out, 1 << 16);
                case BGZF -> BgzfWriter.to(out, Deflater.DEFAULT_COMPRESSION);
            };
        }
    }

    static final long SEED = 111;
    /** Part of every file's name; counted up when the same arguments give other bytes than before. */
    private static final int VERSION = 1;

    private final String extension;

    Corpus(String extension) {
        this.extension = extension;
    }

    /**
     * Writes the text.
     *
     * @param scale share of the whole
     * @param out flushed, not closed
     */
    public void writeTo(double scale, OutputStream out) {
        Genome whole = new Genome(SEED, 1, this == SITES ? "chr" : "");
        switch (this) {
            case ANNOTATION -> new AnnotationCorpus(SEED, scale).writeTo(out);
            case SITES -> new SitesCorpus(SEED, share(scale, 2_000_000), whole).writeTo(out);
            case GENOTYPES -> new GenotypesCorpus(SEED, share(scale, 100_000), 2_504, false, whole).writeTo(out);
            case CALLS -> new GenotypesCorpus(SEED, share(scale, 400_000), 100, true, whole).writeTo(out);
            case VARIANTS -> new VariantsCorpus(SEED, share(scale, 2_000_000), whole).writeTo(out);
            case GENOME -> new Genome(SEED, scale, "").writeTo(out);
        }
    }

    private static long share(double scale, long records) {
        return Math.max(1, Math.round(scale * records));
    }

    /**
     * Returns the file, generating it unless it is there.
     *
     * @param folder made when it is missing; a file appears in it whole or not at all
     * @param scale share of the whole
     * @param container how to store it
     * @return the file's path
     * @throws IOException if it cannot be written
     */
    public Path file(Path folder, double scale, Container container) throws IOException {
        String name = "%s-v%d-x%s%s.%s%s"
                .formatted(
                        name().toLowerCase(Locale.ROOT), VERSION, scale, container.infix, extension, container.suffix);
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, name, ".unfinished");
            try (OutputStream out = container.wrap(Files.newOutputStream(unfinished))) {
                writeTo(scale, out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /**
     * Writes one file: {@code Corpus <name> <scale> <folder> [container]}.
     *
     * @param args the name of a constant, its scale, a folder, and a container (plain when left out)
     * @throws IOException if it cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            throw new IllegalArgumentException("expected a corpus, a scale, a folder and perhaps a container");
        }
        Container container = Container.valueOf(args.length > 3 ? args[3].toUpperCase(Locale.ROOT) : "PLAIN");
        valueOf(args[0].toUpperCase(Locale.ROOT)).file(Path.of(args[2]), Double.parseDouble(args[1]), container);
    }
}
