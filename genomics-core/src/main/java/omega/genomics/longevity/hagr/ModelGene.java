package omega.genomics.longevity.hagr;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A gene of GenAge's model organisms. Immutable.
 *
 * @param id GenAge's number
 * @param symbol in the organism's nomenclature: {@code daf-2}, {@code Igf1r}
 * @param name the gene's full name
 * @param organism such as {@code Caenorhabditis elegans}
 * @param entrezId NCBI's number; empty if there is none
 * @param averageLifespanChange the largest change of average lifespan observed, in percent; empty if not reported
 * @param lifespanEffect what the manipulation did: {@code Increase}, {@code Decrease}, …; empty if not reported
 * @param longevityInfluence what the gene does: {@code Pro-Longevity}, {@code Anti-Longevity}, …; empty if not reported
 */
public record ModelGene(
        int id,
        String symbol,
        String name,
        String organism,
        OptionalInt entrezId,
        OptionalDouble averageLifespanChange,
        Optional<String> lifespanEffect,
        Optional<String> longevityInfluence) {}
