package omega.genomics.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.query.genes.SetMember;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.vcf.Allele;
import omega.genomics.vcf.Variant;
import org.jspecify.annotations.Nullable;

/** Finds what of a row fits a table, and reads it. */
final class Columns {
    /** The whole row as one column. */
    private static final String ITSELF = "value";

    /** What people want to see first of a gene and the like; lists count as their sizes. */
    private static final Map<Class<?>, List<String>> MODELS = Map.of(
            StoredGene.class, List.of("id", "displayName", "biotype", "region", "strand"),
            SetMember.class, List.of("symbol", "genes"),
            Gene.class, List.of("id", "name", "biotype", "region", "strand", "transcripts"),
            Transcript.class, List.of("id", "name", "biotype", "start", "end", "strand", "exons", "splicedLength"),
            Exon.class, List.of("number", "id", "start", "end"),
            Variant.class, List.of("contig", "position", "ids", "ref", "alts", "qual", "filters"));

    /** Types whose text is short; every other part of a record is left out unless it is asked for. */
    private static final Set<Class<?>> SHORT = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Optional.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            Region.class,
            Interval.class);

    private Columns() {}

    /** Returns the columns of the first row's kind. */
    static List<String> of(List<?> rows) {
        if (rows.isEmpty() || rows.get(0) == null) {
            return List.of(ITSELF);
        }
        Object row = rows.get(0);
        if (MODELS.containsKey(row.getClass())) {
            return MODELS.get(row.getClass());
        }
        if (row instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).toList();
        }
        if (row instanceof Map.Entry<?, ?>) {
            return List.of("key", "value");
        }
        if (row.getClass().isRecord() && !SHORT.contains(row.getClass())) {
            return Arrays.stream(row.getClass().getRecordComponents())
                    .filter(component -> isShort(component.getType()))
                    .map(RecordComponent::getName)
                    .toList();
        }
        return List.of(ITSELF);
    }

    /** Reads a part by its path, {@code region.length}; null where it is missing. */
    static @Nullable Object value(@Nullable Object row, String path) {
        Object value = row;
        for (String name : path.split("\\.", -1)) {
            value = value == null ? null : part(value, name);
        }
        return plain(value);
    }

    private static @Nullable Object part(Object row, String name) {
        if (row instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (row instanceof Map.Entry<?, ?> entry) {
            return name.equals("key") ? entry.getKey() : entry.getValue();
        }
        try {
            Method accessor = row.getClass().getMethod(name);
            return plain(accessor.invoke(row));
        } catch (NoSuchMethodException e) {
            if (name.equals(ITSELF)) {
                return row;
            }
            throw new IllegalArgumentException(
                    "expected a part of " + row.getClass().getSimpleName() + ", found \"" + name + "\"", e);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("cannot read \"" + name + "\" of " + row.getClass(), e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        return value;
    }

    /** Lists of texts and alleles are joined; lists of anything else are counted; an empty one is as good as missing. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue());
        }
        if (value instanceof Collection<?> items) {
            if (items.isEmpty()) {
                return "-";
            }
            boolean texts = items.stream().allMatch(item -> item instanceof String || item instanceof Allele);
            return texts ? String.join(",", items.stream().map(String::valueOf).toList()) : items.size() + "";
        }
        return value.toString().replace('\n', ' ');
    }

    /** Six digits that count, no zeros at the end. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains("e") ? text : text.replaceAll("0+$", "");
    }

    private static boolean isShort(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || Number.class.isAssignableFrom(type) || SHORT.contains(type);
    }
}
