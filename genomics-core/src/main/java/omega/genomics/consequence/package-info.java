/**
 * What a variant does to the transcripts it meets, in terms of the Sequence Ontology.
 *
 * <p>What comes in: a {@link omega.genomics.model.GeneModel}, the bases of the genome where there are some, and alleles as a
 * VCF file writes them. What goes out: {@link omega.genomics.consequence.VariantConsequences}, one consequence a transcript
 * and the one picked. Start with {@link omega.genomics.consequence.ConsequenceAnnotator}; {@code docs/reference/consequences.md} states
 * each rule.
 *
 * <p>The words are here once, also for annotations that others made: {@link omega.genomics.consequence.ConsequenceTerm},
 * {@link omega.genomics.consequence.Impact}, {@link omega.genomics.consequence.SeverityOrder}.
 */
@NullMarked
package omega.genomics.consequence;

import org.jspecify.annotations.NullMarked;
