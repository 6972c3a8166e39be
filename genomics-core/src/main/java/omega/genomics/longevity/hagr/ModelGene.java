package omega.genomics.longevity.hagr;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A gene of GenAge's model organisms. Immutable.
 *
 * @param id the number in GenAge
 * @param symbol the symbol in the organism's nomenclature, such as {@code daf-2} or {@code Igf1r}
 * @param name the gene's full name
 * @param organism the species, such as {@code Caenorhabditis elegans}
 * @param entrezId NCBI's GeneID; empty if there is none
 * @param averageLifespanChange the largest change of average lifespan observed, in percent; empty if not reported
 * @param lifespanEffect the effect of the manipulation on lifespan: {@code Increase}, {@code Decrease}, …; empty if
 *     not reported
 * @param longevityInfluence the influence of the gene: {@code Pro-Longevity}, {@code Anti-Longevity}, …; empty if not
 *     reported
 */
public record ModelGene(
        int id,
        String symbol,
        String name,
        String organism,
        OptionalInt entrezId,
        OptionalDouble averageLifespanChange,
        Optional<String> lifespanEffect,
        Optional<String> longevityInfluence) {
    /** Creates a record; nothing in it may be null. */
    public ModelGene {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(organism, "organism");
        Objects.requireNonNull(entrezId, "entrezId");
        Objects.requireNonNull(averageLifespanChange, "averageLifespanChange");
        Objects.requireNonNull(lifespanEffect, "lifespanEffect");
        Objects.requireNonNull(longevityInfluence, "longevityInfluence");
    }
}
