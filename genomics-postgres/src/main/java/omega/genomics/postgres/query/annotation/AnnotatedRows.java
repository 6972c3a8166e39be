package omega.genomics.postgres.query.annotation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.variants.InfoValues;
import omega.genomics.postgres.query.variants.StoredVariant;
import org.jspecify.annotations.Nullable;

/** Variants with their values, looked up for some thousands of variants at a time. */
final class AnnotatedRows implements Iterator<AnnotatedVariant> {
    private static final int BATCH = 10_000;

    private final Iterator<StoredVariant> variants;
    private final SourceLookup source;
    private final SourceColumns columns;

    private @Nullable StoredVariant pending;
    private final List<AnnotatedVariant> batch = new ArrayList<>();
    private int next;

    AnnotatedRows(Iterator<StoredVariant> variants, SourceLookup source, SourceColumns columns) {
        this.variants = variants;
        this.source = source;
        this.columns = columns;
    }

    @Override
    public boolean hasNext() {
        if (next == batch.size()) {
            read();
        }
        return next < batch.size();
    }

    @Override
    public AnnotatedVariant next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.get(next++);
    }

    private void read() {
        batch.clear();
        next = 0;
        List<StoredVariant> some = some();
        if (some.isEmpty()) {
            return;
        }
        TreeSet<Integer> positions = new TreeSet<>();
        List<TrimmedAllele> alleles = new ArrayList<>();
        for (StoredVariant variant : some) {
            TrimmedAllele allele = TrimmedAllele.of(
                    variant.position(), variant.ref(), variant.alt().orElse("."));
            alleles.add(allele);
            positions.add(variant.position());
            positions.add(allele.position());
        }
        Map<TrimmedAllele, List<SourceRow>> found = found(some.get(0).contig(), positions);
        for (int i = 0; i < some.size(); i++) {
            batch.add(new AnnotatedVariant(
                    some.get(i), values(some.get(i), found.getOrDefault(alleles.get(i), List.of()))));
        }
    }

    /** Variants of one contig. */
    private List<StoredVariant> some() {
        List<StoredVariant> some = new ArrayList<>();
        while (some.size() < BATCH) {
            if (pending == null && variants.hasNext()) {
                pending = variants.next();
            }
            if (pending == null || (!some.isEmpty() && !some.get(0).contig().equals(pending.contig()))) {
                break;
            }
            some.add(pending);
            pending = null;
        }
        return some;
    }

    private Map<TrimmedAllele, List<SourceRow>> found(String contig, Set<Integer> positions) {
        Map<TrimmedAllele, List<SourceRow>> found = new HashMap<>();
        try {
            for (SourceRow row : source.at(
                    contig, positions.stream().mapToInt(Integer::intValue).toArray())) {
                found.computeIfAbsent(
                                TrimmedAllele.of(row.position(), row.ref(), row.alt()), allele -> new ArrayList<>(1))
                        .add(row);
            }
        } catch (SQLException e) {
            throw new QueryException("the database did not answer: " + e.getMessage(), e);
        }
        return found;
    }

    /** Values of rows that are written in the same way count before others. */
    private InfoValues values(StoredVariant variant, List<SourceRow> rows) {
        if (rows.isEmpty()) {
            return InfoValues.of(null);
        }
        List<SourceRow> same = new ArrayList<>(rows.size());
        List<SourceRow> others = new ArrayList<>();
        for (SourceRow row : rows) {
            if (row.position() == variant.position()
                    && row.ref().length() == variant.ref().length()) {
                same.add(row);
            } else {
                others.add(row);
            }
        }
        same.addAll(others);
        if (!variant.alt().orElse("").chars().allMatch(Character::isLetter)) {
            same.removeIf(row -> row.end() != variant.end());
        }
        return InfoValues.of(columns.json(same));
    }
}
