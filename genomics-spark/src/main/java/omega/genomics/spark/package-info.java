/**
 * Apache Spark 4: VCF and GTF files as data sources, in parts that are read side by side.
 *
 * <pre>{@code
 * Dataset<Row> variants = spark.read().format("vcf").load("calls/*.vcf.gz");
 * variants.filter("chromosome = '17' AND info.DP > 30").select("position", "ref", "alts").show();
 * }</pre>
 *
 * <p>In: paths and options. Out: rows of Spark. Start reading at {@link omega.genomics.spark.VcfSource}; {@code docs/how-to/spark.md}
 * has the columns and options, and docs/adr/0036-spark.md the reasons.
 */
@NullMarked
package omega.genomics.spark;

import org.jspecify.annotations.NullMarked;
