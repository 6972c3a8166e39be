/**
 * Typed questions, named as a biologist would ask them: start with {@link omega.genomics.postgres.query.genes.GeneQueries}.
 *
 * <p>Models and small records come out. For anything else there are the generated tables and the caller's own
 * {@code DSLContext}; they were generated for a schema {@code genome}, which is mapped to the assembly's:
 *
 * <pre>{@code
 * Settings settings = new Settings().withRenderMapping(new RenderMapping()
 *         .withSchemata(new MappedSchema().withInput("genome").withOutput("grch38")));
 * DSL.using(dataSource, SQLDialect.POSTGRES, settings)
 *         .select(GENES.BIOTYPE, count()).from(GENES).groupBy(GENES.BIOTYPE).fetch();
 * }</pre>
 */
@NullMarked
package omega.genomics.postgres.query;

import org.jspecify.annotations.NullMarked;
