package omega.genomics.vcf.normalize;

import omega.genomics.DiagnosticListener;

/** All that can be chosen of a normalization. */
record Settings(
        boolean split,
        ReferenceCheck check,
        OtherAllele otherAllele,
        boolean keepsStars,
        boolean atomizes,
        boolean dropsDuplicates,
        DiagnosticListener diagnostics) {
    static final Settings USUAL =
            new Settings(true, ReferenceCheck.ERROR, OtherAllele.REFERENCE, true, false, false, finding -> {});
}
