package omega.genomics.postgres.query.variants;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import omega.genomics.Region;
import omega.genomics.consequence.Impact;
import omega.genomics.postgres.query.filter.FilterRow;
import omega.genomics.vcf.source.ClinicalSignificance;

/**
 * A variant as the database has it: one ALT allele of a record, or a record without ALT. Coordinates are 1-based and inclusive.
 *
 * @param datasetId the dataset it belongs to; stays when that is loaded anew
 * @param recordNumber number of the record in its file, from 1
 * @param alleleIndex number of the allele in its record, from 1; 0 where the record has no ALT
 * @param ordinal 0; for a repeated variant kept on request 1, 2, …
 * @param contig name in Ensembl style: {@code 17}, {@code MT}
 * @param position POS, the first base of REF; 0 for a telomere
 * @param end the last base of the allele on the reference, inclusive; never less than {@code position}
 * @param id ID as written, several with semicolons between
 * @param ref REF
 * @param alt empty where the record has no ALT
 * @param type what the allele does to REF
 * @param qual QUAL
 * @param filter {@code PASS}, or the codes of the filters that failed with semicolons between; empty if none was applied
 * @param alleleFrequency of this allele, from 0 to 1
 * @param alleleCount AC of this allele
 * @param alleleNumber AN
 * @param depth INFO DP
 * @param rsNumber 429358 for rs429358
 * @param gene symbol of the gene, the first of several
 * @param geneId its stable id
 * @param consequence Sequence Ontology term of the most severe consequence
 * @param impact the class of the consequence
 * @param clinicalSignificances what ClinVar says, worst first
 * @param info INFO keys that were loaded
 * @param hgvsGenomic HGVS name on the contig, if names were loaded
 * @param hgvsCoding HGVS name on the transcript of the picked consequence, {@code c.} or {@code n.}
 * @param hgvsProtein HGVS name of the protein of that transcript
 */
public record StoredVariant(
        int datasetId,
        int recordNumber,
        int alleleIndex,
        int ordinal,
        String contig,
        int position,
        int end,
        Optional<String> id,
        String ref,
        Optional<String> alt,
        VariantType type,
        OptionalDouble qual,
        Optional<String> filter,
        OptionalDouble alleleFrequency,
        OptionalInt alleleCount,
        OptionalInt alleleNumber,
        OptionalInt depth,
        OptionalLong rsNumber,
        Optional<String> gene,
        Optional<String> geneId,
        Optional<String> consequence,
        Optional<Impact> impact,
        List<ClinicalSignificance> clinicalSignificances,
        InfoValues info,
        Optional<String> hgvsGenomic,
        Optional<String> hgvsCoding,
        Optional<String> hgvsProtein) {

    /** Copies the list. */
    public StoredVariant {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(qual, "qual");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(alleleFrequency, "alleleFrequency");
        Objects.requireNonNull(alleleCount, "alleleCount");
        Objects.requireNonNull(alleleNumber, "alleleNumber");
        Objects.requireNonNull(depth, "depth");
        Objects.requireNonNull(rsNumber, "rsNumber");
        Objects.requireNonNull(gene, "gene");
        Objects.requireNonNull(geneId, "geneId");
        Objects.requireNonNull(consequence, "consequence");
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(clinicalSignificances, "clinicalSignificances");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(hgvsGenomic, "hgvsGenomic");
        Objects.requireNonNull(hgvsCoding, "hgvsCoding");
        Objects.requireNonNull(hgvsProtein, "hgvsProtein");
        clinicalSignificances = List.copyOf(clinicalSignificances);
    }

    /**
     * Returns the bases of the reference it is about.
     *
     * @return empty for a telomere, which has no base
     */
    public Optional<Region> region() {
        return position < 1 ? Optional.empty() : Optional.of(new Region(contig, position, end));
    }

    /**
     * Returns the most severe of the clinical significances.
     *
     * @return empty if ClinVar says nothing
     */
    public Optional<ClinicalSignificance> clinicalSignificance() {
        return clinicalSignificances.stream().findFirst();
    }

    /**
     * Tells whether all filters were passed.
     *
     * @return false if one failed, or none was applied
     */
    public boolean isPassing() {
        return filter.filter("PASS"::equals).isPresent();
    }

    /**
     * Returns the name by which people speak of a variant.
     *
     * @return contig, position, REF and ALT with {@code -} between: {@code 17-43045712-T-C}
     */
    public String name() {
        return contig + "-" + position + "-" + ref + "-" + alt.orElse(".");
    }

    /**
     * Returns its place in the order of all answers.
     *
     * @return a cursor to go on behind it
     */
    public VariantCursor cursor() {
        return new VariantCursor(contig, position, datasetId, recordNumber, alleleIndex, ordinal, ref, alt.orElse("."));
    }

    /** Returns what filter expressions are about. */
    FilterRow filterRow() {
        return new FilterRow(datasetId, contig, position, id, ref, alt, qual, filter, info.toString());
    }
}
