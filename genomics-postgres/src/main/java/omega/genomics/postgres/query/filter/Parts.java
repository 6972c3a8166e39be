package omega.genomics.postgres.query.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import omega.genomics.vcf.filter.FilterExpression;
import omega.genomics.vcf.filter.FilterExpression.Binary;
import omega.genomics.vcf.filter.FilterExpression.Call;
import omega.genomics.vcf.filter.FilterExpression.Constant;
import omega.genomics.vcf.filter.FilterExpression.Negative;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import org.jspecify.annotations.Nullable;

/** What is done with the parts of an expression. */
final class Parts {
    private Parts() {}

    /** Returns the parts that must all be true. */
    static List<FilterExpression> conjuncts(FilterExpression expression) {
        List<FilterExpression> parts = new ArrayList<>();
        add(expression, parts);
        return parts;
    }

    private static void add(FilterExpression expression, List<FilterExpression> parts) {
        if (expression instanceof Binary binary && binary.operator() == Operator.AND_SITE) {
            add(binary.left(), parts);
            add(binary.right(), parts);
        } else {
            parts.add(expression);
        }
    }

    static void each(FilterExpression expression, Consumer<FilterExpression> action) {
        action.accept(expression);
        if (expression instanceof Binary binary) {
            each(binary.left(), action);
            each(binary.right(), action);
        } else if (expression instanceof Negative negative) {
            each(negative.operand(), action);
        } else if (expression instanceof Call call) {
            call.arguments().forEach(argument -> each(argument, action));
        }
    }

    /** Returns an expression with some of its parts exchanged; a part that stays is the same object. */
    static FilterExpression exchange(FilterExpression expression, UnaryOperator<FilterExpression> change) {
        FilterExpression changed = change.apply(expression);
        if (changed != expression) {
            return changed;
        }
        if (expression instanceof Binary binary) {
            return new Binary(binary.operator(), exchange(binary.left(), change), exchange(binary.right(), change));
        }
        if (expression instanceof Negative negative) {
            FilterExpression operand = exchange(negative.operand(), change);
            return operand instanceof Constant constant ? new Constant(-constant.value()) : new Negative(operand);
        }
        return expression instanceof Call call
                ? new Call(
                        call.function(),
                        call.arguments().stream()
                                .map(argument -> exchange(argument, change))
                                .toList())
                : expression;
    }

    /** Returns the value of an expression of constants; null if it is none. */
    static @Nullable Double constant(FilterExpression expression) {
        if (expression instanceof Constant constant) {
            return constant.value();
        }
        if (expression instanceof Negative negative) {
            Double value = constant(negative.operand());
            return value == null ? null : Double.valueOf(-value);
        }
        if (!(expression instanceof Binary binary)) {
            return null;
        }
        Double a = constant(binary.left());
        Double b = constant(binary.right());
        if (a == null || b == null) {
            return null;
        }
        return switch (binary.operator()) {
            case ADD -> Double.valueOf(a + b);
            case SUBTRACT -> Double.valueOf(a - b);
            case MULTIPLY -> Double.valueOf(a * b);
            case DIVIDE -> b == 0 ? null : Double.valueOf(a / b);
            default -> null;
        };
    }
}
