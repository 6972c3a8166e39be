package omega.genomics.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import omega.genomics.Region;
import omega.genomics.interval.IntervalIndex;

/**
 * The genes of one annotation, found by id, by name and by place. Immutable, safe to share between threads.
 *
 * <pre>{@code
 * GeneModel model = …;
 * model.genesNamed("TP53").get(0).transcripts();
 * model.overlapping(Region.parse("17:43044295-43125364"));
 * }</pre>
 *
 * <p>Ids are found with and without version, as {@link Gene#id()} and as {@link Gene#writtenId()}.
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

    /** Most keys have one value: a list of one costs a third of a growing one. */
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
     * Makes a model.
     *
     * @param genes in the order to keep; copied
     * @return a new model
     */
    public static GeneModel of(Collection<Gene> genes) {
        return new GeneModel(genes);
    }

    /**
     * Returns all genes.
     *
     * @return immutable, in the order given to {@link #of}
     */
    public List<Gene> genes() {
        return genes;
    }

    /**
     * Returns the names of the contigs that have genes.
     *
     * @return in the order of the genes
     */
    public Set<String> contigs() {
        Set<String> names = new LinkedHashSet<>();
        genes.forEach(gene -> names.add(gene.contig()));
        return names;
    }

    /**
     * Finds a gene by id.
     *
     * @param id without version, or as the file writes it
     * @return the first; {@link #genesWithId} returns all, as one id may stand on two contigs
     */
    public Optional<Gene> gene(String id) {
        return genesWithId(id).stream().findFirst();
    }

    /**
     * Finds every gene of an id.
     *
     * @param id without version, or as the file writes it
     * @return immutable; empty if there is none
     */
    public List<Gene> genesWithId(String id) {
        return byId.getOrDefault(id, List.of());
    }

    /**
     * Finds genes by name. Names are not unique: {@code Y_RNA} has hundreds.
     *
     * @param name case-sensitive
     * @return immutable, in the order of {@link #genes()}; empty if there is none
     */
    public List<Gene> genesNamed(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /**
     * Finds a transcript by id.
     *
     * @param id without version, or as the file writes it
     * @return the first; {@link #transcriptsWithId} returns all
     */
    public Optional<Transcript> transcript(String id) {
        return transcriptsWithId(id).stream().findFirst();
    }

    /**
     * Finds every transcript of an id: UCSC and RefSeq place one transcript at several loci.
     *
     * @param id without version, or as the file writes it
     * @return immutable; empty if there is none
     */
    public List<Transcript> transcriptsWithId(String id) {
        return transcriptsById.getOrDefault(id, List.of());
    }

    /**
     * Finds the genes that share at least one base with a region.
     *
     * @param region 1-based, inclusive; its contig as the model's source writes it
     * @return a new list, ordered by start, then end
     */
    public List<Gene> overlapping(Region region) {
        return index.overlapping(region);
    }

    /**
     * Finds the genes nearest to a region.
     *
     * @param region 1-based, inclusive
     * @param k how many at most
     * @return a new list, nearest first; those that overlap have distance 0
     */
    public List<Gene> nearest(Region region, int k) {
        return index.nearest(region, k);
    }

    /**
     * Returns the index over the genes, for the questions that have no method here.
     *
     * @return immutable
     */
    public IntervalIndex<Gene> index() {
        return index;
    }

    /** Tells whether two models have equal genes in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof GeneModel that && genes.equals(that.genes);
    }

    @Override
    public int hashCode() {
        return genes.hashCode();
    }

    /** Returns the number of genes, for people. */
    @Override
    public String toString() {
        return "gene model of " + genes.size() + " genes";
    }
}
