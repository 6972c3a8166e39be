package omega.genomics.contig;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a file says about its assembly with the assembly that it is read as.
 *
 * <pre>{@code
 * AssemblyCheck check = new AssemblyCheck(Assembly.grch38());
 * check.names("#!genome-build", "GRCh37.p13");
 * check.mismatch();  // expected GRCh38, but #!genome-build says GRCh37.p13; it fits grch37
 * }</pre>
 *
 * <p>There is a mismatch if
 *
 * <ul>
 *   <li>the contig lengths of the header are those of another bundled assembly,
 *   <li>the header names another well-known assembly, does not name the expected one, and states no lengths that fit it,
 *   <li>a contig has the name of another bundled assembly's chromosome, and the expected one does not know the name, or
 *   <li>a coordinate lies beyond the end of a chromosome.
 * </ul>
 *
 * <p>A file that says nothing, names an assembly that is not known here, or has scaffolds, patches and contigs of its own, does not
 * contradict anything.
 *
 * <p>One object for each file; not thread-safe.
 */
public final class AssemblyCheck {
    private static final Map<String, Pattern> KNOWN = known();
    private static final Pattern NAME =
            Pattern.compile("(#[#!]?\\s?(?:genome-build|genome-version|description))[\\s:=]+(\\S.*)");
    private static final Pattern REGION = Pattern.compile("##sequence-region\\s+(\\S+)\\s+1\\s+([0-9]{1,9})\\s*");

    private final Assembly expected;
    private final String title;
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<String, Integer> reached = new HashMap<>();
    private final Map<String, String> named = new LinkedHashMap<>();

    /**
     * Starts a check.
     *
     * @param expected the assembly that the file is read as
     */
    public AssemblyCheck(Assembly expected) {
        this.expected = expected;
        title = Assembly.named(expected.name()).map(Assembly::name).orElse(expected.name());
    }

    /** Names as they occur in headers and in the paths of FASTA files, by the assembly that each stands for. */
    private static Map<String, Pattern> known() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("GRCh38", "grch38|hg38|hs38|b38|ncbi38|build38|assembly38");
        names.put("GRCh37", "grch37|hg19|hs37|b37|ncbi37|build37|assembly19|g1k_v37|1000g_v37");
        names.put("NCBI36", "ncbi36|hg18|b36|build36|assembly18|g1k_v36");
        names.put("T2T-CHM13v2.0", "t2t-chm13v2|chm13v2|hs1");
        names.put("GRCm39", "grcm39|mm39");
        names.put("GRCm38", "grcm38|mm10");
        names.put("NCBIM37", "ncbim37|grcm37|mm9");
        names.put("mRatBN7.2", "mratbn7|rn7");
        names.put("Rnor_6.0", "rnor_6|rn6");
        names.put("GRCz11", "grcz11|danrer11");
        names.put("GRCz10", "grcz10|danrer10");
        names.put("BDGP6", "bdgp6|dm6");
        names.put("WBcel235", "wbcel235|ce11");
        names.put("R64-1-1", "r64-1-1|saccer3");
        return names.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        name -> Pattern.compile("(?<![a-z0-9])(" + name.getValue() + ")(?![0-9])"),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /**
     * Notes a length that the header states for a contig.
     *
     * @param contig as the file writes it
     * @param length in bases
     */
    public void length(String contig, int length) {
        lengths.put(contig, length);
    }

    /**
     * Notes what a header line says about the assembly.
     *
     * @param where the line's key, such as {@code ##reference}
     * @param text its value: an assembly's name, the path of a FASTA file, or a sentence
     */
    public void names(String where, String text) {
        named.putIfAbsent(text, where);
    }

    /**
     * Notes the directives of a GTF or GFF3 file: {@code genome-build}, {@code genome-version} and GENCODE's {@code description} name
     * the assembly, and {@code sequence-region} from base 1 states a length.
     *
     * @param lines whole lines
     */
    public void directives(List<String> lines) {
        for (String line : lines) {
            Matcher name = NAME.matcher(line);
            if (name.matches()) {
                names(name.group(1), name.group(2).strip());
            }
            Matcher region = REGION.matcher(line);
            if (region.matches()) {
                length(region.group(1), Integer.parseInt(region.group(2)));
            }
        }
    }

    /**
     * Compares what was noted of the header.
     *
     * @return the mismatch; empty if there is none
     */
    public Optional<AssemblyMismatch> mismatch() {
        if (expected.agrees(lengths)) {
            return Optional.empty();
        }
        Optional<Assembly> byLength = Assembly.detect(lengths).filter(found -> !isExpected(found.name()));
        if (byLength.isPresent()) {
            return Optional.of(found(
                    "the header states the contig lengths of " + byLength.get().name()));
        }
        return misnamed();
    }

    private boolean isExpected(String name) {
        return name.equals(title);
    }

    private Optional<AssemblyMismatch> misnamed() {
        if (!KNOWN.containsKey(title)) {
            return Optional.empty();
        }
        Set<String> all = new TreeSet<>();
        @Nullable String reason = null;
        for (Map.Entry<String, String> line : named.entrySet()) {
            Set<String> of = assemblies(line.getKey());
            all.addAll(of);
            if (reason == null && !of.isEmpty()) {
                reason = line.getValue() + " says " + line.getKey();
            }
        }
        if (reason == null || all.contains(title)) {
            return Optional.empty();
        }
        List<Assembly> fitting = Bundled.all()
                .filter(assembly -> all.contains(assembly.name()) && fits(assembly, lengths))
                .toList();
        return Optional.of(new AssemblyMismatch(expected.name(), reason, fitting));
    }

    /** Returns the assemblies that a text names: a path may name several. */
    private static Set<String> assemblies(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return KNOWN.entrySet().stream()
                .filter(known -> known.getValue().matcher(lower).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Compares the name of a contig that the expected assembly does not know.
     *
     * @param contig as the file writes it
     * @return the mismatch if it is a chromosome of another bundled assembly; empty for scaffolds, patches and names of the file's own
     */
    public Optional<AssemblyMismatch> mismatchOfName(String contig) {
        if (!expected.candidates(contig).isEmpty()) {
            return Optional.empty();
        }
        List<String> others = Bundled.all()
                .filter(assembly -> hasChromosome(assembly, contig))
                .map(Assembly::name)
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        reached.merge(contig, 1, Math::max);
        return Optional.of(found("contig " + contig + " is a chromosome of " + String.join(" and ", others) + " only"));
    }

    private static boolean hasChromosome(Assembly assembly, String contig) {
        return assembly.candidates(contig).stream().anyMatch(of -> of.role() == Contig.Role.CHROMOSOME);
    }

    /**
     * Returns the last position of a chromosome. Other contigs have no bound here: features may run over the origin of a circular
     * mitochondrion, and Ensembl's older files give patches the coordinates of their chromosome.
     *
     * @param contig as the file writes it
     * @return 1-based; {@link Integer#MAX_VALUE} if the expected assembly knows no chromosome of that name, or not its length
     */
    public int lastPosition(String contig) {
        return expected.candidates(contig).stream()
                .mapToInt(AssemblyCheck::bound)
                .max()
                .orElse(Integer.MAX_VALUE);
    }

    private static int bound(Contig contig) {
        return contig.role() == Contig.Role.CHROMOSOME ? contig.length().orElse(Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }

    /**
     * Notes a position of the file, which tells what other assembly would fit.
     *
     * @param contig as the file writes it
     * @param position 1-based
     */
    public void reaches(String contig, int position) {
        reached.merge(contig, position, Math::max);
    }

    /**
     * Returns the mismatch of a coordinate beyond the {@link #lastPosition last position} of a contig.
     *
     * @param what is there, such as {@code line 17}
     * @param contig as the file writes it
     * @param position 1-based
     * @return the mismatch
     */
    public AssemblyMismatch beyond(String what, String contig, int position) {
        reaches(contig, position);
        return found(
                what + " is at " + contig + ":" + position + ", beyond the contig's last base " + lastPosition(contig));
    }

    private AssemblyMismatch found(String reason) {
        List<Assembly> fitting = Bundled.all()
                .filter(assembly -> !isExpected(assembly.name()))
                .filter(assembly -> fits(assembly, lengths) && reaches(assembly))
                .toList();
        return new AssemblyMismatch(expected.name(), reason, fitting);
    }

    /** Tells whether no length contradicts the assembly. */
    private static boolean fits(Assembly assembly, Map<String, Integer> lengths) {
        return lengths.isEmpty() || assembly.agrees(lengths);
    }

    /** Tells whether the assembly has the chromosomes of the file, and they are long enough. */
    private boolean reaches(Assembly assembly) {
        return reached.entrySet().stream().allMatch(of -> {
            List<Contig> contigs = assembly.candidates(of.getKey());
            boolean isScaffold = Bundled.all().noneMatch(other -> hasChromosome(other, of.getKey()));
            return contigs.isEmpty() ? isScaffold : contigs.stream().anyMatch(contig -> bound(contig) >= of.getValue());
        });
    }
}
