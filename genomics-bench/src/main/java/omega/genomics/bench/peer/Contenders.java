package omega.genomics.bench.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.io.Compression;

/** Who answers which question on this machine. The library itself always comes first. */
public final class Contenders {
    /** The name of this library's contender. */
    public static final String OMEGA = "omega";

    private static final String INTEL = "omega with Intel's inflater";

    private Contenders() {}

    /**
     * Returns the contenders that are there.
     *
     * @param question what is asked
     * @param container how the file is stored
     * @return this library first; programs only when they are installed or can be compiled
     */
    public static List<Contender> of(Question question, Container container) {
        List<Contender> contenders = new ArrayList<>();
        switch (question) {
            case GENE_ROWS -> {
                addReaders(
                        contenders,
                        OmegaGtf::geneRows,
                        NaiveGtf::geneRows,
                        HtsjdkGff3::geneRows,
                        BioJavaGtf::geneRows,
                        DuckDb::geneRows);
                addFloor(contenders, "gene-rows", container);
                addMawk(contenders, Programs::mawkGeneRows, container);
            }
            case EVERY_ROW -> {
                addReaders(
                        contenders,
                        OmegaGtf::everyRow,
                        NaiveGtf::everyRow,
                        HtsjdkGff3::everyRow,
                        BioJavaGtf::everyRow,
                        DuckDb::everyRow);
                addIntel(contenders, OmegaGtf::everyRow, container);
                addFloor(contenders, "every-row", container);
                addMawk(contenders, Programs::mawkEveryRow, container);
            }
            case GENE_MODELS -> {
                contenders.add(Contender.inside(OMEGA, OmegaGtf::geneModels));
                contenders.add(Contender.inside("split", NaiveGtf::geneModels));
                contenders.add(Contender.inside("htsjdk (GFF3)", HtsjdkGff3::geneModels));
            }
            case SITES -> {
                contenders.add(Contender.inside(OMEGA, OmegaVcf::sites));
                addIntel(contenders, OmegaVcf::sites, container);
                contenders.add(Contender.inside("split", NaiveVcf::sites));
                contenders.add(Contender.inside("htsjdk", HtsjdkVcf::sites));
                contenders.add(Contender.inside("DuckDB", DuckDb::sites));
                addFloor(contenders, "sites", container);
                addHtslib(contenders, "sites", container);
                if (Programs.find("bcftools").isPresent()) {
                    contenders.add(Programs.bcftoolsSites());
                }
                addCyvcf2(contenders, "sites");
            }
            case INFO -> {
                contenders.add(Contender.inside(OMEGA, OmegaVcf::info));
                contenders.add(Contender.inside("split", NaiveVcf::info));
                contenders.add(Contender.inside("htsjdk", HtsjdkVcf::info));
                addHtslib(contenders, "info", container);
                addCyvcf2(contenders, "info");
            }
            case GENOTYPES, CALLS -> {
                contenders.add(Contender.inside(OMEGA, OmegaVcf::genotypes));
                contenders.add(Contender.inside("split", NaiveVcf::genotypes));
                contenders.add(Contender.inside("htsjdk", HtsjdkVcf::genotypes));
                addFloor(contenders, "genotypes", container);
                addHtslib(contenders, "genotypes", container);
                if (Programs.find("plink2").isPresent()) {
                    contenders.add(Plink.contender());
                }
                addCyvcf2(contenders, "genotypes");
            }
            case POSITIONS -> {
                contenders.add(Contender.inside(OMEGA, OmegaVcf::positions));
                contenders.add(Contender.inside("split", NaiveVcf::positions));
                contenders.add(Contender.inside("htsjdk", HtsjdkVcf::positions));
                addFloor(contenders, "positions", container);
                addHtslib(contenders, "positions", container);
            }
            case LINES -> {
                contenders.add(Contender.inside(OMEGA, LineCount::omega));
                addFloor(contenders, "lines", container);
            }
            case REGIONS -> {
                contenders.add(Contender.inside(OMEGA, RegionReads::omega));
                addIntel(contenders, RegionReads::omega, container);
                contenders.add(Contender.inside("omega, a reader each", RegionReads::omegaEach));
                contenders.add(Contender.inside("htsjdk", RegionReads::htsjdk));
                if (Programs.find("bcftools").isPresent()) {
                    contenders.add(RegionReads.bcftools());
                }
                if (Programs.find("tabix").isPresent()) {
                    contenders.add(RegionReads.tabix());
                }
            }
            case FILTER_SITES -> {
                contenders.add(Contender.inside(OMEGA, Selections::sites));
                contenders.add(Contender.inside("omega, by hand", Selections::sitesByHand));
                if (Programs.find("bcftools").isPresent()) {
                    contenders.add(Selections.bcftoolsSites());
                }
            }
            case FILTER_CALLS -> {
                contenders.add(Contender.inside(OMEGA, Selections::calls));
                if (Programs.find("bcftools").isPresent()) {
                    contenders.add(Selections.bcftoolsCalls());
                }
            }
            case QUERY_CALLS -> {
                contenders.add(Contender.inside(OMEGA, Selections::query));
                if (Programs.find("bcftools").isPresent()) {
                    contenders.add(Selections.bcftoolsQuery());
                }
            }
            case BCF_SITES -> {
                if (Programs.find("bcftools").isPresent()) {
                    contenders.add(Contender.inside(OMEGA, BcfReads::omega));
                    contenders.add(BcfReads.bcftools());
                }
            }
            case ANNOTATE_SITES -> {
                if (Programs.find("bcftools").isPresent()) {
                    contenders.add(Contender.inside(OMEGA, AnnotationReads::omega));
                    contenders.add(AnnotationReads.bcftools());
                }
            }
            case HGVS_NAMES -> {
                contenders.add(Contender.inside(OMEGA, Names::omega));
                contenders.add(Contender.inside("omega, by values", Names::omegaValues));
            }
            case HGVS_PARSING -> {
                contenders.add(Contender.inside(OMEGA, Names::parse));
                contenders.add(Contender.inside("a regular expression", Names::pattern));
            }
            case INFLATE, INFLATE_ROWS -> addInflaters(contenders, container);
            case OVERLAP -> {
                contenders.add(Contender.inside(OMEGA, Overlaps::omega));
                contenders.add(Contender.inside("brute force", Overlaps::bruteForce));
                contenders.add(Contender.inside("htsjdk OverlapDetector", Overlaps::htsjdkDetector));
                contenders.add(Contender.inside("htsjdk IntervalTree", Overlaps::htsjdkTree));
            }
        }
        return contenders;
    }

    /**
     * Returns one contender.
     *
     * @param question what is asked
     * @param container how the file is stored
     * @param name its name
     * @return the contender
     * @throws IllegalArgumentException if there is none of that name on this machine
     */
    public static Contender find(Question question, Container container, String name) {
        List<Contender> contenders = of(question, container);
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("expected one of " + contenders + ", found \"" + name + '"'));
    }

    /** Readers of an annotation's rows. */
    private static void addReaders(
            List<Contender> contenders,
            Contender.Method omega,
            Contender.Method split,
            Contender.Method htsjdk,
            Contender.Method bioJava,
            Contender.Method duckDb) {
        contenders.add(Contender.inside(OMEGA, omega));
        contenders.add(Contender.inside("split", split));
        contenders.add(Contender.inside("htsjdk (GFF3)", htsjdk));
        contenders.add(Contender.inside("BioJava (GFF3)", bioJava));
        contenders.add(Contender.inside("DuckDB", duckDb));
    }

    /** This library with Intel's inflater in its JVM, and in no other's; {@code bench.intel} is where it lies. */
    private static void addIntel(List<Contender> contenders, Contender.Method method, Container container) {
        String libraries = System.getProperty("bench.intel", "");
        if (container == Container.BGZF && !libraries.isEmpty() && isForIntel()) {
            contenders.add(1, new Contender(INTEL, true, file -> answerByIntel(method, file), libraries));
        }
    }

    /** Tells whether the library has code for this machine: x86-64, Linux or macOS. */
    private static boolean isForIntel() {
        boolean is64Bit = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
        return is64Bit && !System.getProperty("os.name").startsWith("Windows");
    }

    private static Answer answerByIntel(Contender.Method method, Path file) throws Exception {
        if (!Compression.bgzfInflater().equals("GKL")) {
            throw new IllegalStateException(
                    "Intel's inflater does not run here; leave it out by an empty -Dbench.intel=");
        }
        return method.answer(file);
    }

    private static void addFloor(List<Contender> contenders, String question, Container container) {
        if (container == Container.PLAIN) {
            Programs.compile("floor.c")
                    .ifPresent(program -> contenders.add(
                            Programs.printing("C", file -> List.of(program.toString(), question, file.toString()))));
        }
    }

    private static void addHtslib(List<Contender> contenders, String question, Container container) {
        Programs.compile("hts.c", "-lhts")
                .ifPresent(program -> contenders.add(Programs.printing(
                        "htslib",
                        file -> container == Container.PLAIN
                                ? List.of(program.toString(), question, file.toString())
                                : List.of(program.toString(), question, file.toString(), "2"))));
    }

    private static void addMawk(List<Contender> contenders, Programs.Command command, Container container) {
        if (container == Container.PLAIN && Programs.find("mawk").isPresent()) {
            contenders.add(Programs.printing("mawk", command));
        }
    }

    private static void addCyvcf2(List<Contender> contenders, String question) {
        Programs.cyvcf2(question).ifPresent(contenders::add);
    }

    private static void addInflaters(List<Contender> contenders, Container container) {
        if (container == Container.PLAIN) {
            throw new IllegalArgumentException("nothing to inflate in a plain file");
        }
        contenders.add(Contender.inside(OMEGA, Inflation::omega));
        addIntel(contenders, Inflation::omega, container);
        contenders.add(Contender.inside("JDK", Inflation::jdk));
        contenders.add(Contender.inside("commons-compress", Inflation::commonsCompress));
        if (container != Container.GZIP) {
            contenders.add(Contender.inside("htsjdk", Inflation::htsjdk));
        }
        for (String program : List.of("gzip", "bgzip")) {
            if (Programs.find(program).isPresent()) {
                contenders.add(Programs.inflating(program, program, "-dc"));
            }
        }
    }
}
