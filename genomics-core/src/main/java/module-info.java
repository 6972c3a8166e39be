/** Readers, views and models for genome annotation and variants. */
module omega.genomics.core {
    requires static transitive org.jspecify;
    requires org.apache.commons.compress;
    requires static java.desktop; // PNG only
    requires static jdk.jfr; // events, where there is a recorder

    exports omega.genomics;
    exports omega.genomics.consequence;
    exports omega.genomics.contig;
    exports omega.genomics.expression;
    exports omega.genomics.fasta;
    exports omega.genomics.geneinfo;
    exports omega.genomics.geneset;
    exports omega.genomics.hagr;
    exports omega.genomics.interval;
    exports omega.genomics.io;
    exports omega.genomics.model;
    exports omega.genomics.gtf;
    exports omega.genomics.trajectory;
    exports omega.genomics.vcf;
    exports omega.genomics.plot;
}
