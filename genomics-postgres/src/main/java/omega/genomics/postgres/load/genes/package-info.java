/**
 * Loading gene models, gene names and contigs.
 *
 * <p>In: GTF, GFF3, HGNC or FASTA sources. Out: {@code genes}, {@code transcripts} and their neighbours. Start at
 * {@link omega.genomics.postgres.load.genes.GeneLoad}.
 */
@NullMarked
package omega.genomics.postgres.load.genes;

import org.jspecify.annotations.NullMarked;
