package omega.genomics.vcf.filter;

import java.util.Set;
import omega.genomics.vcf.filter.FilterExpression.Binary;
import omega.genomics.vcf.filter.FilterExpression.Call;
import omega.genomics.vcf.filter.FilterExpression.ColumnValue;
import omega.genomics.vcf.filter.FilterExpression.Field;
import omega.genomics.vcf.filter.FilterExpression.FileLines;
import omega.genomics.vcf.filter.FilterExpression.Negative;
import omega.genomics.vcf.filter.FilterExpression.Subscript;
import org.jspecify.annotations.Nullable;

/** Collects the files that an expression names. */
final class ExpressionFiles {
    private ExpressionFiles() {}

    static void add(FilterExpression expression, Set<String> files) {
        if (expression instanceof FileLines lines) {
            files.add(lines.path());
        } else if (expression instanceof ColumnValue column) {
            add(column.subscript(), files);
        } else if (expression instanceof Field field) {
            add(field.subscript(), files);
        } else if (expression instanceof Negative negative) {
            add(negative.operand(), files);
        } else if (expression instanceof Binary binary) {
            add(binary.left(), files);
            add(binary.right(), files);
        } else if (expression instanceof Call call) {
            call.arguments().forEach(argument -> add(argument, files));
        }
    }

    private static void add(@Nullable Subscript subscript, Set<String> files) {
        if (subscript != null && subscript.sampleFile() != null) {
            files.add(subscript.sampleFile());
        }
    }
}
