package omega.genomics.vcf.normalize;

import omega.genomics.DiagnosticListener;

/** All that can be chosen of a normalization; not changed after it was given to a normalizer. */
final class Settings {
    boolean split = true;
    ReferenceCheck check = ReferenceCheck.ERROR;
    OtherAllele otherAllele = OtherAllele.REFERENCE;
    boolean keepsStars = true;
    boolean atomizes;
    boolean dropsDuplicates;
    DiagnosticListener diagnostics = finding -> {};

    Settings() {}

    Settings(Settings that) {
        split = that.split;
        check = that.check;
        otherAllele = that.otherAllele;
        keepsStars = that.keepsStars;
        atomizes = that.atomizes;
        dropsDuplicates = that.dropsDuplicates;
        diagnostics = that.diagnostics;
    }
}
