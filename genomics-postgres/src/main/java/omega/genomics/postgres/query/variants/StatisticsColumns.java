package omega.genomics.postgres.query.variants;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import omega.genomics.postgres.jooq.tables.records.VariantStatsRecord;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** The columns of {@code variant_stats}. */
final class StatisticsColumns {
    private StatisticsColumns() {}

    static VariantStatistics read(VariantStatsRecord row) {
        return new VariantStatistics(
                row.getDataset(),
                row.getChromosome(),
                row.getRecords(),
                row.getAlleles(),
                types(row),
                row.getTransitions(),
                row.getTransversions(),
                row.getMultiallelicSites(),
                row.getFilterPass(),
                row.getFilterFailed(),
                row.getFilterMissing(),
                row.getWithRsNumber(),
                row.getSingletons(),
                frequencies(row),
                optional(row.getMeanFrequency()),
                optional(row.getMeanQual()),
                row.getQualMissing(),
                row.getFirstPosition(),
                row.getLastPosition(),
                row.getGenes(),
                counts(row.getConsequences()),
                classes(row.getClinicalClasses()));
    }

    private static Map<VariantType, Long> types(VariantStatsRecord row) {
        Map<VariantType, Long> types = new EnumMap<>(VariantType.class);
        for (VariantType type : VariantType.values()) {
            long count = Objects.requireNonNull(row.get(type.name().toLowerCase(Locale.ROOT), Long.class));
            if (count > 0) {
                types.put(type, count);
            }
        }
        return types;
    }

    private static FrequencySpectrum frequencies(VariantStatsRecord row) {
        return new FrequencySpectrum(
                row.getFrequencyBelow_0_0001(),
                row.getFrequencyBelow_0_001(),
                row.getFrequencyBelow_0_01(),
                row.getFrequencyBelow_0_05(),
                row.getFrequencyBelow_0_5(),
                row.getFrequency_0_5AndMore(),
                row.getFrequencyMissing());
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Map<ClinicalClass, Long> classes(JSONB column) {
        Map<ClinicalClass, Long> classes = new EnumMap<>(ClinicalClass.class);
        counts(column).forEach((word, count) -> classes.put(ClinicalClass.ofColumn(word), count));
        return classes;
    }

    private static Map<String, Long> counts(JSONB column) {
        InfoValues object = InfoValues.of(column.data());
        Map<String, Long> counts = new LinkedHashMap<>();
        object.keys().forEach(key -> counts.put(key, object.integer(key).orElse(0)));
        return counts;
    }
}
