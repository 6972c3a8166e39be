/**
 * BED: intervals of UCSC and bedtools with 3 to 12 columns, and files of regions.
 *
 * <p>Bytes of any compression come in through {@link omega.genomics.io.InputSource}; lines go out as
 * {@link omega.genomics.bed.BedRecord} views or owned {@link omega.genomics.bed.BedFeature}s. Start with
 * {@link omega.genomics.bed.BedReader}; {@link omega.genomics.bed.RegionFile} reads the regions of a BED file, a VCF file or a list.
 */
@NullMarked
package omega.genomics.bed;

import org.jspecify.annotations.NullMarked;
