package omega.genomics.postgres.query.filter;

import java.util.Locale;
import omega.genomics.vcf.filter.FilterExpression;
import omega.genomics.vcf.filter.FilterExpression.Call;
import omega.genomics.vcf.filter.FilterExpression.ColumnValue;
import omega.genomics.vcf.filter.FilterExpression.Field;
import omega.genomics.vcf.filter.FilterExpression.Function;
import omega.genomics.vcf.filter.FilterExpression.Scope;
import omega.genomics.vcf.filter.VcfFilter;

/** Refuses expressions about what a dataset does not have stored: FORMAT but for GT, INFO keys and genotypes that were not loaded. */
final class StoredFields {
    private final DatasetFields dataset;
    private final VcfFilter filter;

    StoredFields(DatasetFields dataset, VcfFilter filter) {
        this.dataset = dataset;
        this.filter = filter;
    }

    void check() {
        Parts.each(filter.expression(), this::check);
    }

    private void check(FilterExpression part) {
        if (part instanceof Field field) {
            check(field);
        }
        if (isOfGenotypes(part) && dataset.header().sampleCount() > 0 && !dataset.hasGenotypes()) {
            throw filter.unsupported(
                    part, "what is stored, but dataset " + dataset.name() + " was loaded without genotypes");
        }
    }

    private void check(Field field) {
        boolean isInfo = field.scope() != Scope.FORMAT && dataset.declaresInfo(field.key());
        if (isInfo && !dataset.hasLoaded(field.key())) {
            throw filter.unsupported(
                    field,
                    "an INFO key that is stored, but dataset " + dataset.name() + " was loaded without " + field.key());
        }
        if (!isInfo && dataset.declaresFormat(field.key()) && !field.key().equals("GT")) {
            throw filter.unsupported(field, "what is stored: of FORMAT only GT is");
        }
    }

    /** Refuses parts that would need the samples of the rows that are read. */
    void checkWithoutSamples(FilterExpression whole) {
        Parts.each(whole, part -> {
            if (isOfGenotypes(part) && dataset.header().sampleCount() > 0) {
                throw filter.unsupported(
                        part,
                        "GT compared with a word such as \"het\", or a count compared with a number: phase and other alleles are not stored");
            }
        });
    }

    private boolean isOfGenotypes(FilterExpression part) {
        if (part instanceof ColumnValue value) {
            return switch (value.column()) {
                case N_MISSING, F_MISSING -> true;
                default -> false;
            };
        }
        if (part instanceof Call call) {
            return call.function() == Function.N_PASS || call.function() == Function.F_PASS;
        }
        if (!(part instanceof Field field) || dataset.declaresInfo(field.key())) {
            return false;
        }
        return dataset.declaresFormat(field.key()) || isComputedFromGenotypes(field);
    }

    private boolean isComputedFromGenotypes(Field field) {
        boolean hasCounts = dataset.declaresInfo("AC") && dataset.declaresInfo("AN");
        return switch (field.key().toUpperCase(Locale.ROOT)) {
            case "AC", "AN" -> true;
            case "AF", "MAF", "MAC" -> !hasCounts;
            default -> false;
        };
    }
}
