package omega.genomics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import omega.genomics.contig.Assembly;
import omega.genomics.expression.GctReader;
import omega.genomics.expression.TissueTable;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.FastaStatistics;
import omega.genomics.geneset.GeneSet;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.AnnotationCensus;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.gtf.assembly.GtfValidator;
import omega.genomics.io.GziIndex;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.stats.VcfStatistics;
import omega.genomics.vcf.validate.VcfValidator;

/** Reads input that would fill any heap, and says what came of each; run in a JVM of its own. */
final class SmallHeap {
    private static final String VCF = "##fileformat=VCFv4.5\n";
    private static final String COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    private static final long ENDLESS = 1L << 40;
    private static final int MANY = 10_000_000;

    private SmallHeap() {}

    /** What reads an input. */
    interface Reading {
        void read(InputSource source) throws IOException;
    }

    /** An input and what reads it. */
    record Case(String name, InputStream input, Reading reading) {}

    /** Lines that are made as they are read. */
    private static final class Lines extends InputStream {
        private final LongFunction<byte[]> parts;
        private final long count;
        private long next;
        private byte[] part = {};
        private int at;

        Lines(long count, LongFunction<byte[]> parts) {
            this.parts = parts;
            this.count = count;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int off, int len) {
            int n = 0;
            while (n < len) {
                if (at == part.length) {
                    if (next == count) {
                        return n == 0 ? -1 : n;
                    }
                    part = parts.apply(next++);
                    at = 0;
                }
                int copied = Math.min(len - n, part.length - at);
                System.arraycopy(part, at, target, off + n, copied);
                at += copied;
                n += copied;
            }
            return n;
        }
    }

    private static InputStream lines(String first, long count, LongFunction<String> line) {
        return new Lines(count + 1, i -> (i == 0 ? first : line.apply(i - 1)).getBytes(US_ASCII));
    }

    /** A line of a start, many times the same, and an end. */
    private static InputStream wide(String start, String each, String end) {
        int perPart = 10_000;
        byte[] part = each.repeat(perPart).getBytes(US_ASCII);
        return new Lines(
                MANY / perPart + 2,
                i -> i == 0 ? start.getBytes(US_ASCII) : i <= MANY / perPart ? part : end.getBytes(US_ASCII));
    }

    private static InputStream numbers(long count, LongFunction<ByteBuffer> numbers) {
        return new Lines(count, i -> {
            ByteBuffer buffer = numbers.apply(i).flip();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        });
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void vcf(InputSource source) throws IOException {
        VcfReader.options().mode(ParseMode.LENIENT).open(source).close();
    }

    private static void validate(InputSource source) throws IOException {
        new VcfValidator().validate(source);
    }

    private static void genes(InputSource source) throws IOException {
        try (GtfReader reader = GtfReader.open(source)) {
            GeneModelAssembler.strict().addAll(reader).forEachGene(gene -> {});
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("fai", lines("", ENDLESS, i -> "s" + i + "\t1\t0\t1\t2\n"), FastaIndex::read));
        cases.add(new Case(
                "fai-names",
                lines("", ENDLESS, i -> "s" + i + "x".repeat(60_000) + "\t1\t0\t1\t2\n"),
                FastaIndex::read));
        cases.add(new Case("fai-line", lines("", ENDLESS, i -> "s"), FastaIndex::read));
        cases.add(new Case("fasta-statistics", lines("", ENDLESS, i -> ">s" + i + "\n"), FastaStatistics::of));
        cases.add(new Case("fasta", lines("", ENDLESS, i -> ">s" + i + "\n"), FastaIndex::build));
        cases.add(new Case(
                "gzi",
                numbers(
                        ENDLESS,
                        i -> i == 0
                                ? buffer(8).putLong(1L << 36)
                                : buffer(16).putLong(i).putLong(i)),
                GziIndex::read));
        cases.add(new Case(
                "gzi-lies",
                numbers(
                        ENDLESS,
                        i -> i == 0
                                ? buffer(8).putLong(1000)
                                : buffer(16).putLong(i).putLong(i)),
                GziIndex::read));
        cases.add(new Case("tbi", new Lines(ENDLESS, i -> "TBI\1".getBytes(US_ASCII)), TabixIndex::read));
        cases.add(new Case("tbi-bins", bins(), TabixIndex::read));
        for (String line : List.of(
                "##a=%d\n",
                "##INFO=<ID=k%d,Number=1,Type=Flag,Description=\"\">\n",
                "##contig=<ID=c%d,length=5>\n",
                "\n",
                "#x\n",
                "##x=<a=%d,b=1,c=2,d=3,e=4,f=5,g=6>\n",
                "##FILTER=<\n")) {
            String name = "header " + line.strip();
            cases.add(new Case("vcf " + name, lines(VCF, ENDLESS, i -> line.formatted(i)), SmallHeap::vcf));
            if (!line.equals("\n")) {
                cases.add(
                        new Case("validate " + name, lines(VCF, ENDLESS, i -> line.formatted(i)), SmallHeap::validate));
            }
        }
        cases.add(new Case("vcf samples", lines(VCF + COLUMNS + "\tFORMAT", ENDLESS, i -> "\t" + i), SmallHeap::vcf));
        String record = VCF + COLUMNS + "\n1\t5\t";
        String sample = VCF + COLUMNS + "\tFORMAT\ta\n1\t5\t.\tA\tC\t.\t.\t";
        cases.add(new Case("validate alts", wide(record + ".\tA\tC", ",C", "\t.\t.\t.\n"), SmallHeap::validate));
        cases.add(new Case("validate ids", wide(record + "a", ";b", "\tA\tC\t.\t.\t.\n"), SmallHeap::validate));
        cases.add(new Case(
                "validate claims", wide(record + ".\tA\t<DEL>\t.\t.\tSVCLAIM=D", ",D", "\n"), SmallHeap::validate));
        cases.add(new Case("validate format", wide(sample + ".\tGT", ":X", "\t.\n"), SmallHeap::validate));
        cases.add(new Case("validate ploidy", wide(sample + ".\tGT\t0", "/0", "\n"), SmallHeap::validate));
        cases.add(new Case("validate phase sets", wide(sample + ".\tGT:PSL\t0/1:a", ",a", "\n"), SmallHeap::validate));
        cases.add(new Case(
                "validate contigs",
                lines(VCF + COLUMNS + "\n", 3_000_000, i -> "c" + i + "\t5\t.\tA\tC\t.\t.\t.\n"),
                SmallHeap::validate));
        cases.add(new Case("stats alts", wide(record + ".\tA\tC", ",C", "\t.\t.\t.\n"), source -> {
            try (VcfReader reader = VcfReader.open(source)) {
                VcfStatistics.of(reader);
            }
        }));
        cases.add(new Case("gtf directives", lines("", ENDLESS, i -> "##" + i + "\n"), SmallHeap::genes));
        String transcript = "1\tx\ttranscript\t5\t9\t.\t+\t.\tgene_id \"G\"; transcript_id \"T%d\";\n";
        cases.add(new Case("gtf gene", lines("", 1_000_000, i -> transcript.formatted(i)), SmallHeap::genes));
        String contig = "c%d\tx\ttranscript\t5\t9\t.\t+\t.\tgene_id \"G\"; transcript_id \"T\";\n";
        cases.add(new Case("gtf contigs", lines("", 1_000_000, i -> contig.formatted(i)), SmallHeap::genes));
        cases.add(new Case(
                "gtf validate contigs",
                lines("", 1_000_000, i -> contig.formatted(i)),
                source -> GtfValidator.create().validate(source, finding -> {})));
        cases.add(new Case("gtf census contigs", lines("", 1_000_000, i -> contig.formatted(i)), source -> {
            try (GtfReader reader = GtfReader.open(source)) {
                AnnotationCensus.of(reader);
            }
        }));
        cases.add(new Case("gtf rows", lines("", ENDLESS, i -> contig.formatted(i)), SmallHeap::genes));
        cases.add(new Case(
                "aliases",
                lines("", ENDLESS, i -> "c" + i + "\ta" + i + "\n"),
                source -> Assembly.fromAliases("x", source)));
        cases.add(new Case("alias-line", wide("c", "\ta", "\n"), source -> Assembly.fromAliases("x", source)));
        cases.add(new Case("table-heading", wide("a", "\ta", "\n"), source -> TissueTable.read(source)));
        cases.add(new Case("geneset", lines("", ENDLESS, i -> "G" + i + "\n"), source -> GeneSet.read("x", source)));
        cases.add(new Case(
                "gct",
                lines("#1.3\n1\t1\t0\t2000000000\nid\ta\n", ENDLESS, i -> "k" + i + "\tv\n"),
                source -> GctReader.open(source).close()));
        return cases;
    }

    /** Bins without chunks, the most there can be in the fewest bytes, as many as are read by default. */
    private static InputStream bins() {
        int most = 3_300_000;
        return numbers(
                most + 2L,
                i -> i == 0
                        ? buffer(48)
                                .put("TBI\1".getBytes(US_ASCII))
                                .putInt(1)
                                .putInt(2)
                                .putInt(1)
                                .putInt(2)
                                .putInt(0)
                                .putInt('#')
                                .putInt(0)
                                .putInt(2)
                                .put((byte) '1')
                                .put((byte) 0)
                                .putInt(most)
                        : i <= most
                                ? buffer(8).putInt((int) (i % 37000)).putInt(0)
                                : buffer(4).putInt(0));
    }

    public static void main(String[] names) throws IOException {
        List<String> wanted = List.of(names);
        for (Case one : cases()) {
            if (!wanted.isEmpty() && !wanted.contains(one.name())) {
                continue;
            }
            long start = System.nanoTime();
            String outcome = "read";
            try {
                one.reading().read(InputSource.of(one.name(), one.input()));
            } catch (ParseException e) {
                outcome = e.diagnostic().rule() + " " + e.diagnostic().message();
            } catch (RuntimeException | OutOfMemoryError e) {
                outcome = e.toString();
            }
            System.out.printf("%s\t%.1f s\t%s%n", one.name(), (System.nanoTime() - start) / 1e9, outcome);
        }
    }
}
