package omega.genomics.contig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;

/**
 * The contigs of one assembly and all their names.
 *
 * <pre>{@code
 * Assembly grch38 = Assembly.grch38();
 * grch38.resolve("chr1");                  // 1
 * grch38.resolve("NC_000001.11");          // 1
 * grch38.resolve("chr16_KI270728v1_random"); // KI270728.1
 * grch38.resolve("NC_000001.10");          // empty: that is GRCh37's chromosome 1
 * }</pre>
 *
 * <p>A name may belong to two sequences: UCSC's hg19 calls NC_001807.4 (16,571 bases) {@code chrM}, most other GRCh37
 * files call the rCRS (16,569 bases) so. Such a name resolves only together with a length. Names are case-sensitive.
 *
 * <p>Immutable; safe for any number of threads. A look-up is one hash access.
 */
public final class Assembly {
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
     * Makes an assembly from contigs.
     *
     * @param name the assembly's name, as people write it
     * @param contigs in the assembly's own order; copied
     * @return the assembly
     * @throws IllegalArgumentException if two contigs have the same preferred name
     */
    public static Assembly of(String name, List<Contig> contigs) {
        long distinct = contigs.stream().map(Contig::name).distinct().count();
        if (distinct != contigs.size()) {
            throw new IllegalArgumentException("expected each contig name once in " + name);
        }
        return new Assembly(name, contigs);
    }

    /**
     * Returns the human assembly GRCh38 (hg38) with its patches to p13: chromosomes, scaffolds, alternate loci.
     *
     * @return the bundled table
     */
    public static Assembly grch38() {
        return Bundled.GRCH38.assembly();
    }

    /**
     * Returns the human assembly GRCh37 (hg19, b37) with its patches to p13, and hg19's own mitochondrion.
     *
     * @return the bundled table
     */
    public static Assembly grch37() {
        return Bundled.GRCH37.assembly();
    }

    /**
     * Returns the mouse assembly GRCm39 (mm39).
     *
     * @return the bundled table
     */
    public static Assembly grcm39() {
        return Bundled.GRCM39.assembly();
    }

    /**
     * Lists the bundled assemblies, by the name of each that is lower-case letters and digits only.
     *
     * @return for {@link #named(String)}: {@code grch38}, …
     */
    public static List<String> bundled() {
        return Bundled.shortNames();
    }

    /**
     * Finds a bundled assembly by one of its names: GRCh38 (hg38), GRCh37 (hg19, b37), GRCm39 (mm39), GRCm38 (mm10),
     * T2T-CHM13v2.0 (hs1).
     *
     * @param name in any case, with or without a patch level ({@code GRCh38.p14})
     * @return empty if none is bundled under this name
     */
    public static Optional<Assembly> named(String name) {
        return Bundled.named(name).map(Bundled::assembly);
    }

    /**
     * Finds the bundled assembly that the contig lengths of a file belong to.
     *
     * <p>One agrees if at least one nuclear chromosome has the stated name and length and no name that it knows has
     * another length.
     *
     * @param lengths the number of bases by contig name, as a VCF header or a {@code .fai} states them
     * @return empty if none agrees, or more than one does
     */
    public static Optional<Assembly> detect(Map<String, Integer> lengths) {
        List<Assembly> fitting =
                Bundled.all().filter(assembly -> assembly.agrees(lengths)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /**
     * Reads an NCBI assembly report ({@code GCF_…_assembly_report.txt}).
     *
     * <p>Molecules get their Sequence-Name, scaffolds their GenBank accession as preferred name, as Ensembl names them.
     *
     * @param source the report, compressed or not
     * @return the assembly, named as the report says
     * @throws IOException if it cannot be opened
     * @throws ParseException if a row is short or a number is none
     */
    public static Assembly fromAssemblyReport(InputSource source) throws IOException {
        return AssemblyReport.read(source);
    }

    /**
     * Reads a table of names: two columns as VEP's {@code --synonyms} takes them, UCSC's {@code chromAlias.txt} with any
     * number of columns, or the dump of UCSC's chromAlias table (alias, contig, source).
     *
     * <p>Names that stand in one row belong to one contig, and so do rows that share a name. The preferred name is the
     * first column of one of its rows (the second of a dump). Columns are cut at tabs, or at blanks where a row
     * has no tab; {@code #} starts a comment. Lengths are not known.
     *
     * @param name the assembly's name
     * @param source the table, compressed or not
     * @return the assembly
     * @throws IOException if it cannot be opened
     */
    public static Assembly fromAliases(String name, InputSource source) throws IOException {
        return AliasTable.read(name, source);
    }

    /**
     * Returns the assembly's name.
     *
     * @return such as {@code GRCh38}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the contigs.
     *
     * @return immutable, in the order of the table: chromosomes first
     */
    public List<Contig> contigs() {
        return contigs;
    }

    /**
     * Finds the contig of a name.
     *
     * @param alias any of its names, case-sensitive
     * @return empty if the name is unknown, or stands for more than one sequence (see {@link #candidates(String)})
     */
    public Optional<Contig> resolve(String alias) {
        List<Contig> found = candidates(alias);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * Finds the contig of a name and checks its length.
     *
     * @param alias any of its names, case-sensitive
     * @param length the number of bases the file states
     * @return empty if the name is unknown or belongs to no sequence of that length
     */
    public Optional<Contig> resolve(String alias, int length) {
        return candidates(alias).stream()
                .filter(contig -> contig.isOfLength(length))
                .findFirst();
    }

    /**
     * Returns all contigs a name may stand for.
     *
     * @param alias case-sensitive
     * @return immutable; empty if unknown, more than one if only a length can tell
     */
    public List<Contig> candidates(String alias) {
        return byName.getOrDefault(alias, List.of());
    }

    /** Tells whether a chromosome has its stated length, and no contig another one. */
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

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
