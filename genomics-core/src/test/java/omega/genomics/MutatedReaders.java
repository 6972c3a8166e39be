package omega.genomics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.bed.BedReader;
import omega.genomics.bed.RegionFile;
import omega.genomics.contig.Assembly;
import omega.genomics.expression.GctReader;
import omega.genomics.expression.TissueTable;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.FastaStatistics;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.geneset.GeneSet;
import omega.genomics.gtf.GtfDialect;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.AnnotationCensus;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.gtf.assembly.GtfValidator;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.GziIndex;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.longevity.hagr.HagrFormat;
import omega.genomics.testing.MutationRun;
import omega.genomics.vcf.GenotypePacker;
import omega.genomics.vcf.VcfIndex;
import omega.genomics.vcf.VcfParallelReader;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.normalize.VcfNormalizer;
import omega.genomics.vcf.source.Consequences;
import omega.genomics.vcf.source.PickedConsequences;
import omega.genomics.vcf.source.SourceFields;
import omega.genomics.vcf.stats.VcfStatistics;
import omega.genomics.vcf.validate.VcfValidator;

/** Gives mutated files to every reader of this module, as {@link MutationRun} says; run in a JVM of its own with a small heap. */
final class MutatedReaders {
    private static final int LONGEST_SEED = 1 << 16;
    private static final String NAME = "mutated";

    private final Path folder;
    private final MutationRun run = new MutationRun(MutatedReaders::isAllowed);

    private MutatedReaders(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("mutated");
        try {
            MutatedReaders readers = new MutatedReaders(folder);
            readers.addVariants();
            readers.addAnnotations();
            readers.addSequences();
            readers.addIndexes();
            readers.addRegions();
            readers.addTables();
            System.exit(readers.run.run() == 0 ? 0 : 1);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static boolean isAllowed(Throwable thrown) {
        return thrown instanceof ParseException || thrown instanceof UncheckedIOException;
    }

    /** The inputs of the fuzz tests, and real files of the given names if there are any. */
    private static List<byte[]> corpus(String inputs, String real, String... suffixes) throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        add(corpus, Path.of("src/test/resources/omega/genomics/ReadersFuzzTestInputs", inputs));
        add(corpus, Path.of(System.getProperty("genomics.data", "none"), real), suffixes);
        return corpus;
    }

    private static void add(List<byte[]> corpus, Path root, String... suffixes) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
                boolean isWanted = suffixes.length == 0 || Stream.of(suffixes).anyMatch(path.toString()::endsWith);
                if (isWanted && Files.size(path) <= LONGEST_SEED) {
                    corpus.add(Files.readAllBytes(path));
                }
            }
        }
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    private static InputSource source(byte[] input) {
        return InputSource.of(NAME, input).threads(1);
    }

    // ---- VCF -----------------------------------------------------------------------------------------------------

    private void addVariants() throws IOException {
        List<byte[]> corpus = corpus("vcf", "vcf", ".vcf", ".vcf.gz");
        corpus.addAll(corpus("vcfValidator", "vcf-conformance", ".vcf"));
        run.add("container", corpus("container", "vcf", ".gz", ".bcf", ".bgz"), input -> {
            try (InputStream in = source(input).open()) {
                byte[] buffer = new byte[1 << 16];
                long total = 0;
                for (int n = in.read(buffer); n >= 0 && total < 1 << 28; n = in.read(buffer)) {
                    total += n;
                }
            }
        });
        run.add("vcf", corpus, input -> {
            try (VcfReader reader = VcfReader.open(source(input))) {
                reader.forEach(MutatedReaders::read);
            }
        });
        run.add("vcf-lenient", corpus, input -> {
            try (VcfReader reader = VcfReader.options().mode(ParseMode.LENIENT).open(source(input))) {
                reader.forEach(record -> orRefused(() -> read(record)));
            }
        });
        run.add("vcf-parallel", corpus, input -> {
            try (VcfParallelReader reader = VcfReader.options().openParallel(source(input), 1)) {
                reader.forEachOrdered(VcfRecord::toVariant, variant -> {});
            }
        });
        run.add("vcf-sources", corpus, MutatedReaders::sources);
        run.add("vcf-statistics", corpus, input -> {
            try (VcfReader reader = VcfReader.open(source(input))) {
                VcfStatistics.withSamples(reader);
            }
        });
        run.add("vcf-genotypes", corpus, input -> {
            GenotypePacker packer = new GenotypePacker();
            try (VcfReader reader = VcfReader.open(source(input))) {
                reader.forEach(record -> {
                    if (packer.read(record.samples())) {
                        for (int allele = 1; allele <= Math.min(20, record.altCount()); allele++) {
                            packer.pack(allele);
                        }
                    }
                });
            }
        });
        run.add("vcf-normalize", corpus, input -> {
            try (VcfReader reader = VcfReader.open(source(input))) {
                VcfNormalizer.withoutReference().atomize(input.length % 2 == 0).normalize(reader, variant -> {});
            }
        });
        for (ParseMode mode : ParseMode.values()) {
            run.add("bcf-" + mode, corpus("bcf", "vcf", ".bcf"), input -> {
                try (VcfReader reader = VcfReader.options().mode(mode).open(source(input))) {
                    reader.forEach(record -> orRefused(() -> read(record)));
                }
            });
        }
        run.add("vcf-validate", corpus, input -> new VcfValidator().validate(source(input)));
    }

    private static void read(VcfRecord record) {
        record.validate();
        record.end();
        record.info().size();
        record.toVariant();
    }

    private static void sources(byte[] input) throws IOException {
        try (VcfReader reader = VcfReader.open(source(input))) {
            SourceFields fields = SourceFields.of(reader.header());
            Consequences all = Consequences.of(reader.header()).orElse(null);
            PickedConsequences picked = PickedConsequences.of(reader.header()).orElse(null);
            reader.forEach(record -> {
                fields.rsNumber(record);
                fields.gene(record);
                fields.alleleNumber(record);
                for (int alt = 0; alt < record.altCount(); alt++) {
                    fields.frequency(record, alt);
                    fields.alleleCount(record, alt);
                    fields.clinicalSignificance(record, alt);
                }
                if (all != null) {
                    all.in(record);
                }
                if (picked != null) {
                    picked.read(record);
                }
            });
        }
    }

    /** Something that may be refused. */
    interface Part {
        void run();
    }

    private static void orRefused(Part part) {
        try {
            part.run();
        } catch (ParseException e) {
            if (e.location().source().isEmpty()) {
                throw new IllegalStateException("no place", e);
            }
        }
    }

    // ---- GTF and GFF3 --------------------------------------------------------------------------------------------

    private void addAnnotations() throws IOException {
        List<byte[]> gtf = corpus("gtf", "gtf", ".gtf", ".gtf.gz");
        List<byte[]> gff3 = corpus("gff3", "gtf", ".gff3", ".gff", ".gff3.gz");
        for (GtfDialect dialect : List.of(GtfDialect.GTF, GtfDialect.GFF3)) {
            String name = dialect.name().toLowerCase(java.util.Locale.ROOT);
            List<byte[]> corpus = dialect == GtfDialect.GTF ? gtf : gff3;
            for (ParseMode mode : ParseMode.values()) {
                run.add(name + "-" + mode, corpus, input -> {
                    try (GtfReader reader = GtfReader.options()
                            .dialect(dialect)
                            .mode(mode)
                            .diagnostics(finding -> {})
                            .open(source(input))) {
                        reader.forEach(row -> orRefused(row::toFeature));
                    }
                });
                run.add(name + "-genes-" + mode, corpus, input -> {
                    try (GtfReader reader = GtfReader.options()
                            .mode(mode)
                            .diagnostics(finding -> {})
                            .open(source(input))) {
                        GeneModelAssembler.of(mode, finding -> {})
                                .addAll(reader)
                                .forEachGene(gene -> {});
                    }
                });
            }
            run.add(name + "-validate", corpus, input -> GtfValidator.create().validate(source(input), finding -> {}));
            run.add(name + "-census", corpus, input -> {
                try (GtfReader reader = GtfReader.open(source(input))) {
                    AnnotationCensus.of(reader);
                }
            });
        }
    }

    // ---- FASTA ---------------------------------------------------------------------------------------------------

    private void addSequences() throws IOException {
        List<byte[]> fasta = new ArrayList<>(texts(">a\nACGT\nACGT\nAC\n>b x\nNNNN\n", ">a\r\nAC\r\nG\r\n"));
        fasta.addAll(corpus("fasta", "fasta", ".fa", ".fasta", ".fna"));
        run.add("fasta", fasta, input -> FastaStatistics.of(source(input)));
        run.add("fasta-build", fasta, input -> FastaIndex.build(source(input)));

        StringBuilder text = new StringBuilder(">a\n");
        for (int i = 0; i < 3000; i++) {
            text.append("ACGTACGTACGTACGTACGTNNNNNNNNNNNNNNNNNNNN\n");
        }
        byte[] bytes = text.append(">b\nACGT\n").toString().getBytes(UTF_8);
        Path plain = Files.write(folder.resolve("plain.fa"), bytes);
        Path blocks = folder.resolve("blocks.fa.gz");
        try (BgzfWriter out = BgzfWriter.create(blocks)) {
            for (int from = 0; from < bytes.length; from += 1000) {
                out.write(bytes, from, Math.min(1000, bytes.length - from));
                out.flush();
            }
        }
        ByteArrayOutputStream fai = new ByteArrayOutputStream();
        FastaIndex.build(InputSource.of(plain)).write(fai);
        ByteArrayOutputStream gzi = new ByteArrayOutputStream();
        GziIndex.build(blocks).write(gzi);
        List<byte[]> indexes = new ArrayList<>(List.of(fai.toByteArray()));
        indexes.addAll(corpus("fai", "fasta", ".fai"));
        run.add("fai", indexes, input -> bases(plain, FastaIndex.read(source(input))));
        Path index = Path.of(blocks + ".fai");
        Path blockIndex = Path.of(blocks + ".gzi");
        run.add("fai-bgzf", indexes, input -> {
            Files.write(blockIndex, gzi.toByteArray());
            bases(blocks, FastaIndex.read(source(input)));
        });
        run.add("gzi", List.of(gzi.toByteArray()), input -> {
            Files.write(index, fai.toByteArray());
            Files.write(blockIndex, input);
            bases(blocks, FastaIndex.read(InputSource.of(index)));
        });
    }

    private static void bases(Path file, FastaIndex index) throws IOException {
        try (IndexedFasta fasta = IndexedFasta.open(file, index)) {
            int shown = 0;
            for (FastaIndex.Entry entry : index.entries().values()) {
                if (entry.length() > 0 && shown++ < 20) {
                    int last = (int) Math.min(Integer.MAX_VALUE - 1, entry.length());
                    orRefused(() -> fasta.bases(new Region(entry.name(), 1, Math.min(1000, last))));
                    orRefused(() -> fasta.bases(new Region(entry.name(), Math.max(1, last - 1000), last)));
                }
            }
        }
    }

    // ---- tabix and CSI -------------------------------------------------------------------------------------------

    private void addIndexes() throws IOException {
        Path vcf = folder.resolve("sorted.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(vcf)) {
            out.write("##fileformat=VCFv4.2\n##contig=<ID=1>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                    .getBytes(UTF_8));
            for (int i = 1; i < 5000; i++) {
                out.write((i < 3000 ? "1" : "2")
                        .concat("\t" + 900 * i + "\t.\tA\tC\t.\t.\t.\n")
                        .getBytes(UTF_8));
            }
        }
        for (TabixFormat format : TabixFormat.values()) {
            Path path = Path.of(vcf + format.suffix());
            VcfIndex.build(vcf, format).write(path);
            byte[] sound;
            try (InputStream in = InputSource.of(path).open()) {
                sound = in.readAllBytes();
            }
            List<byte[]> corpus = new ArrayList<>(List.of(sound, Files.readAllBytes(path)));
            for (byte[] stored : corpus("tabix", "vcf", format.suffix())) {
                corpus.add(InputSource.of("x", stored).open().readAllBytes());
            }
            run.add(format.name(), corpus, input -> {
                TabixIndex index = TabixIndex.read(source(input));
                index.end();
                for (String contig : index.contigs().stream()
                        .filter(contig -> !contig.isEmpty())
                        .limit(20)
                        .toList()) {
                    index.count(contig);
                    index.chunks(new Region(contig, 1, Integer.MAX_VALUE));
                }
                Region[] regions = Stream.of(new Region("1", 40_000, 900_000), new Region("2", 3_000_000, 4_000_000))
                        .filter(region -> index.contigs().contains(region.contig()))
                        .toArray(Region[]::new);
                if (regions.length > 0) {
                    try (VcfReader reader =
                            VcfReader.options().region(index, regions).open(vcf)) {
                        reader.forEach(record -> {});
                    }
                }
            });
        }
    }

    // ---- BED and other lists of regions --------------------------------------------------------------------------

    private void addRegions() throws IOException {
        List<byte[]> bed = texts(
                "track name=x\n#c\nchr7\t127471196\t127495720\tn\t960\t-\t127471300\t127495000\t255,0,0\t2\t4,6,\t0,24518,\n",
                "browser position x\n1 10 20 a 0.5\n1\t5\t5\n");
        for (ParseMode mode : ParseMode.values()) {
            run.add("bed-" + mode, bed, input -> {
                try (BedReader reader = BedReader.options()
                        .mode(mode)
                        .diagnostics(finding -> {})
                        .open(source(input))) {
                    reader.forEach(line -> orRefused(line::toFeature));
                }
            });
        }
        List<byte[]> lists = new ArrayList<>(bed);
        lists.addAll(texts("1\t5\n2\t7\t9\n", "17:43044295-43125364\nX\n", "##fileformat=VCFv4.2\n1\t5\tx\n"));
        run.add("regions", lists, input -> RegionFile.read(source(input)));
        run.add("regions-bed", lists, input -> RegionFile.readBed(source(input)));
    }

    // ---- tables --------------------------------------------------------------------------------------------------

    private void addTables() throws IOException {
        List<byte[]> gct = corpus("expression", "expression", ".gct", ".gct.gz");
        for (ParseMode mode : ParseMode.values()) {
            run.add("gct-" + mode, gct, input -> {
                try (GctReader reader = GctReader.options()
                        .mode(mode)
                        .diagnostics(finding -> {})
                        .open(source(input))) {
                    reader.stream().forEach(row -> {});
                }
            });
        }
        run.add(
                "tissues",
                texts("SAMPID\tSMTS\tSMTSD\na\tBrain\tBrain - Cortex\n", "tissue\torgan\nx\ty\n"),
                input -> TissueTable.read(source(input)));
        List<byte[]> tables = corpus("tables", "longevity");
        tables.addAll(corpus("none", "expression/hgnc"));
        for (GeneInfoFormat format : GeneInfoFormat.values()) {
            run.add("geneinfo-" + format, tables, input -> format.forEach(source(input), gene -> {}));
        }
        Map<String, HagrFormat<?>> hagr = Map.of(
                "genage-human", HagrFormat.GENAGE_HUMAN,
                "genage-models", HagrFormat.GENAGE_MODELS,
                "drugage", HagrFormat.DRUGAGE,
                "longevitymap", HagrFormat.LONGEVITY_MAP,
                "cellage", HagrFormat.CELLAGE);
        hagr.forEach((name, format) -> run.add(name, tables, input -> format.read(source(input))));
        run.add("geneset", texts("FOXO3\nTP53\tP53\n# x\n"), input -> GeneSet.read("x", source(input)));
        run.add(
                "aliases",
                texts("1\tchr1\tNC_000001.11\n2\tchr2\n", "# a\tb\n1\t2\n"),
                input -> Assembly.fromAliases("x", source(input)));
        run.add(
                "assembly-report",
                texts(
                        "# Assembly name:  GRCh38.p14\n# Sequence-Name\tSequence-Role\tAssigned-Molecule\tx\tGenBank-Accn\tRelationship"
                                + "\tRefSeq-Accn\tAssembly-Unit\tSequence-Length\tUCSC-style-name\n1\tassembled-molecule\t1\tChromosome"
                                + "\tCM000663.2\t=\tNC_000001.11\tPrimary Assembly\t248956422\tchr1\n"),
                input -> Assembly.fromAssemblyReport(source(input)));
    }
}
