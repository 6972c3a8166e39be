package omega.genomics.postgres.query;

import static omega.genomics.postgres.jooq.Tables.CHROMOSOME_METADATA;
import static omega.genomics.postgres.jooq.Tables.GENES;
import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.Region;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Contigs by any of their names ({@code chr17}, {@code NC_000017.11}): those of the bundled assembly whose name the schema has,
 * and those in {@code chromosome_metadata}.
 */
public final class Contigs {
    private static final String PACKED = "variant_blocks";

    private final String schema;
    private final Optional<Assembly> bundled;

    Contigs(String schema) {
        this.schema = schema;
        bundled = Assembly.named(schema);
    }

    /**
     * Returns the name by which rows are stored. A name of a bundled assembly takes no statement.
     *
     * @param context runs the statement
     * @param name any name
     * @return the name as given if no table of names has it
     * @throws QueryException if it stands for more than one contig
     */
    public String stored(DSLContext context, String name) {
        List<Contig> candidates =
                bundled.map(assembly -> assembly.candidates(name)).orElse(List.of());
        if (candidates.size() > 1) {
            throw new QueryException("more than one contig of " + schema + " is called \"" + name + "\"; name one of "
                    + candidates.stream().map(Contig::name).collect(Collectors.joining(", ")));
        }
        if (!candidates.isEmpty()) {
            return candidates.get(0).name();
        }
        @Nullable
        String stored = context.select(coalesce(
                        field(select(CHROMOSOME_METADATA.CHROMOSOME)
                                .from(CHROMOSOME_METADATA)
                                .where(CHROMOSOME_METADATA.CHROMOSOME.eq(name))),
                        field(select(min(CHROMOSOME_METADATA.CHROMOSOME))
                                .from(CHROMOSOME_METADATA)
                                .where(val(name).eq(any(CHROMOSOME_METADATA.ALIASES))))))
                .fetchOne(0, String.class);
        return stored == null ? name : stored;
    }

    /**
     * Returns a region with the name by which its contig is stored.
     *
     * @param context runs the statement
     * @param region its contig by any name
     * @return the same bases
     */
    public Region stored(DSLContext context, Region region) {
        String contig = stored(context, region.contig());
        return contig.equals(region.contig()) ? region : new Region(contig, region.start(), region.end());
    }

    /**
     * Checks, after an empty result, that there is such a contig: in a table of names, with a gene or with a variant.
     *
     * @param context runs the statements
     * @param name any name
     * @throws UnknownNameException if there is not
     */
    public void check(DSLContext context, String name) {
        String contig = stored(context, name);
        boolean isKnown =
                bundled.filter(assembly -> !assembly.candidates(contig).isEmpty())
                                .isPresent()
                        || context.fetchExists(CHROMOSOME_METADATA, CHROMOSOME_METADATA.CHROMOSOME.eq(contig))
                        || context.fetchExists(GENES, GENES.CHROMOSOME.eq(contig))
                        || context.fetchExists(VARIANTS, VARIANTS.CHROMOSOME.eq(contig))
                        || ContigOrder.contigs(context, schema, PACKED).contains(contig);
        if (!isKnown) {
            throw UnknownNameException.near("contig", name, names(context));
        }
    }

    private Set<String> names(DSLContext context) {
        Set<String> names = new LinkedHashSet<>();
        bundled.ifPresent(assembly -> assembly.contigs().forEach(contig -> {
            names.add(contig.name());
            names.addAll(contig.aliases());
        }));
        names.addAll(context.select(CHROMOSOME_METADATA.CHROMOSOME)
                .from(CHROMOSOME_METADATA)
                .fetch(CHROMOSOME_METADATA.CHROMOSOME));
        names.addAll(context.selectDistinct(GENES.CHROMOSOME).from(GENES).fetch(GENES.CHROMOSOME));
        names.addAll(ContigOrder.contigs(context, schema));
        names.addAll(ContigOrder.contigs(context, schema, PACKED));
        return names;
    }
}
