/** Pictures of genes, variants and counts. */
module omega.genomics.plot {
    requires transitive omega.genomics.core;
    requires static transitive org.jspecify;
    requires static java.desktop; // PNG only

    exports omega.genomics.plot;
}
