package omega.genomics.contig;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a file belongs to the assembly that the caller expects.
 *
 * <pre>{@code
 * AssemblyCheck check = new AssemblyCheck(Assembly.grch38());
 * check.names("#!genome-build", "GRCh37.p13");
 * check.mismatch();  // expected GRCh38, but #!genome-build says GRCh37.p13; it fits grch37
 * }</pre>
 *
 * <p>A file does not belong to the expected assembly if
 *
 * <ul>
 *   <li>the contig lengths in the header match another bundled assembly,
 *   <li>the header names another well-known assembly, does not name the expected one, and contains no lengths that
 *       match it,
 *   <li>a contig has the name of a chromosome of another bundled assembly, and the name is unknown to the expected
 *       one, or
 *   <li>a coordinate is beyond the end of a chromosome.
 * </ul>
 *
 * <p>A file without such information, with an unknown assembly name, or with additional scaffolds, patches and contigs
 * is not a mismatch.
 *
 * <p>Use one object per file. Not thread-safe.
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
     * Creates a check for one file.
     *
     * @param expected the assembly that the file should belong to
     */
    public AssemblyCheck(Assembly expected) {
        this.expected = Objects.requireNonNull(expected, "expected");
        title = Assembly.named(expected.name()).map(Assembly::name).orElse(expected.name());
    }

    /** Returns the patterns of names in headers and in paths of FASTA files, by assembly. */
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
     * Records the length of a contig as given in the header.
     *
     * @param contig the contig's name as written in the file
     * @param length the length in bases
     */
    public void length(String contig, int length) {
        Objects.requireNonNull(contig, "contig");
        lengths.put(contig, length);
    }

    /**
     * Records a header line that names an assembly.
     *
     * @param where the line's key, such as {@code ##reference}
     * @param text the line's value: the name of an assembly, the path of a FASTA file, or free text
     */
    public void names(String where, String text) {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(text, "text");
        named.putIfAbsent(text, where);
    }

    /**
     * Records the directives of a GTF or GFF3 file: {@code genome-build}, {@code genome-version} and GENCODE's
     * {@code description} name the assembly, and a {@code sequence-region} that starts at base 1 gives a length.
     *
     * @param lines the complete lines of the directives
     */
    public void directives(List<String> lines) {
        Objects.requireNonNull(lines, "lines");
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
     * Compares the recorded header information with the expected assembly.
     *
     * @return the mismatch; empty if nothing contradicts the expected assembly
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
        List<Assembly> fitting = Assembly.all()
                .filter(assembly -> all.contains(assembly.name()) && !assembly.contradicts(lengths))
                .toList();
        return Optional.of(new AssemblyMismatch(expected.name(), reason, fitting));
    }

    /** Returns the assemblies that a text names; a path may name several. */
    private static Set<String> assemblies(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return KNOWN.entrySet().stream()
                .filter(known -> known.getValue().matcher(lower).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Checks a contig name that is unknown to the expected assembly.
     *
     * @param contig the contig's name as written in the file
     * @return the mismatch, if the name belongs to a chromosome of another bundled assembly; empty for scaffolds,
     *     patches and other names
     */
    public Optional<AssemblyMismatch> mismatchOfName(String contig) {
        Objects.requireNonNull(contig, "contig");
        if (!expected.candidates(contig).isEmpty()) {
            return Optional.empty();
        }
        List<String> others = Assembly.all()
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
     * Returns the last position of a chromosome. Other contigs have no limit: features may extend over the origin of a
     * circular mitochondrion, and older Ensembl files place patches in the coordinates of their chromosome.
     *
     * @param contig the contig's name as written in the file
     * @return the position, 1-based; {@link Integer#MAX_VALUE} if the expected assembly has no chromosome of that
     *     name, or its length is unknown
     */
    public int lastPosition(String contig) {
        Objects.requireNonNull(contig, "contig");
        return expected.candidates(contig).stream()
                .mapToInt(AssemblyCheck::bound)
                .max()
                .orElse(Integer.MAX_VALUE);
    }

    private static int bound(Contig contig) {
        return contig.role() == Contig.Role.CHROMOSOME ? contig.length().orElse(Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }

    /**
     * Records a position in the file, which helps to find the assembly that would fit.
     *
     * @param contig the contig's name as written in the file
     * @param position the position, 1-based
     */
    public void reaches(String contig, int position) {
        Objects.requireNonNull(contig, "contig");
        reached.merge(contig, position, Math::max);
    }

    /**
     * Creates the mismatch for a coordinate beyond the {@link #lastPosition last position} of a contig.
     *
     * @param what the location of the coordinate, such as {@code line 17}
     * @param contig the contig's name as written in the file
     * @param position the position, 1-based
     * @return a new mismatch
     */
    public AssemblyMismatch beyond(String what, String contig, int position) {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(contig, "contig");
        reaches(contig, position);
        return found(
                what + " is at " + contig + ":" + position + ", beyond the contig's last base " + lastPosition(contig));
    }

    private AssemblyMismatch found(String reason) {
        List<Assembly> fitting = Assembly.all()
                .filter(assembly -> !isExpected(assembly.name()))
                .filter(assembly -> !assembly.contradicts(lengths) && reaches(assembly))
                .toList();
        return new AssemblyMismatch(expected.name(), reason, fitting);
    }

    /** Returns whether the assembly has the chromosomes of the file, and all of them are long enough. */
    private boolean reaches(Assembly assembly) {
        return reached.entrySet().stream().allMatch(of -> {
            List<Contig> contigs = assembly.candidates(of.getKey());
            return contigs.isEmpty()
                    ? Assembly.all().noneMatch(other -> hasChromosome(other, of.getKey()))
                    : contigs.stream().anyMatch(contig -> bound(contig) >= of.getValue());
        });
    }
}
