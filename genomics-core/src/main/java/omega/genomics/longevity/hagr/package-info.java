/**
 * The Human Ageing Genomic Resources: GenAge (human and model organisms), DrugAge (builds 3 to 5), LongevityMap, CellAge.
 *
 * <p>A file as the site exports it goes in, small records come out. Columns are found by name, since builds differ in number and
 * order. Start with {@link omega.genomics.longevity.hagr.HagrFormat}. The data are the curators' (CC BY 3.0) and are not part of the
 * library.
 */
@NullMarked
package omega.genomics.longevity.hagr;

import org.jspecify.annotations.NullMarked;
