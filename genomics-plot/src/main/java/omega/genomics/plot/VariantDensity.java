package omega.genomics.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * How many variants, or other things with a place, lie in each window of each chromosome of an assembly.
 *
 * <p>Windows are as wide as {@link #window()} says, the last of a contig perhaps shorter: about 250 on the longest. Counted are the
 * chromosomes and, where the assembly gives no roles, contigs that are not much shorter than the longest; what lies
 * elsewhere has a count of its own. Not thread-safe while it is filled.
 */
public final class VariantDensity {
    private static final int WINDOWS = 250;
    private static final double SHORTEST = 0.004;

    private final Assembly assembly;
    private final int window;
    private final Map<String, long[]> counts = new LinkedHashMap<>();
    private long total;
    private long elsewhere;

    private VariantDensity(Assembly assembly) {
        this.assembly = assembly;
        int longest = assembly.contigs().stream()
                .filter(VariantDensity::mayBeChromosome)
                .mapToInt(contig -> contig.length().orElse(0))
                .max()
                .orElse(0);
        if (longest == 0) {
            throw new IllegalArgumentException(
                    "expected an assembly with lengths of its chromosomes, found " + assembly);
        }
        window = (int) Math.max(1, Numbers.roundUp((double) longest / WINDOWS));
        for (Contig contig : assembly.contigs()) {
            int length = contig.length().orElse(0);
            if (mayBeChromosome(contig) && length >= longest * SHORTEST) {
                counts.put(contig.name(), new long[(length - 1) / window + 1]);
            }
        }
    }

    private static boolean mayBeChromosome(Contig contig) {
        return contig.role() == Contig.Role.CHROMOSOME || contig.role() == Contig.Role.UNKNOWN;
    }

    /**
     * Starts with nothing counted.
     *
     * @param assembly whose contigs have lengths
     * @return to be filled by {@link #add}
     * @throws IllegalArgumentException if no chromosome has a length
     */
    public static VariantDensity empty(Assembly assembly) {
        Objects.requireNonNull(assembly, "assembly");
        return new VariantDensity(assembly);
    }

    /**
     * Counts the records of a file.
     *
     * @param reader read to its end; stays open
     * @param assembly whose contigs have lengths
     * @return the counts
     * @throws IllegalArgumentException if a position lies behind the end of its contig: the assembly is another one
     * @throws omega.genomics.ParseException if a record is malformed (strict mode)
     */
    public static VariantDensity of(VcfReader reader, Assembly assembly) {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(assembly, "assembly");
        VariantDensity density = new VariantDensity(assembly);
        Counter counter = density.new Counter();
        reader.forEach(counter::add);
        return density;
    }

    /**
     * Counts the records of a file on the assembly that its header tells by the lengths of contigs; if it is none this library
     * knows, on the contigs of the header.
     *
     * @param reader read to its end; stays open
     * @return the counts
     * @throws IllegalArgumentException if the header states no lengths
     * @throws omega.genomics.ParseException if a record is malformed (strict mode)
     */
    public static VariantDensity of(VcfReader reader) {
        Objects.requireNonNull(reader, "reader");
        return of(reader, assembly(reader.header()));
    }

    private static Assembly assembly(VcfHeader header) {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        for (ContigDefinition contig : header.contigs()) {
            contig.length().ifPresent(length -> lengths.put(contig.id(), (int) Math.min(Integer.MAX_VALUE, length)));
        }
        if (lengths.isEmpty()) {
            throw new IllegalArgumentException("the header states no lengths of contigs; name the assembly");
        }
        return Assembly.detect(lengths).orElseGet(() -> {
            List<Contig> contigs = new ArrayList<>();
            lengths.forEach((name, length) ->
                    contigs.add(new Contig(name, OptionalInt.of(length), Contig.Role.UNKNOWN, Set.of())));
            return Assembly.of("the header's assembly", contigs);
        });
    }

    /** Looks a name up once for the records that have it one after the other. */
    private final class Counter {
        private String name = "";
        private @Nullable Contig contig;

        void add(VcfRecord record) {
            ByteSlice chrom = record.contigBytes();
            if (!chrom.contentEquals(name)) {
                name = chrom.toString();
                contig = assembly.resolve(name).orElse(null);
            }
            count(contig, record.position(), 1);
        }
    }

    /**
     * Counts things at one place.
     *
     * @param contig any name of the contig that the assembly knows; others count as elsewhere
     * @param position 1-based; 0 and the length + 1 are telomeres
     * @param count how many, 0 or more
     * @throws IllegalArgumentException if the position lies behind the end of the contig, or the count is negative
     */
    public void add(String contig, int position, long count) {
        Objects.requireNonNull(contig, "contig");
        if (count < 0) {
            throw new IllegalArgumentException("expected a count from 0, found " + count);
        }
        count(assembly.resolve(contig).orElse(null), position, count);
    }

    private void count(@Nullable Contig contig, int position, long count) {
        total += count;
        long[] windows = contig == null ? null : counts.get(contig.name());
        if (contig == null || windows == null) {
            elsewhere += count;
            return;
        }
        int length = contig.length().orElse(0);
        if (position < 0 || position > length + 1L) {
            throw new IllegalArgumentException("expected a position from 1 to " + length + " on " + contig + " of "
                    + assembly + ", found " + position + "; it may be another assembly");
        }
        windows[(Math.max(1, Math.min(position, length)) - 1) / window] += count;
    }

    /**
     * Returns the assembly.
     *
     * @return as given, or as the header tells
     */
    public Assembly assembly() {
        return assembly;
    }

    /**
     * Returns the names of the contigs that are counted.
     *
     * @return in the assembly's order
     */
    public List<String> contigs() {
        return List.copyOf(counts.keySet());
    }

    /**
     * Returns the width of a window.
     *
     * @return bases
     */
    public int window() {
        return window;
    }

    /**
     * Returns the counts of a contig.
     *
     * @param contig one of {@link #contigs()}
     * @return a copy; the first window begins at base 1
     * @throws IllegalArgumentException if it is not counted
     */
    public long[] counts(String contig) {
        Objects.requireNonNull(contig, "contig");
        long[] windows = counts.get(contig);
        if (windows == null) {
            throw new IllegalArgumentException("expected one of " + contigs() + ", found " + contig);
        }
        return windows.clone();
    }

    /**
     * Returns the number of all that was counted.
     *
     * @return 0 or more
     */
    public long total() {
        return total;
    }

    /**
     * Returns the number of those that lie on no contig of {@link #contigs()}.
     *
     * @return 0 or more
     */
    public long elsewhere() {
        return elsewhere;
    }

    /** Returns the numbers, for people. */
    @Override
    public String toString() {
        return Numbers.grouped(total) + " on " + counts.size() + " contigs of " + assembly;
    }
}
