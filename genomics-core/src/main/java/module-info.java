/** Readers, views and models for genome annotation and variants. */
module omega.genomics.core {
    requires static transitive org.jspecify;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires static jdk.jfr; // events, where there is a recorder

    exports omega.genomics;
    exports omega.genomics.bed;
    exports omega.genomics.consequence;
    exports omega.genomics.contig;
    exports omega.genomics.expression;
    exports omega.genomics.fasta;
    exports omega.genomics.geneinfo;
    exports omega.genomics.geneset;
    exports omega.genomics.hgvs;
    exports omega.genomics.hgvs.names;
    exports omega.genomics.longevity.hagr;
    exports omega.genomics.interval;
    exports omega.genomics.io;
    exports omega.genomics.model;
    exports omega.genomics.gtf;
    exports omega.genomics.gtf.assembly;
    exports omega.genomics.longevity.trajectory;
    exports omega.genomics.vcf;
    exports omega.genomics.vcf.annotate;
    exports omega.genomics.vcf.filter;
    exports omega.genomics.vcf.header;
    exports omega.genomics.vcf.genotype;
    exports omega.genomics.vcf.normalize;
    exports omega.genomics.vcf.source;
    exports omega.genomics.vcf.stats;
    exports omega.genomics.vcf.tools;
    exports omega.genomics.vcf.validate;
}
