/**
 * Computes the consequences of variants for transcripts, in terms of the Sequence Ontology.
 *
 * <p>Input: a {@link omega.genomics.model.GeneModel}, optionally the bases of the genome, and alleles as in a VCF
 * file. Output: {@link omega.genomics.consequence.VariantConsequences}, with one consequence per transcript and the
 * picked one. Start with {@link omega.genomics.consequence.ConsequenceAnnotator};
 * {@code docs/reference/consequences.md} specifies each rule.
 *
 * <p>The vocabulary is also used for annotations made by other tools:
 * {@link omega.genomics.consequence.ConsequenceTerm}, {@link omega.genomics.consequence.Impact},
 * {@link omega.genomics.consequence.SeverityOrder}.
 */
@NullMarked
package omega.genomics.consequence;

import org.jspecify.annotations.NullMarked;
