package omega.genomics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import omega.genomics.bed.BedReader;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.expression.GctReader;
import omega.genomics.expression.GctRecord;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixBuilder;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixLayout;
import omega.genomics.longevity.hagr.HagrFormat;
import omega.genomics.longevity.hagr.HagrReader;
import omega.genomics.model.GeneModel;
import omega.genomics.testing.NullCalls;
import omega.genomics.vcf.GenotypePacker;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.SamplesView;
import omega.genomics.vcf.VcfIndex;
import omega.genomics.vcf.VcfParallelReader;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.annotate.VcfAnnotator;
import omega.genomics.vcf.filter.BoundFilter;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.genotype.PackedGenotypes;
import omega.genomics.vcf.source.Consequences;
import omega.genomics.vcf.source.PickedConsequences;

/** Calls every public method and constructor with null, and prints those that do not refuse it by name; run in a JVM of its own. */
final class NullArguments {
    private static final String VCF = """
        ##fileformat=VCFv4.3
        ##contig=<ID=1,length=1000>
        ##INFO=<ID=CSQ,Number=.,Type=String,Description="Format: Allele|Consequence|SYMBOL|Feature|PICK">
        ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
        #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t1
        1\t4\t.\tA\tC\t.\t.\tCSQ=C|missense_variant|KL|T1|1\tGT\t0/1
        """;
    private static final String GCT = "#1.2\n1\t1\nName\tDescription\t1\nG1\tA\t1.5\n";
    private static final String CELLAGE =
            "entrez id,gene symbol,gene name,cancer cell,type of senescence,senescence effect,reference\n";
    private static final String GTF = """
        1\ts\tgene\t1\t9\t.\t+\t.\tgene_id "1";
        1\ts\ttranscript\t1\t9\t.\t+\t.\tgene_id "1"; transcript_id "1";
        1\ts\texon\t1\t9\t.\t+\t.\tgene_id "1"; transcript_id "1";
        """;

    private NullArguments() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path fasta = Files.writeString(folder.resolve("s.fa"), ">1\nACGTACGT\n");
        Path vcf = folder.resolve("s.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(vcf)) {
            out.write(VCF.getBytes(UTF_8));
        }
        VcfIndex.build(vcf, TabixFormat.TBI).write(Path.of(vcf + ".tbi"));
        NullCalls calls = NullCalls.of(
                        Path.of("target", "classes"), name -> !name.contains(".internal"), NullArguments::isForUsers)
                .withFresh(
                        Path.class,
                        () -> Files.copy(
                                vcf, Files.createTempDirectory(folder, "f").resolve("s.vcf.gz")))
                .with(InputSource.of(vcf))
                .with(URI.class, URI.create("http://127.0.0.1:1/s.vcf.gz"))
                .with(IndexedFasta.open(fasta, FastaIndex.build(InputSource.of(fasta))));
        calls.hot(
                VcfRecord.class,
                InfoView.class,
                SamplesView.class,
                RecordFilter.Test.class,
                BoundFilter.class,
                GtfRecord.class,
                ByteSlice.class);
        calls.withFresh(VcfReader.class, NullArguments::variants)
                .withFresh(VcfRecord.class, () -> variants().record())
                .withFresh(GtfReader.class, NullArguments::rows)
                .withFresh(GtfRecord.class, () -> rows().record())
                .withFresh(GctReader.class, NullArguments::expression)
                .withFresh(GctRecord.class, () -> expression().record())
                .withFresh(BedReader.class, () -> BedReader.open(source("1\t0\t9\n")))
                .withFresh(HagrReader.class, () -> HagrFormat.CELLAGE.open(source(CELLAGE)))
                .withFresh(VcfParallelReader.class, () -> VcfReader.options().openParallel(source(VCF), 1))
                .withFresh(BgzfInputStream.class, () -> BgzfInputStream.open(vcf))
                .withFresh(GeneModelAssembler.class, GeneModelAssembler::strict)
                .withFresh(TabixBuilder.class, () -> new TabixBuilder(TabixFormat.TBI, TabixLayout.VCF));
        try (VcfReader reader = variants()) {
            Consequences consequences = Consequences.of(reader.header()).orElseThrow();
            calls.with(consequences).with(consequences.in(reader.record()).get(0));
            calls.with(PickedConsequences.of(reader.header()).orElseThrow());
            calls.with(VcfFilter.parse("QUAL > 1").of(reader.header()));
            calls.with(VcfAnnotator.from(folder.resolve("any.vcf"), "AF"));
            GenotypePacker packer = new GenotypePacker();
            packer.read(reader.record().samples());
            packer.pack(1);
            calls.with(packer).with(PackedGenotypes.of(Arrays.copyOf(packer.array(), packer.length()), 1));
            try (GtfReader genes = GtfReader.open(source(GTF))) {
                GeneModel model = GeneModelAssembler.assemble(genes);
                calls.with(model.genes().get(0).transcripts().get(0).toAlignment());
                ConsequenceAnnotator annotator =
                        ConsequenceAnnotator.builder(model).build();
                calls.with(annotator.annotate("1", 4, "A", "C").orElseThrow().picked());
            }
            check(calls);
        }
    }

    /** Some methods of exported packages are public for other packages of the module only: their types are not exported. */
    private static boolean isForUsers(Executable call) {
        return Stream.of(call.getParameterTypes())
                .noneMatch(type -> type.getName().contains(".internal."));
    }

    private static InputSource source(String text) {
        return InputSource.of("s", text.getBytes(UTF_8));
    }

    private static VcfReader variants() throws IOException {
        VcfReader reader = VcfReader.open(source(VCF));
        reader.advance();
        return reader;
    }

    private static GtfReader rows() throws IOException {
        GtfReader reader = GtfReader.open(source(GTF));
        reader.advance();
        return reader;
    }

    private static GctReader expression() throws IOException {
        GctReader reader = GctReader.open(source(GCT));
        reader.advance();
        return reader;
    }

    private static void check(NullCalls calls) {
        calls.explore();
        calls.untried().forEach(type -> System.out.println("untried: " + type));
        calls.bare().forEach((call, outcome) -> System.out.println(call + ": " + outcome));
        System.out.println("checked");
    }
}
