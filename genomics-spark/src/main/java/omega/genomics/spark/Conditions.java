package omega.genomics.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import omega.genomics.spark.Condition.Column;
import omega.genomics.spark.Condition.Operator;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.header.VcfVersion;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes conditions of Spark's predicates, of those that can be checked exactly on a record. */
final class Conditions {
    private final VcfHeader header;
    private final boolean glow;

    Conditions(VcfHeader header, boolean glow) {
        this.header = header;
        this.glow = glow;
    }

    /** A column that a predicate names. */
    private record Named(Column column, String id, @Nullable InfoDefinition info) {}

    /** Returns the condition; empty if Spark has to check the predicate. */
    Optional<Condition> of(Expression expression) {
        return expression instanceof Predicate predicate ? of(predicate) : Optional.empty();
    }

    private Optional<Condition> of(Predicate predicate) {
        Expression[] children = predicate.children();
        return switch (predicate.name()) {
            case "AND", "OR" -> {
                Optional<Condition> left = of(children[0]);
                Optional<Condition> right = of(children[1]);
                if (left.isEmpty() || right.isEmpty()) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        predicate.name().equals("AND")
                                ? new Condition.And(left.get(), right.get())
                                : new Condition.Or(left.get(), right.get()));
            }
            case "NOT" -> of(children[0]).map(Condition.Not::new);
            case "ALWAYS_TRUE" -> Optional.of(new Condition.Always(true));
            case "ALWAYS_FALSE" -> Optional.of(new Condition.Always(false));
            case "IS_NOT_NULL" -> named(children[0]).flatMap(Conditions::present);
            case "IS_NULL" -> named(children[0]).flatMap(Conditions::present).map(Condition.Not::new);
            case "IN" -> named(children[0]).flatMap(column -> oneOf(column, children));
            case "=", "<>", "<", "<=", ">", ">=" -> compared(predicate.name(), children);
            default -> Optional.empty();
        };
    }

    private Optional<Condition> compared(String name, Expression[] children) {
        Operator operator = switch (name) {
            case "=" -> Operator.EQUAL;
            case "<>" -> Operator.NOT_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            default -> Operator.GREATER_OR_EQUAL;
        };
        if (children[1] instanceof Literal<?> literal) {
            return named(children[0]).flatMap(column -> compared(column, operator, literal.value()));
        }
        if (children[0] instanceof Literal<?> literal) {
            return named(children[1]).flatMap(column -> compared(column, operator.turned(), literal.value()));
        }
        return Optional.empty();
    }

    private Optional<Condition> compared(Named named, Operator operator, @Nullable Object value) {
        Column column = named.column();
        if (value instanceof Integer || value instanceof Long) {
            long whole = ((Number) value).longValue();
            boolean isWhole = column == Column.POSITION
                    || column == Column.START0
                    || column == Column.END
                    || isOf(named, VcfType.INTEGER);
            return isWhole ? Optional.of(new Condition.Whole(column, named.id(), operator, whole)) : Optional.empty();
        }
        if (value instanceof Double real && (column == Column.QUAL || isOf(named, VcfType.FLOAT))) {
            return Optional.of(new Condition.Real(column, named.id(), operator, real));
        }
        if (value instanceof Boolean flag && isOf(named, VcfType.FLAG)) {
            return operator == Operator.EQUAL
                    ? Optional.of(new Condition.Flag(named.id(), flag))
                    : operator == Operator.NOT_EQUAL
                            ? Optional.of(new Condition.Flag(named.id(), !flag))
                            : Optional.empty();
        }
        if (value instanceof UTF8String text && (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL)) {
            return oneOf(named, List.of(text.toString()))
                    .map(condition -> operator == Operator.EQUAL ? condition : new Condition.Not(condition));
        }
        return Optional.empty();
    }

    private Optional<Condition> oneOf(Named named, Expression[] children) {
        List<String> texts = new ArrayList<>();
        Condition any = null;
        for (int i = 1; i < children.length; i++) {
            if (!(children[i] instanceof Literal<?> literal) || literal.value() == null) {
                return Optional.empty();
            }
            if (literal.value() instanceof UTF8String text) {
                texts.add(text.toString());
                continue;
            }
            Optional<Condition> one = compared(named, Operator.EQUAL, literal.value());
            if (one.isEmpty()) {
                return Optional.empty();
            }
            any = any == null ? one.get() : new Condition.Or(any, one.get());
        }
        return texts.isEmpty() ? Optional.ofNullable(any) : any == null ? oneOf(named, texts) : Optional.empty();
    }

    private Optional<Condition> oneOf(Named named, List<String> texts) {
        InfoDefinition info = named.info();
        boolean isText = named.column() == Column.CONTIG || named.column() == Column.REF;
        // percent-encoded text is not compared as bytes
        boolean isPlain = info != null
                && (info.type() == VcfType.STRING || info.type() == VcfType.CHARACTER)
                && VcfSchema.isScalar(info)
                && header.version().compareTo(VcfVersion.V4_3) < 0;
        return isText || isPlain
                ? Optional.of(new Condition.OneOf(named.column(), named.id(), texts))
                : Optional.empty();
    }

    private static boolean isOf(Named named, VcfType type) {
        return named.info() != null && named.info().type() == type;
    }

    private static Optional<Condition> present(Named named) {
        return switch (named.column()) {
            case CONTIG, POSITION, START0, END, REF -> Optional.of(new Condition.Always(true));
            case QUAL -> Optional.of(new Condition.Present(Column.QUAL, ""));
            case INFO ->
                named.info() == null || VcfSchema.isFlag(named.info())
                        ? Optional.of(new Condition.Always(true))
                        : Optional.of(new Condition.Present(Column.INFO, named.id()));
        };
    }

    private Optional<Named> named(Expression expression) {
        if (!(expression instanceof NamedReference reference)) {
            return Optional.empty();
        }
        String[] names = reference.fieldNames();
        if (names.length == 1) {
            return column(names[0]);
        }
        return !glow && names.length == 2 && names[0].equals("info") ? info(names[1]) : Optional.empty();
    }

    private Optional<Named> column(String name) {
        if (glow && name.startsWith(VcfSchema.GLOW_INFO)) {
            return info(name.substring(VcfSchema.GLOW_INFO.length()));
        }
        Column column = switch (name) {
            case "chromosome", "contigName" -> Column.CONTIG;
            case "position" -> Column.POSITION;
            case "start" -> Column.START0;
            case "end_pos", "end" -> Column.END;
            case "ref", "referenceAllele" -> Column.REF;
            case "qual" -> Column.QUAL;
            case "info" -> Column.INFO;
            default -> null;
        };
        return Optional.ofNullable(column).map(found -> new Named(found, "", null));
    }

    private Optional<Named> info(String id) {
        InfoDefinition info = header.info(id);
        return VcfSchema.isFlag(info) || VcfSchema.isScalar(info)
                ? Optional.of(new Named(Column.INFO, id, info))
                : Optional.empty();
    }

    // ---- what an index can find ----------------------------------------------------------------------------------

    /**
     * Where the records are that some conditions can hold for.
     *
     * @param contigs null for all
     * @param low the least POS
     * @param high the greatest
     */
    record Place(@Nullable Set<String> contigs, long low, long high) {
        static final Place ANYWHERE = new Place(null, 0, Integer.MAX_VALUE);

        boolean isAnywhere() {
            return equals(ANYWHERE);
        }

        Place and(Condition condition) {
            if (condition instanceof Condition.And both) {
                return and(both.left()).and(both.right());
            }
            if (condition instanceof Condition.OneOf one && one.column() == Column.CONTIG) {
                Set<String> left = new HashSet<>(one.values());
                if (contigs != null) {
                    left.retainAll(contigs);
                }
                return new Place(left, low, high);
            }
            if (condition instanceof Condition.Whole whole
                    && (whole.column() == Column.POSITION || whole.column() == Column.START0)) {
                long value = whole.column() == Column.POSITION || whole.value() == Long.MAX_VALUE
                        ? whole.value()
                        : whole.value() + 1;
                return switch (whole.operator()) {
                    case EQUAL -> new Place(contigs, Math.max(low, value), Math.min(high, value));
                    case LESS, LESS_OR_EQUAL -> new Place(contigs, low, Math.min(high, value));
                    case GREATER, GREATER_OR_EQUAL -> new Place(contigs, Math.max(low, value), high);
                    case NOT_EQUAL -> this;
                };
            }
            return this;
        }
    }

    static Place place(List<Condition> conditions) {
        Place place = Place.ANYWHERE;
        for (Condition condition : conditions) {
            place = place.and(condition);
        }
        return place;
    }
}
