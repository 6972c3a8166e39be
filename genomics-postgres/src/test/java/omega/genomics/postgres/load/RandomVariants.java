package omega.genomics.postgres.load;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.io.BgzfWriter;

/** Variants nobody has, sorted, spread over the chromosomes of GRCh38 by their lengths, with ten INFO keys. Same seed, same bytes. */
public final class RandomVariants {
    public static final String HEADER = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Allele count">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Allele frequency">
            ##INFO=<ID=AN,Number=1,Type=Integer,Description="Number of alleles">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##INFO=<ID=FS,Number=1,Type=Float,Description="Strand bias">
            ##INFO=<ID=MQ,Number=1,Type=Float,Description="Mapping quality">
            ##INFO=<ID=QD,Number=1,Type=Float,Description="Quality by depth">
            ##INFO=<ID=SOR,Number=1,Type=Float,Description="Strand odds ratio">
            ##INFO=<ID=lcr,Number=0,Type=Flag,Description="Low complexity">
            ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    private static final List<String> SNV_ALTS = List.of("CGT", "AGT", "ACT", "ACG");

    private final Random random;
    private final StringBuilder line = new StringBuilder(256);

    private RandomVariants(long seed) {
        random = new Random(seed);
    }

    /** Writes a BGZF file unless it is there. */
    static Path file(Path directory, long seed, int records) throws IOException {
        Path file = directory.resolve("variants-" + seed + "-" + records + ".vcf.gz");
        if (!Files.exists(file)) {
            Path unfinished = Files.createTempFile(directory, "variants", ".unfinished");
            try (OutputStream out = BgzfWriter.create(unfinished, 6)) {
                write(seed, records, out);
            }
            Files.move(unfinished, file);
        }
        return file;
    }

    /** Writes a file of so many records. */
    public static void write(long seed, int records, OutputStream out) throws IOException {
        RandomVariants variants = new RandomVariants(seed);
        List<Contig> chromosomes = Assembly.grch38().contigs().stream()
                .filter(contig -> contig.role() == Contig.Role.CHROMOSOME)
                .toList();
        long genome = chromosomes.stream().mapToLong(c -> c.length().orElse(0)).sum();
        out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
        long done = 0;
        long bases = 0;
        for (Contig chromosome : chromosomes) {
            int length = chromosome.length().orElse(0);
            bases += length;
            long until = records * bases / genome;
            variants.contig("chr" + chromosome.name(), length, (int) (until - done), out);
            done = until;
        }
    }

    private void contig(String name, int length, int records, OutputStream out) throws IOException {
        int[] positions = IntStream.generate(() -> 1 + random.nextInt(length - 100))
                .limit(records)
                .sorted()
                .toArray();
        for (int position : positions) {
            record(name, position);
            out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void record(String name, int position) {
        line.setLength(0);
        line.append(name).append('\t').append(position).append('\t');
        if (random.nextInt(5) > 0) {
            line.append("rs").append(1 + random.nextInt(2_000_000_000));
        } else {
            line.append('.');
        }
        int alts = random.nextInt(25) == 0 ? 2 : 1;
        alleles(alts);
        line.append('\t').append(random.nextInt(9000)).append('.').append(random.nextInt(100));
        line.append(random.nextInt(8) == 0 ? "\tAS_VQSR\t" : "\tPASS\t");
        info(alts, position);
        line.append('\n');
    }

    private void alleles(int alts) {
        int base = random.nextInt(4);
        String others = SNV_ALTS.get(base);
        int kind = random.nextInt(10);
        line.append('\t').append("ACGT".charAt(base));
        if (kind == 8) {
            bases(1 + random.nextInt(8));
        }
        line.append('\t');
        if (kind == 8) {
            line.append("ACGT".charAt(base));
        } else if (kind == 9) {
            line.append("ACGT".charAt(base));
            bases(1 + random.nextInt(8));
        } else {
            line.append(others.charAt(0));
        }
        if (alts == 2) {
            line.append(',').append(others.charAt(1 + random.nextInt(2)));
        }
    }

    private void bases(int count) {
        for (int i = 0; i < count; i++) {
            line.append("ACGT".charAt(random.nextInt(4)));
        }
    }

    private void info(int alts, int position) {
        int number = 150_000 + random.nextInt(2000);
        int[] counts = new int[alts];
        for (int i = 0; i < alts; i++) {
            int doublings = Math.min(16, Long.numberOfTrailingZeros(random.nextLong()));
            counts[i] = (1 << doublings) + random.nextInt(1 << doublings);
        }
        for (int i = 0; i < alts; i++) {
            line.append(i == 0 ? "AC=" : ",").append(counts[i]);
        }
        for (int i = 0; i < alts; i++) {
            line.append(i == 0 ? ";AF=" : ",").append((float) counts[i] / number);
        }
        line.append(";AN=").append(number).append(";DP=").append(random.nextInt(4_000_000));
        line.append(";FS=").append(random.nextInt(100) / 10f);
        line.append(";MQ=").append(random.nextInt(6000) / 100f);
        line.append(";QD=").append(random.nextInt(4000) / 100f);
        line.append(";SOR=").append(random.nextInt(4000) / 1000f);
        if (random.nextInt(20) == 0) {
            line.append(";lcr");
        }
        if (random.nextInt(2) == 0) {
            line.append(";GENEINFO=GENE").append(position >> 17).append(':').append(position >> 17);
        }
    }

    /**
     * Returns a file in which all contigs occur twice: sorted, then other variants of the same contigs, overlapping, each followed
     * by the first ones again. It has three times as many records as are asked for.
     */
    public static String twice(long seed, int records) {
        String first = text(seed, records);
        String second = text(seed + 1, records);
        StringBuilder text = new StringBuilder(first);
        Map<String, List<String>> again = Stream.of(first, second)
                .flatMap(of -> of.substring(HEADER.length()).lines())
                .collect(groupingBy(line -> line.substring(0, line.indexOf('\t')), LinkedHashMap::new, toList()));
        again.values().stream()
                .flatMap(List::stream)
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Returns a small file as text. */
    public static String text(long seed, int records) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try {
            write(seed, records, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }
}
