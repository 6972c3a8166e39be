package omega.genomics.io;

/**
 * The columns of a line that contain its contig and coordinates.
 *
 * @param preset 0 generic, 1 SAM, 2 VCF; 65536 added if starts are 0-based
 * @param contig column of the contig's name, from 1
 * @param start column of the start
 * @param end column of the end; 0 if there is none
 * @param comment first character of lines that are not indexed
 * @param skip number of lines at the start of the file that are not indexed
 */
public record TabixLayout(int preset, int contig, int start, int end, char comment, int skip) {
    /** The layout of VCF. */
    public static final TabixLayout VCF = new TabixLayout(2, 1, 2, 0, '#', 0);
    /** The layout of GTF and GFF3. */
    public static final TabixLayout GTF = new TabixLayout(0, 1, 4, 5, '#', 0);
}
