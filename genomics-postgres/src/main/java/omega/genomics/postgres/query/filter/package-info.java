/**
 * Filter expressions over stored variants. In comes a {@link omega.genomics.vcf.filter.VcfFilter}, out go conditions on the columns of
 * {@code variants} for each dataset, and a test of what SQL cannot say for the rows that are read. Start reading at
 * {@link omega.genomics.postgres.query.filter.ExpressionFilter}.
 */
@org.jspecify.annotations.NullMarked
package omega.genomics.postgres.query.filter;
