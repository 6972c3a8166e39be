package omega.genomics.postgres.internal;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import omega.genomics.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Finds the texts of records that PostgreSQL cannot take, in every component: a component that is added later is checked, too. For
 * tables of some hundred thousand rows, because it looks at records by reflection.
 */
public final class StorableRecord {
    private final String source;
    private final Set<String> keys;
    private final int most;
    private RecordComponent @Nullable [] components;

    /**
     * Makes a check of records of one class.
     *
     * @param source the file they are read from
     * @param keys components that are part of an index, alone or with two others
     */
    public StorableRecord(String source, Set<String> keys) {
        this(source, keys, StorableText.MAX_OF_THREE);
    }

    /**
     * Makes a check of records of one class.
     *
     * @param source where they come from
     * @param keys components that are part of an index
     * @param most the most bytes of each of them
     */
    public StorableRecord(String source, Set<String> keys, int most) {
        this.source = source;
        this.keys = keys;
        this.most = most;
    }

    /**
     * Looks at a record.
     *
     * @param record a public record
     * @param line where it is in the file
     * @return the first finding; null if PostgreSQL can store it
     */
    public @Nullable Diagnostic finding(Record record, long line) {
        RecordComponent[] all = components;
        if (all == null) {
            all = record.getClass().getRecordComponents();
            components = all;
        }
        for (RecordComponent component : all) {
            Diagnostic finding = finding(component.getName(), value(component, record), line);
            if (finding != null) {
                return finding;
            }
        }
        return null;
    }

    private @Nullable Diagnostic finding(String field, Object value, long line) {
        if (value instanceof String text) {
            int allowed = keys.contains(field) ? most : Integer.MAX_VALUE;
            return StorableText.finding(source, line, field, text, allowed);
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? finding(field, optional.get(), line) : null;
        }
        if (value instanceof Collection<?> several) {
            for (Object one : several) {
                Diagnostic finding = finding(field, one, line);
                if (finding != null) {
                    return finding;
                }
            }
        }
        return null;
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("expected a public record, found " + record.getClass(), e);
        }
    }
}
