package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import omega.genomics.ByteSlice;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.hgvs.names.HgvsNames;
import omega.genomics.model.GeneticCode;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/** Measures parsing and naming in CPU time of one thread; not run with the other tests. */
class HgvsMeasurement {
    private static final String BRCA1 = "hgvs/consequences/clinvar_brca1_opa1/";

    private record Allele(int position, ByteSlice ref, ByteSlice alt) {}

    private static void measure(String what, int count, int rounds, IntSupplier once) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long best = Long.MAX_VALUE;
        long bytes = 0;
        for (int round = 0; round < rounds; round++) {
            long allocated = threads.getThreadAllocatedBytes(thread);
            long started = threads.getThreadCpuTime(thread);
            assertThat(once.getAsInt()).isPositive();
            best = Math.min(best, threads.getThreadCpuTime(thread) - started);
            bytes = threads.getThreadAllocatedBytes(thread) - allocated;
        }
        System.out.printf(
                "%s: %,d a second, %,d bytes allocated for each%n", what, count * 1_000_000_000L / best, bytes / count);
    }

    @Test
    void parsing() {
        List<String> names = TableReport.lines(Needs.data("hgvs/grammar/random-vars.gz"));
        measure("parsing", names.size(), 20, () -> {
            int sum = 0;
            for (String name : names) {
                sum += HgvsParser.parse(name).kind().prefix().length();
            }
            return sum;
        });
    }

    @Test
    void naming() {
        TableModels models = new TableModels();
        for (Map<String, String> row : TableReport.rows(Needs.data(BRCA1 + "models.tsv"))) {
            if (row.get("gene").equals("BRCA1")) {
                models.add(row, "17", "");
            }
        }
        ReferenceTables.fasta(Needs.data(BRCA1 + "brca1_genome.fa.gz")).values().stream()
                .filter(text -> !text.isEmpty())
                .forEach(text -> models.genome("17", 41_196_312, text));
        Map<String, Allele> distinct = new LinkedHashMap<>();
        for (Map<String, String> row : TableReport.rows(Needs.data(BRCA1 + "vep109.tsv.gz"))) {
            distinct.put(
                    row.get("pos") + row.get("ref") + ">" + row.get("alt"),
                    new Allele(
                            Integer.parseInt(row.get("pos")),
                            ByteSlice.of(row.get("ref")),
                            ByteSlice.of(row.get("alt"))));
        }
        List<Allele> alleles = distinct.values().stream()
                .filter(allele -> allele.position() > 41_196_312
                        && allele.position() + allele.ref().length() < 41_277_468)
                .filter(allele -> !models.contradicts(
                        "17", allele.position(), allele.ref().toString()))
                .toList();
        HgvsNames names = HgvsNamer.builder(models.genes(), models)
                .contigNames(contig -> "NC_000017.10")
                .build()
                .names();
        measure("g., c. and p. on six transcripts, as bytes", alleles.size(), 40, () -> {
            int sum = 0;
            for (Allele allele : alleles) {
                if (names.read("17", allele.position(), allele.ref(), allele.alt()) == HgvsNames.Outcome.NAMED) {
                    sum += names.genomic().length();
                    for (int i = 0; i < names.count(); i++) {
                        sum += names.transcript(i).length() + names.protein(i).length();
                    }
                }
            }
            return sum;
        });
        HgvsNormalizer normalizer = HgvsNormalizer.of(models);
        List<HgvsTranscript> transcripts = models.genes().stream()
                .flatMap(gene -> gene.transcripts().stream())
                .map(transcript -> HgvsTranscript.of(transcript, "17", models, GeneticCode.STANDARD))
                .toList();
        measure("the same, as values", alleles.size(), 5, () -> {
            int sum = 0;
            for (Allele allele : alleles) {
                GenomicAllele same = new GenomicAllele(
                        "17",
                        allele.position(),
                        allele.ref().toString(),
                        allele.alt().toString());
                for (HgvsTranscript transcript : transcripts) {
                    sum += normalizer.toNames(same, transcript).toString().length();
                }
            }
            return sum;
        });
        ConsequenceAnnotator annotator =
                ConsequenceAnnotator.builder(models.genes()).reference(models).build();
        measure("terms", alleles.size(), 40, () -> {
            int sum = 0;
            for (Allele allele : alleles) {
                sum += annotator
                        .annotate("17", allele.position(), allele.ref(), allele.alt())
                        .map(found -> found.all().size())
                        .orElse(0);
            }
            return sum;
        });
    }
}
