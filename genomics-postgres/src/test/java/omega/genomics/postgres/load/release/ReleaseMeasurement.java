package omega.genomics.postgres.load.release;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import omega.genomics.Region;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What releases cost: {@code mvn -pl genomics-postgres -am test -Dtest=ReleaseMeasurement -Dsurefire.failIfNoSpecifiedTests=false}, with
 * {@code -Dgenomics.records=} for another number than 4,400,000, {@code -Dgenomics.releases=} for more renewals than 4, and
 * {@code -Dgenomics.parts=500} for one record in 500 that differs from release to release instead of one in 100.
 */
@DatabaseTest
class ReleaseMeasurement {
    private static final int RECORDS = Integer.getInteger("genomics.records", 4_400_000);
    private static final int RELEASES = Integer.getInteger("genomics.releases", 4);
    private static final int PARTS = Integer.getInteger("genomics.parts", 100);
    private static final String[] SIGNIFICANCES = {
        "Pathogenic",
        "Likely_pathogenic",
        "Uncertain_significance",
        "Likely_benign",
        "Benign",
        "Conflicting_classifications_of_pathogenicity"
    };

    @TempDir
    Path directory;

    private static void say(String text) {
        System.out.println(text);
    }

    @Test
    void measure(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        for (int k = 0; k <= 1; k++) {
            write(file(k), k);
        }
        LoadReport ordinary = load(genome, 0, "ordinary").run();
        say("ordinary load: " + seconds(ordinary) + " " + ordinary.phases() + ", bytes "
                + ordinary.bytes().total());
        genome.datasets().drop("variants", "ordinary");
        LoadReport full =
                load(genome, 0, "clinvar").release("2026-01-01").renew().run();
        say("first release: " + seconds(full) + " " + full.phases() + ", bytes "
                + full.bytes().total());
        long before = full.bytes().total();
        for (int k = 1; k <= RELEASES; k++) {
            if (k > 1) {
                write(file(k), k);
            }
            long cpu = cpuMillis();
            LoadReport renewed = load(genome, k, "clinvar")
                    .release(
                            java.time.LocalDate.parse("2026-01-01").plusWeeks(k).toString())
                    .renew()
                    .run();
            long after = renewed.bytes().total();
            say("renewed: " + seconds(renewed) + ", the reading thread computed for " + (cpuMillis() - cpu) + " ms "
                    + renewed.phases() + " "
                    + renewed.release().orElseThrow() + ", grown by "
                    + (after - before) + ", per row that differs "
                    + (after - before)
                            / Math.max(1, renewed.release().orElseThrow().changed()) + ", per row "
                    + full.bytes().total() / RECORDS);
            before = after;
            Files.delete(file(k));
        }
        database.execute("VACUUM ANALYZE");
        try (Connection kept = database.connect()) {
            ask(GenomicsDatabase.open(TestDatabase.keeping(kept)).assembly("grch38"));
        }
    }

    /** By a connection that is kept as a pool would. */
    private void ask(AssemblyDatabase genome) {
        List<Region> regions = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int start = 1 + random.nextInt(40_000_000);
            regions.add(new Region(Integer.toString(1 + random.nextInt(20)), start, start + 500_000));
        }
        String first = "2026-01-01";
        say("region, newest: "
                + median(
                        regions, region -> genome.variants().overlapping(region).list()));
        say("region, as of the newest: "
                + median(
                        regions,
                        region -> genome.variants()
                                .overlapping(region)
                                .asOf("2030-01-01")
                                .list()));
        say("region, as of the first: "
                + median(
                        regions,
                        region -> genome.variants()
                                .overlapping(region)
                                .asOf(first)
                                .list()));
        say("changes of a region: "
                + median(
                        regions,
                        region -> genome.changes("clinvar")
                                .since(first)
                                .overlapping(region)
                                .list()));
        List<String> genes = random.ints(100, 0, 80).mapToObj(n -> "GENE1_" + n).toList();
        say("changes of a gene: "
                + median(
                        genes,
                        gene -> genome.changes("clinvar")
                                .since(first)
                                .ofGene(gene)
                                .list()));
        long start = System.nanoTime();
        say("all changes: " + genome.changes("clinvar").since(first).counts() + " "
                + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    private static <T> String median(List<T> places, Function<T, List<?>> query) {
        long rows = 0;
        long[] times = new long[places.size()];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                rows += query.apply(places.get(i)).size();
                times[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(times);
        return times[times.length / 2] / 1000 + " us, " + rows / 2 / times.length + " rows";
    }

    private static String seconds(LoadReport report) {
        return String.format(Locale.ROOT, "%.1f s", report.elapsed().toNanos() / 1e9);
    }

    private Path file(int k) {
        return directory.resolve(k + ".vcf.gz");
    }

    private VcfLoad load(AssemblyDatabase genome, int k, String dataset) {
        return genome.loadVariants(InputSource.of(file(k))).dataset(dataset);
    }

    /** One record in {@link #PARTS} differs from release to release. */
    private void write(Path file, int release) throws IOException {
        List<Contig> chromosomes = Assembly.grch38().contigs().stream()
                .filter(contig -> contig.role() == Contig.Role.CHROMOSOME)
                .toList();
        long genome = chromosomes.stream().mapToLong(c -> c.length().orElse(0)).sum();
        Random random = new Random(1);
        try (OutputStream out = BgzfWriter.to(Files.newOutputStream(file), 1)) {
            out.write("""
                    ##fileformat=VCFv4.1
                    ##INFO=<ID=ALLELEID,Number=1,Type=Integer,Description="the ClinVar Allele ID">
                    ##INFO=<ID=CLNDISDB,Number=.,Type=String,Description="identifiers">
                    ##INFO=<ID=CLNDN,Number=.,Type=String,Description="disease name">
                    ##INFO=<ID=CLNHGVS,Number=.,Type=String,Description="HGVS">
                    ##INFO=<ID=CLNREVSTAT,Number=.,Type=String,Description="review status">
                    ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="classification">
                    ##INFO=<ID=CLNVC,Number=1,Type=String,Description="Variant type">
                    ##INFO=<ID=CLNVCSO,Number=1,Type=String,Description="Sequence Ontology id">
                    ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene(s)">
                    ##INFO=<ID=MC,Number=.,Type=String,Description="molecular consequence">
                    ##INFO=<ID=ORIGIN,Number=.,Type=String,Description="Allele origin">
                    ##INFO=<ID=RS,Number=.,Type=String,Description="dbSNP ID">
                    #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                    """.getBytes(StandardCharsets.UTF_8));
            StringBuilder line = new StringBuilder();
            int id = 0;
            for (Contig chromosome : chromosomes) {
                int length = chromosome.length().orElse(0);
                int count = (int) (RECORDS * (long) length / genome);
                int step = length / (count + 1);
                for (int i = 0; i < count; i++) {
                    id++;
                    int position = 1 + i * step + random.nextInt(Math.max(1, step - 1));
                    int significance = random.nextInt(SIGNIFICANCES.length);
                    int ref = random.nextInt(4);
                    int edit = Math.floorMod(id * 0x9E3779B9, 100_000) / (100_000 / PARTS);
                    int version = 0;
                    for (int k = 1; k <= release; k++) {
                        version += edit == k ? 1 : 0;
                    }
                    line.setLength(0);
                    line.append(chromosome.name())
                            .append('\t')
                            .append(position)
                            .append('\t')
                            .append(id)
                            .append('\t')
                            .append("ACGT".charAt(ref))
                            .append('\t')
                            .append("CGTA".charAt(ref))
                            .append("\t.\t.\tALLELEID=")
                            .append(id + 15_000)
                            .append(";CLNDISDB=MONDO:MONDO:0007")
                            .append(id % 900)
                            .append(",MedGen:C")
                            .append(1_000_000 + id % 5000)
                            .append(",OMIM:")
                            .append(100_000 + id % 3000)
                            .append(";CLNDN=Disease_with_a_long_name_")
                            .append(id % 700)
                            .append("|not_provided;CLNHGVS=NC_0000")
                            .append(chromosome.name())
                            .append(".11:g.")
                            .append(position)
                            .append("A>G;CLNREVSTAT=criteria_provided,_single_submitter;CLNSIG=")
                            .append(SIGNIFICANCES[(significance + version) % SIGNIFICANCES.length])
                            .append(";CLNVC=single_nucleotide_variant;CLNVCSO=SO:0001483;GENEINFO=GENE")
                            .append(chromosome.name())
                            .append('_')
                            .append(position / 3_000_000)
                            .append(':')
                            .append(position / 3_000_000)
                            .append(";MC=SO:0001583|missense_variant;ORIGIN=1");
                    if (id % 2 == 0) {
                        line.append(";RS=").append(1_000_000L + id);
                    }
                    out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
