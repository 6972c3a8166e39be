package omega.genomics.contig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Opening;
import omega.genomics.io.InputSource;

/**
 * The contigs of one assembly, with all their names.
 *
 * <pre>{@code
 * Assembly grch38 = Assembly.grch38();
 * grch38.resolve("chr1");                  // 1
 * grch38.resolve("NC_000001.11");          // 1
 * grch38.resolve("chr16_KI270728v1_random"); // KI270728.1
 * grch38.resolve("NC_000001.10");          // empty: that is GRCh37's chromosome 1
 * }</pre>
 *
 * <p>A name may belong to two sequences: {@code chrM} is NC_001807.4 (16,571 bases) in UCSC's hg19, and the rCRS
 * (16,569 bases) in most other GRCh37 files. Such a name resolves only together with a length. Names are
 * case-sensitive.
 *
 * <p>Immutable and thread-safe. A lookup takes constant time.
 */
public final class Assembly {
    private static final Pattern REFSEQ = Pattern.compile("N[CTW]_[0-9]+\\.[0-9]+");

    /** Each bundled table is read once. */
    private static final Map<Bundled, Assembly> BUNDLED = new ConcurrentHashMap<>();

    private final String name;
    private final List<Contig> contigs;
    private final Map<String, List<Contig>> byName;

    private Assembly(String name, List<Contig> contigs) {
        this.name = name;
        this.contigs = List.copyOf(contigs);
        this.byName = index(this.contigs);
    }

    private static Map<String, List<Contig>> index(List<Contig> contigs) {
        Map<String, List<Contig>> index = new HashMap<>();
        for (Contig contig : contigs) {
            for (String alias : contig.aliases()) {
                index.merge(alias, List.of(contig), Assembly::join);
            }
        }
        return index;
    }

    private static List<Contig> join(List<Contig> some, List<Contig> more) {
        List<Contig> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /**
     * Creates an assembly from contigs.
     *
     * @param name the assembly's name, such as {@code GRCh38}
     * @param contigs the contigs in the order of the assembly; copied
     * @return the assembly
     * @throws IllegalArgumentException if two contigs have the same preferred name
     */
    public static Assembly of(String name, List<Contig> contigs) {
        Objects.requireNonNull(contigs, "contigs");
        Objects.requireNonNull(name, "name");
        long distinct = contigs.stream().map(Contig::name).distinct().count();
        if (distinct != contigs.size()) {
            throw new IllegalArgumentException("expected each contig name once in " + name);
        }
        return new Assembly(name, contigs);
    }

    /** Returns the bundled assemblies. */
    static Stream<Assembly> all() {
        return Arrays.stream(Bundled.values()).map(Assembly::of);
    }

    private static Assembly of(Bundled table) {
        return BUNDLED.computeIfAbsent(table, bundled -> of(bundled.title(), bundled.contigs()));
    }

    /**
     * Returns the human assembly GRCh38 (hg38) with its patches up to p13: chromosomes, scaffolds, alternate loci.
     *
     * @return the bundled assembly; the same instance on every call
     */
    public static Assembly grch38() {
        return of(Bundled.GRCH38);
    }

    /**
     * Returns the human assembly GRCh37 (hg19, b37) with its patches up to p13, and hg19's mitochondrion.
     *
     * @return the bundled assembly; the same instance on every call
     */
    public static Assembly grch37() {
        return of(Bundled.GRCH37);
    }

    /**
     * Returns the mouse assembly GRCm39 (mm39).
     *
     * @return the bundled assembly; the same instance on every call
     */
    public static Assembly grcm39() {
        return of(Bundled.GRCM39);
    }

    /**
     * Returns the short names of the bundled assemblies, which consist of lower-case letters and digits.
     *
     * @return names that {@link #named(String)} accepts: {@code grch38}, …
     */
    public static List<String> bundled() {
        return Bundled.shortNames();
    }

    /**
     * Finds a bundled assembly by one of its names: GRCh38 (hg38), GRCh37 (hg19, b37), GRCm39 (mm39), GRCm38 (mm10),
     * T2T-CHM13v2.0 (hs1).
     *
     * @param name the name, case-insensitive, with or without a patch level ({@code GRCh38.p14})
     * @return the assembly; empty if none is bundled under this name
     */
    public static Optional<Assembly> named(String name) {
        Objects.requireNonNull(name, "name");
        return Bundled.named(name).map(Assembly::of);
    }

    /**
     * Finds the bundled assembly that matches the contig lengths of a file.
     *
     * <p>An assembly matches if at least one nuclear chromosome has the given name and length, and no name known to
     * the assembly has a different length.
     *
     * @param lengths the number of bases by contig name, as given in a VCF header or a {@code .fai}
     * @return the assembly; empty if none matches, or more than one does
     */
    public static Optional<Assembly> detect(Map<String, Integer> lengths) {
        Objects.requireNonNull(lengths, "lengths");
        List<Assembly> fitting =
                all().filter(assembly -> assembly.agrees(lengths)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /**
     * Reads an NCBI assembly report ({@code GCF_…_assembly_report.txt}).
     *
     * <p>The preferred name is the Sequence-Name for molecules and the GenBank accession for scaffolds, as in Ensembl.
     *
     * @param source the report, compressed or not
     * @return the assembly, with the name given in the report
     * @throws IOException if the source cannot be read
     * @throws ParseException if a row has too few columns or a number is invalid
     */
    public static Assembly fromAssemblyReport(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        AssemblyReport report = Opening.checked(() -> AssemblyReport.read(source));
        return of(report.assemblyName(), report.contigs());
    }

    /**
     * Reads a table of aliases: two columns as for VEP's {@code --synonyms}, UCSC's {@code chromAlias.txt} with any
     * number of columns, or a dump of UCSC's chromAlias table (alias, contig, source).
     *
     * <p>The names in a row belong to one contig, and so do rows that share a name. The preferred name is the first
     * column of one of its rows (the second of a dump). Columns are separated by tabs, or by spaces in a row without
     * tabs; {@code #} starts a comment. Lengths remain unknown.
     *
     * @param name the assembly's name
     * @param source the table, compressed or not
     * @return the assembly
     * @throws IOException if the source cannot be read
     */
    public static Assembly fromAliases(String name, InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(name, "name");
        return of(name, Opening.checked(() -> AliasTable.read(source)));
    }

    /**
     * Returns the assembly's name.
     *
     * @return the name, such as {@code GRCh38}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the contigs.
     *
     * @return an immutable list in the order of the table: chromosomes first
     */
    public List<Contig> contigs() {
        return contigs;
    }

    /**
     * Finds a contig by any of its names.
     *
     * @param alias any of its names, case-sensitive
     * @return the contig; empty if the name is unknown or ambiguous (see {@link #candidates(String)})
     */
    public Optional<Contig> resolve(String alias) {
        Objects.requireNonNull(alias, "alias");
        List<Contig> found = candidates(alias);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * Finds a contig by any of its names and its length.
     *
     * @param alias any of its names, case-sensitive
     * @param length the number of bases given in the file
     * @return the contig; empty if the name is unknown or does not belong to a sequence of that length
     */
    public Optional<Contig> resolve(String alias, int length) {
        Objects.requireNonNull(alias, "alias");
        return candidates(alias).stream()
                .filter(contig -> contig.isOfLength(length))
                .findFirst();
    }

    /**
     * Returns all contigs that a name may refer to.
     *
     * @param alias any of their names, case-sensitive
     * @return an immutable list; empty if the name is unknown, more than one contig if only a length distinguishes
     *     them
     */
    public List<Contig> candidates(String alias) {
        Objects.requireNonNull(alias, "alias");
        return byName.getOrDefault(alias, List.of());
    }

    /**
     * Returns the accession of RefSeq for a contig, which HGVS names are written with.
     *
     * @param alias any of its names, case-sensitive
     * @return for example {@code NC_000017.11} for {@code 17}; the name itself if it is unknown or ambiguous, or the contig has no
     *     accession of RefSeq
     */
    public String accession(String alias) {
        return resolve(alias)
                .flatMap(contig -> contig.aliases().stream()
                        .filter(name -> REFSEQ.matcher(name).matches())
                        .findFirst())
                .orElse(alias);
    }

    /** Returns whether at least one chromosome has the given length, and no contig has a different one. */
    boolean agrees(Map<String, Integer> lengths) {
        boolean chromosome = false;
        for (Map.Entry<String, Integer> entry : lengths.entrySet()) {
            if (candidates(entry.getKey()).isEmpty()) {
                continue;
            }
            Optional<Contig> contig = resolve(entry.getKey(), entry.getValue());
            if (contig.isEmpty()) {
                return false;
            }
            chromosome |= contig.get().role() == Contig.Role.CHROMOSOME;
        }
        return chromosome;
    }

    /** Returns whether a contig has another length than the given one. */
    boolean contradicts(Map<String, Integer> lengths) {
        return lengths.entrySet().stream()
                .anyMatch(of -> !candidates(of.getKey()).isEmpty()
                        && resolve(of.getKey(), of.getValue()).isEmpty());
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
