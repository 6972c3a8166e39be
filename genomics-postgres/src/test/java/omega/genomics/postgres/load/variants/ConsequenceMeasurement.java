package omega.genomics.postgres.load.variants;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Gene;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.WideGenes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What all consequences cost, in bytes and seconds, as sets and as rows of their own; and what indexes on INFO cost. Not run with
 * the tests: {@code mvn -pl genomics-postgres -am test -Dtest=ConsequenceMeasurement
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@DatabaseTest
class ConsequenceMeasurement {
    private static final int RECORDS = Integer.getInteger("genomics.records", 500_000);

    @TempDir
    Path directory;

    /** Chromosome 22 as Ensembl 107 has it, with a variant each twenty bases, as dense as dbSNP of 2017. */
    @Test
    void consequences(TestDatabase database) throws Exception {
        Path gtf = annotation();
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        List<Gene> genes;
        try (GtfReader reader = GtfReader.open(gtf)) {
            genes = GeneModelAssembler.assemble(reader).genes();
        }
        ConsequenceAnnotator annotator =
                ConsequenceAnnotator.builder(genes).reference(WideGenes::bases).build();
        Path file = dense();
        VcfLoad load = genome.loadVariants(InputSource.of(file)).dataset("m");
        for (int i = 0; i < 2; i++) {
            load(database, "sites", load);
            load(database, "picked", load.consequences(annotator));
            load(database, "all, as sets", load.consequences(annotator).allConsequences(true));
        }
        String rows = database.value("SELECT count(*) FROM grch38.variant_consequences");
        String sets = database.value("SELECT count(DISTINCT set_number) || ' sets of ' || count(*) || ' rows' FROM"
                + " grch38.consequence_sets");
        say(rows + " consequences in " + sets + ", details of "
                + database.value("SELECT count(consequence_details) FROM grch38.variants") + " variants");
        long begin = System.nanoTime();
        database.execute(
                "CREATE TABLE public.as_rows AS SELECT dataset_id, position, record_number, allele_index, ordinal, rank,"
                        + " picked, chromosome, impact, gene, gene_id, transcript_id, biotype, terms, cdna_position, cds_position,"
                        + " protein_position, amino_acids, codons FROM grch38.variant_consequences");
        long made = System.nanoTime();
        database.execute("CREATE UNIQUE INDEX ON public.as_rows (position, record_number, allele_index, rank);"
                + "CREATE INDEX ON public.as_rows (gene); CREATE INDEX ON public.as_rows (gene_id);"
                + "CREATE INDEX ON public.as_rows (transcript_id)");
        say(String.format(
                Locale.ROOT,
                "as rows: heap in %.1f s, indexes in %.1f s",
                (made - begin) / 1e9,
                (System.nanoTime() - made) / 1e9));
        sizes(database, "as_rows");
        database.execute("DROP TABLE public.as_rows");
    }

    /** One thread's processor time: alleles over the whole chromosome, and in coding exons alone, one in eight an indel. */
    @Test
    void annotator() throws Exception {
        Path gtf = annotation();
        List<Gene> genes;
        try (GtfReader reader = GtfReader.open(gtf)) {
            genes = GeneModelAssembler.assemble(reader).genes();
        }
        ConsequenceAnnotator annotator =
                ConsequenceAnnotator.builder(genes).reference(WideGenes::bases).build();
        List<CodingSegment> coding = genes.stream()
                .flatMap(gene -> gene.transcripts().stream())
                .flatMap(transcript -> transcript.cds().stream())
                .flatMap(cds -> cds.segments().stream())
                .toList();
        Random random = new Random(7);
        for (int round = 0; round < 3; round++) {
            speed("over the chromosome", annotator, () -> 10_500_000 + random.nextInt(40_300_000));
            speed("in coding exons", annotator, () -> {
                CodingSegment in = coding.get(random.nextInt(coding.size()));
                return in.start() + random.nextInt(in.end() - in.start() + 1);
            });
        }
    }

    private static void speed(String where, ConsequenceAnnotator annotator, IntSupplier place) {
        int alleles = 1_000_000;
        int[] positions = IntStream.generate(place).limit(alleles).toArray();
        long found = 0;
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < alleles; i++) {
            String ref = String.valueOf(WideGenes.base(positions[i]));
            String alt = i % 8 == 0 ? ref + "AC" : ref.equals("A") ? "C" : "A";
            found += annotator
                    .annotate("22", positions[i], ref, alt)
                    .map(of -> of.all().size())
                    .orElse(0);
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e9;
        say(String.format(
                Locale.ROOT,
                "%s: %,.0f alleles a second, %.1f consequences each",
                where,
                alleles / seconds,
                found / 1e6));
    }

    private static Path annotation() {
        return Needs.data("gtf/ensembl/Homo_sapiens.GRCh38.107.chr22.gtf.gz");
    }

    private void load(TestDatabase database, String what, VcfLoad load) throws Exception {
        LoadReport report = load.run();
        say(String.format(
                Locale.ROOT, "%s: %.1f s, phases %s", what, report.elapsed().toNanos() / 1e9, report.phases()));
        sizes(database, "variants_chr22_d");
        sizes(database, "consequence_sets_chr22_d");
    }

    private static void sizes(TestDatabase database, String like) throws Exception {
        for (String row : database.rows("SELECT relname, round(pg_table_size(oid) / " + RECORDS + ".0, 1),"
                + " round(pg_indexes_size(oid) / " + RECORDS
                + ".0, 1) FROM pg_class WHERE relkind = 'r' AND relname LIKE '" + like
                + "%'")) {
            say("  " + row.replace("|", ", heap and index in bytes a variant: ").replace(": ", " "));
        }
    }

    private static void say(String text) {
        System.out.println("ConsequenceMeasurement: " + text);
    }

    private Path dense() throws Exception {
        Path file = directory.resolve("dense.vcf");
        Random random = new Random(22);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                    .getBytes(StandardCharsets.US_ASCII));
            int position = 30_000_000;
            for (int i = 0; i < RECORDS; i++) {
                position += 1 + random.nextInt(39);
                char ref = WideGenes.base(position);
                String alt = "CGTA".substring("ACGT".indexOf(ref), "ACGT".indexOf(ref) + 1);
                out.write(("22\t" + position + "\t.\t" + ref + "\t" + alt + "\t.\tPASS\t.\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
        return file;
    }

    /** ClinVar: the key with most text, by each kind of index. */
    @Test
    void indexesOnInfo(TestDatabase database) throws Exception {
        Path clinVar = Needs.data("vcf/clinvar-2015/clinvar.vcf.gz");
        AssemblyDatabase genome = Genomes.empty(database, "grch37");
        VcfLoad load = genome.loadVariants(InputSource.of(clinVar)).unknownContigs(UnknownContigs.KEEP);
        for (VcfLoad one : List.of(load, load.indexInfo("CLNDBN"), load, load.indexInfo("CLNDBN", "CLNACC"))) {
            LoadReport report = one.run();
            say(
                    String.format(
                            Locale.ROOT,
                            "clinvar: %.2f s, %s; indexes %s",
                            report.elapsed().toNanos() / 1e9,
                            report.phases(),
                            database.value(
                                    "SELECT pg_size_pretty(sum(pg_indexes_size(oid))) FROM pg_class WHERE relname ~ '^variants_.*_r' AND relkind = 'r'")));
        }
        database.execute("CREATE TABLE public.clinvar AS SELECT info FROM grch37.variants");
        say("rows, and bytes of info: "
                + database.value("SELECT count(*) || ' ' || sum(pg_column_size(info)) FROM public.clinvar"));
        for (String index : List.of(
                "gin ((info -> 'CLNDBN') jsonb_path_ops)",
                "gin ((info -> 'CLNDBN'))",
                "btree (md5(info ->> 'CLNDBN'))",
                "gin (info jsonb_path_ops)",
                "gin (info)")) {
            long begin = System.nanoTime();
            database.execute("CREATE INDEX measured ON public.clinvar USING " + index);
            say(String.format(
                    Locale.ROOT,
                    "%s: %.2f s, %s bytes",
                    index,
                    (System.nanoTime() - begin) / 1e9,
                    database.value("SELECT pg_relation_size('public.measured')")));
            database.execute("DROP INDEX public.measured");
        }
        database.execute("DROP TABLE public.clinvar");
    }
}
