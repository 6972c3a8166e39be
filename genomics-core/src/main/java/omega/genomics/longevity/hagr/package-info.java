/**
 * The Human Ageing Genomic Resources: GenAge (human and model organisms), DrugAge (builds 3 to 5), LongevityMap,
 * CellAge.
 *
 * <p>Input: a file as exported by the site. Output: one record per row. Columns are found by name, because builds
 * differ in the number and order of columns. Start with {@link omega.genomics.longevity.hagr.HagrFormat}. The data
 * belongs to its curators (CC BY 3.0) and is not part of the library.
 */
@NullMarked
package omega.genomics.longevity.hagr;

import org.jspecify.annotations.NullMarked;
