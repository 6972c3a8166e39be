package omega.genomics.vcf.source;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.VcfHeader;

/** Where a file comes from, which tells how to read common facts out of its INFO fields. */
public enum SourceProfile {
    /** ClinVar: CLNSIG, GENEINFO, RS, frequencies of other projects. */
    CLINVAR,
    /** gnomAD: AF, consequences in vep. */
    GNOMAD,
    /** dbSNP: RS, GENEINFO, FREQ or CAF with the frequency of REF in front. */
    DBSNP,
    /** 1000 Genomes: AF and those of its five populations. */
    THOUSAND_GENOMES,
    /** Any other: AF or AC and AN, and rs numbers in ID. */
    GENERIC;

    /**
     * Tells the source from what a header declares.
     *
     * @param header of the file
     * @return {@link #GENERIC} if it is none of the others
     */
    public static SourceProfile detect(VcfHeader header) {
        Objects.requireNonNull(header, "header");
        String source = header.value("source").orElse("").toLowerCase(Locale.ROOT);
        if (source.contains("dbsnp")) { // it has CLNSIG, too
            return DBSNP;
        }
        if (source.contains("clinvar")
                || (has(header, "CLNSIG") && hasAny(header, "ALLELEID", "CLNALLE", "CLNREVSTAT"))) {
            return CLINVAR;
        }
        if (source.contains("gnomad")
                || (has(header, "AF") && hasAny(header, "nhomalt", "AF_popmax", "AF_grpmax", "faf95", "AC_raw"))) {
            return GNOMAD;
        }
        if (has(header, "dbSNPBuildID")) {
            return DBSNP;
        }
        boolean populations = Stream.of("AFR_AF", "AMR_AF", "EUR_AF").allMatch(id -> has(header, id));
        return source.contains("1000genomes") || (populations && has(header, "AF")) ? THOUSAND_GENOMES : GENERIC;
    }

    private static boolean has(VcfHeader header, String id) {
        return header.info(id).origin() == FieldOrigin.DECLARED;
    }

    private static boolean hasAny(VcfHeader header, String... ids) {
        return Stream.of(ids).anyMatch(id -> has(header, id));
    }
}
