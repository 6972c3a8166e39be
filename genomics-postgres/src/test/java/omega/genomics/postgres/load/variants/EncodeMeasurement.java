package omega.genomics.postgres.load.variants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.RandomVariants;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * CPU time of the loading thread from VCF text to COPY rows: no database, no inflation. Not run with the other tests:
 *
 * <pre>mvn -pl genomics-postgres -am test -Dtest=EncodeMeasurement -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class EncodeMeasurement {
    private static final int ROUNDS = Integer.getInteger("genomics.rounds", 7);
    private static final String VEP =
            "Allele|Consequence|IMPACT|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|EXON|INTRON|HGVSc|"
                    + "HGVSp|cDNA_position|CDS_position|Protein_position|Amino_acids|Codons|Existing_variation|DISTANCE|STRAND|FLAGS|"
                    + "SYMBOL_SOURCE|HGNC_ID|CANONICAL|MANE_SELECT|TSL|APPRIS|CCDS|ENSP|SWISSPROT|TREMBL|UNIPARC|SIFT|PolyPhen|DOMAINS";
    private static final List<String> TERMS = List.of(
            "intron_variant|MODIFIER",
            "intron_variant&non_coding_transcript_variant|MODIFIER",
            "missense_variant|MODERATE",
            "missense_variant&splice_region_variant|MODERATE",
            "synonymous_variant|LOW",
            "downstream_gene_variant|MODIFIER",
            "3_prime_UTR_variant|MODIFIER",
            "frameshift_variant|HIGH");

    @Test
    void measure() throws IOException {
        byte[] plain = plain(400_000);
        reportRows("10 INFO keys, typed columns only", plain, Set.of());
        reportRows("10 INFO keys, all of them as JSON", plain, null);
        byte[] vep = vep(20_000, 8);
        reportRows("VEP, 8 transcripts an allele, typed columns only", vep, Set.of());
        reportRows("VEP, 8 transcripts an allele, all as JSON", vep, null);
        report("VEP, 8 transcripts an allele, consequences picked and told, no rows", vep, EncodeMeasurement::tell);
    }

    private static byte[] plain(int records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RandomVariants.write(7, records, out);
        return out.toByteArray();
    }

    /** The same variants with what Ensembl VEP adds: an entry a transcript and allele, some 250 bytes each. */
    private static byte[] vep(int records, int transcripts) throws IOException {
        Random random = new Random(11);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String line = "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Consequences. Format: " + VEP + "\">";
        for (String text : RandomVariants.text(7, records).lines().toList()) {
            if (text.startsWith("#CHROM")) {
                write(out, line + "\n");
            }
            write(out, text);
            if (!text.startsWith("#")) {
                String[] columns = text.split("\t", -1);
                String separator = ";CSQ=";
                int gene = random.nextInt(60_000);
                for (String alt : columns[4].split(",", -1)) {
                    for (int i = 0; i < transcripts; i++) {
                        write(out, separator + entry(random, columns[3], alt, gene));
                        separator = ",";
                    }
                }
            }
            write(out, "\n");
        }
        return out.toByteArray();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String entry(Random random, String ref, String alt, int gene) {
        boolean isIndel = ref.length() != alt.length();
        String allele = !isIndel ? alt : alt.length() == 1 ? "-" : alt.substring(1);
        int place = random.nextInt(5000);
        return String.format(
                Locale.ROOT,
                "%s|%s|GENE%d|ENSG%011d|Transcript|ENST%011d|protein_coding|%d/27||ENST%011d.3:c.%dA>G|ENSP%011d.1:p.Lys%dArg|"
                        + "%d|%d|%d|K/R|aAg/aGg|rs%d||1||HGNC|HGNC:%d|YES|NM_%06d.4|1|P1|CCDS%d.1|ENSP%011d|P%05d||UPI%010d|"
                        + "tolerated(0.4)|benign(0.01)|Pfam:PF%05d&SMART:SM%05d",
                allele,
                TERMS.get(random.nextInt(TERMS.size())),
                gene,
                gene,
                place,
                1 + place % 26,
                place,
                place,
                place,
                place / 3,
                place,
                place,
                place / 3,
                random.nextInt(1_000_000_000),
                gene,
                place,
                place,
                place,
                place,
                place,
                place,
                place);
    }

    /** Encodes a text; returns the number of rows, or what stands for them. */
    private interface Encoding {
        long encode(byte[] text) throws IOException;
    }

    private static void reportRows(String what, byte[] text, @Nullable Set<String> infoKeys) throws IOException {
        report(what, text, of -> encode(of, infoKeys));
    }

    private static void report(String what, byte[] text, Encoding encoding) throws IOException {
        long[] nanos = new long[ROUNDS];
        long rows = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            rows = encoding.encode(text);
            nanos[round] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        }
        long best = IntStream.range(0, ROUNDS).mapToLong(i -> nanos[i]).min().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%s: %,d rows of %,d MB in %.0f ms CPU (first round %.0f): %,.0f rows/s, %.2f µs a row%n",
                what,
                rows,
                text.length >> 20,
                best / 1e6,
                nanos[0] / 1e6,
                rows * 1e9 / best,
                best / 1e3 / rows);
    }

    /** Returns the number of alleles. */
    private static long tell(byte[] text) throws IOException {
        long alleles = 0;
        AlleleConsequences found = new AlleleConsequences();
        RowAllele allele = new RowAllele();
        try (VcfReader reader = VcfReader.open(InputSource.of("generated.vcf", text))) {
            AlleleAnnotator annotator = FileConsequences.of(reader.header(), true, false);
            while (reader.advance()) {
                VcfRecord record = reader.record();
                annotator.begin(record);
                for (int alt = 0; alt < record.altCount(); alt++) {
                    allele.index = alt;
                    found.clear(null);
                    annotator.annotate(record, allele, record.end(), "1", found);
                    alleles += found.transcripts().isEmpty() ? 0 : 1;
                }
            }
        }
        return alleles;
    }

    private static long encode(byte[] text, @Nullable Set<String> infoKeys) throws IOException {
        VariantOptions options = new VariantOptions(null).with(of -> of.infoKeys = infoKeys);
        RowAlleles alleles = new RowAlleles(options);
        PositionKeys keys = new PositionKeys(options.window());
        BinaryCopyWriter out = new BinaryCopyWriter((block, length) -> block);
        try (VcfReader reader =
                VcfReader.options().brokenValues(options.brokenValues).open(InputSource.of("generated.vcf", text))) {
            VariantRows rows = new VariantRows(VariantPlan.of(reader.header(), options), null, reader.keptValues());
            while (reader.advance()) {
                VcfRecord record = reader.record();
                rows.begin(record);
                int count = alleles.read(record, "1");
                for (int i = 0; i < count; i++) {
                    keys.add(alleles.get(i).position, alleles.get(i).ref, alleles.get(i).alt);
                    rows.write(out, record, "1", true, (int) reader.records(), alleles.get(i), record.altCount());
                }
            }
        }
        return out.rows();
    }
}
