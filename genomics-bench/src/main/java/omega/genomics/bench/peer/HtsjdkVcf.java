package omega.genomics.bench.peer;

import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.Genotype;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFHeader;
import htsjdk.variant.vcf.VCFInfoHeaderLine;
import htsjdk.variant.vcf.VCFIterator;
import htsjdk.variant.vcf.VCFIteratorBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The JVM's usual VCF reader. */
final class HtsjdkVcf {
    private HtsjdkVcf() {}

    private static Answer forEach(Path file, BiConsumer<VariantContext, Tally> action) throws IOException {
        Tally tally = new Tally();
        try (VCFIterator records = new VCFIteratorBuilder().open(file)) {
            while (records.hasNext()) {
                tally.record();
                action.accept(records.next(), tally);
            }
        }
        return tally.answer();
    }

    static Answer sites(Path file) throws IOException {
        return forEach(file, (variant, tally) -> {
            tally.text(variant.getContig());
            tally.number(variant.getStart());
            tally.text(variant.getID());
            for (Allele allele : variant.getAlleles()) {
                tally.text(allele.getBaseString());
            }
            if (variant.hasLog10PError()) {
                tally.real(variant.getPhredScaledQual());
            }
            addFilters(variant, tally);
            for (int count : variant.getAttributeAsIntList("AC", 0)) {
                tally.number(count);
            }
            for (double frequency : variant.getAttributeAsDoubleList("AF", 0)) {
                tally.real(frequency);
            }
        });
    }

    private static void addFilters(VariantContext variant, Tally tally) {
        Set<String> filters = variant.getFiltersMaybeNull();
        if (filters == null) {
            tally.text(".");
        } else if (filters.isEmpty()) {
            tally.text("PASS");
        } else {
            filters.forEach(tally::text);
        }
    }

    static Answer info(Path file) throws IOException {
        Tally tally = new Tally();
        try (VCFIterator records = new VCFIteratorBuilder().open(file)) {
            VCFHeader header = records.getHeader();
            while (records.hasNext()) {
                tally.record();
                addInfo(header, records.next(), tally);
            }
        }
        return tally.answer();
    }

    private static void addInfo(VCFHeader header, VariantContext variant, Tally tally) {
        for (Map.Entry<String, Object> entry : variant.getAttributes().entrySet()) {
            VCFInfoHeaderLine line = header.getInfoHeaderLine(entry.getKey());
            switch (line.getType()) {
                case Integer -> variant.getAttributeAsIntList(entry.getKey(), 0).forEach(tally::number);
                case Float ->
                    variant.getAttributeAsDoubleList(entry.getKey(), 0).forEach(tally::real);
                case Flag -> tally.number(1);
                default -> {
                    List<String> values = variant.getAttributeAsStringList(entry.getKey(), ".");
                    values.stream().filter(value -> !value.equals(".")).forEach(tally::text);
                }
            }
        }
    }

    static Answer genotypes(Path file) throws IOException {
        return forEach(file, (variant, tally) -> {
            for (Genotype genotype : variant.getGenotypes()) {
                for (Allele allele : genotype.getAlleles()) {
                    if (allele.isCalled() && allele.isNonReference()) {
                        tally.number(1);
                    }
                }
            }
        });
    }

    static Answer positions(Path file) throws IOException {
        return forEach(file, (variant, tally) -> tally.number(variant.getStart()));
    }
}
