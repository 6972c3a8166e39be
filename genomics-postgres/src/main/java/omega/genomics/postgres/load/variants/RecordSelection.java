package omega.genomics.postgres.load.variants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import omega.genomics.postgres.internal.Sha256;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.filter.FilterExpression;
import omega.genomics.vcf.filter.FilterExpression.Binary;
import omega.genomics.vcf.filter.FilterExpression.Call;
import omega.genomics.vcf.filter.FilterExpression.ColumnValue;
import omega.genomics.vcf.filter.FilterExpression.Field;
import omega.genomics.vcf.filter.FilterExpression.FileLines;
import omega.genomics.vcf.filter.FilterExpression.Negative;
import omega.genomics.vcf.filter.FilterExpression.Subscript;
import omega.genomics.vcf.filter.VcfFilter;
import org.jspecify.annotations.Nullable;

/** Which records of a file are loaded: those for which an expression is true, or the others. */
record RecordSelection(VcfFilter filter, boolean excludes) {

    RecordFilter recordFilter() {
        return excludes ? filter.negate() : filter;
    }

    /** Part of the identity of a load: the expression, and what the files that it names contain. */
    String text() {
        TreeSet<String> files = new TreeSet<>();
        files(filter.expression(), files);
        StringBuilder text = new StringBuilder(excludes ? " exclude=" : " include=").append(filter);
        for (String file : files) {
            text.append(' ').append(file).append('=').append(digest(file));
        }
        return text.toString();
    }

    /** A file that cannot be read is an error of the expression, which names its place when it meets the header. */
    private static String digest(String file) {
        try {
            return Sha256.ofFile(Path.of(file));
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static void files(FilterExpression expression, TreeSet<String> files) {
        if (expression instanceof FileLines lines) {
            files.add(lines.path());
        } else if (expression instanceof ColumnValue column) {
            file(column.subscript(), files);
        } else if (expression instanceof Field field) {
            file(field.subscript(), files);
        } else if (expression instanceof Negative negative) {
            files(negative.operand(), files);
        } else if (expression instanceof Binary binary) {
            files(binary.left(), files);
            files(binary.right(), files);
        } else if (expression instanceof Call call) {
            call.arguments().forEach(argument -> files(argument, files));
        }
    }

    private static void file(@Nullable Subscript subscript, TreeSet<String> files) {
        if (subscript != null && subscript.sampleFile() != null) {
            files.add(subscript.sampleFile());
        }
    }
}
