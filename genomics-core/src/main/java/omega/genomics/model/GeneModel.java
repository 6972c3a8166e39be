package omega.genomics.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import omega.genomics.Region;
import omega.genomics.interval.IntervalIndex;

/**
 * The genes of one annotation, with lookup by id, name and region. Immutable and thread-safe.
 *
 * <pre>{@code
 * GeneModel model = …;
 * model.genesNamed("TP53").get(0).transcripts();
 * model.overlapping(Region.parse("17:43044295-43125364"));
 * }</pre>
 *
 * <p>Ids are matched with and without version, against {@link Gene#id()} and {@link Gene#writtenId()}. A lookup by id
 * or name takes constant time, one by region O(log n + hits).
 */
public final class GeneModel {
    private final List<Gene> genes;
    private final Map<String, List<Gene>> byId = new HashMap<>();
    private final Map<String, List<Gene>> byName = new HashMap<>();
    private final Map<String, List<Transcript>> transcriptsById = new HashMap<>();
    private final IntervalIndex<Gene> index;

    private GeneModel(Collection<Gene> genes) {
        this.genes = List.copyOf(genes);
        this.index = IntervalIndex.of(this.genes, Gene::region);
        for (Gene gene : this.genes) {
            put(byId, gene.id(), gene.writtenId(), gene);
            gene.name().ifPresent(name -> put(byName, name, name, gene));
            gene.transcripts().forEach(t -> put(transcriptsById, t.id(), t.writtenId(), t));
        }
    }

    /**
     * Adds a value under two keys. Most keys have one value: an immutable list of one takes a third of the memory of a
     * growable one.
     */
    private static <T> void put(Map<String, List<T>> map, String key, String other, T value) {
        map.merge(key, List.of(value), GeneModel::joined);
        if (!other.equals(key)) {
            map.merge(other, List.of(value), GeneModel::joined);
        }
    }

    private static <T> List<T> joined(List<T> before, List<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return List.copyOf(all);
    }

    /**
     * Creates a model.
     *
     * @param genes the genes; their order is preserved; copied
     * @return a new model
     */
    public static GeneModel of(Collection<Gene> genes) {
        Objects.requireNonNull(genes, "genes");
        return new GeneModel(genes);
    }

    /**
     * Returns all genes.
     *
     * @return an immutable list, in the order given to {@link #of}
     */
    public List<Gene> genes() {
        return genes;
    }

    /**
     * Returns the names of the contigs that have genes.
     *
     * @return an unmodifiable set, in the order of the genes
     */
    public Set<String> contigs() {
        Set<String> names = new LinkedHashSet<>();
        genes.forEach(gene -> names.add(gene.contig()));
        return names;
    }

    /**
     * Finds a gene by id.
     *
     * @param id the id without version, or as written in the file
     * @return the first match, or empty; {@link #genesWithId} returns all, because an id may occur on two contigs
     */
    public Optional<Gene> gene(String id) {
        Objects.requireNonNull(id, "id");
        return genesWithId(id).stream().findFirst();
    }

    /**
     * Finds all genes with an id.
     *
     * @param id the id without version, or as written in the file
     * @return an immutable list; empty if there is none
     */
    public List<Gene> genesWithId(String id) {
        Objects.requireNonNull(id, "id");
        return byId.getOrDefault(id, List.of());
    }

    /**
     * Finds genes by name. Names are not unique: {@code Y_RNA} has hundreds.
     *
     * @param name the name, case-sensitive
     * @return an immutable list, in the order of {@link #genes()}; empty if there is none
     */
    public List<Gene> genesNamed(String name) {
        Objects.requireNonNull(name, "name");
        return byName.getOrDefault(name, List.of());
    }

    /**
     * Finds a transcript by id.
     *
     * @param id the id without version, or as written in the file
     * @return the first match, or empty; {@link #transcriptsWithId} returns all
     */
    public Optional<Transcript> transcript(String id) {
        Objects.requireNonNull(id, "id");
        return transcriptsWithId(id).stream().findFirst();
    }

    /**
     * Finds all transcripts with an id: UCSC and RefSeq place some transcripts at several loci.
     *
     * @param id the id without version, or as written in the file
     * @return an immutable list; empty if there is none
     */
    public List<Transcript> transcriptsWithId(String id) {
        Objects.requireNonNull(id, "id");
        return transcriptsById.getOrDefault(id, List.of());
    }

    /**
     * Finds the genes that share at least one base with a region.
     *
     * @param region the region, 1-based and inclusive, with the contig name used by the model's source
     * @return a new list, ordered by start, then by end
     */
    public List<Gene> overlapping(Region region) {
        return index.overlapping(region);
    }

    /**
     * Finds the genes nearest to a region.
     *
     * @param region the region, 1-based and inclusive
     * @param k the maximum number of genes
     * @return a new list, nearest first; genes that overlap have distance 0
     * @throws IllegalArgumentException if {@code k} is negative
     */
    public List<Gene> nearest(Region region, int k) {
        return index.nearest(region, k);
    }

    /**
     * Returns the interval index over the genes, for queries without a method in this class.
     *
     * @return an immutable index
     */
    public IntervalIndex<Gene> index() {
        return index;
    }

    /** Returns whether another model has equal genes in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof GeneModel that && genes.equals(that.genes);
    }

    @Override
    public int hashCode() {
        return genes.hashCode();
    }

    /** Returns the number of genes, for logs and debugging. */
    @Override
    public String toString() {
        return "gene model of " + genes.size() + " genes";
    }
}
