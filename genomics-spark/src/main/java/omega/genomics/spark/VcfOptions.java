package omega.genomics.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.Region;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of a read, as text that any machine can make the objects of.
 *
 * @param samples shown in this order; null for all
 * @param infoKeys that get columns; null for all that the header declares
 * @param formatKeys that get columns; null for all that the header declares
 * @param regions that records overlap; empty for all records
 * @param filter an expression; null for all records
 * @param partitions how many are wanted; 0 if Spark decides
 */
record VcfOptions(
        @Nullable List<String> samples,
        @Nullable List<String> infoKeys,
        @Nullable List<String> formatKeys,
        List<String> regions,
        @Nullable String filter,
        GenotypeColumns genotypes,
        BadRecords badRecords,
        boolean glowNames,
        int partitions)
        implements Serializable {
    static final Set<String> KNOWN = Set.of(
            "path",
            "paths",
            "samples",
            "infokeys",
            "formatkeys",
            "regions",
            "filter",
            "genotypes",
            "badrecords",
            "glownames",
            "partitions");

    static VcfOptions of(CaseInsensitiveStringMap options) {
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(KNOWN);
        unknown.removeIf(name -> name.startsWith("__")); // Spark's own
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("expected options of " + new TreeSet<>(KNOWN) + ", found " + unknown);
        }
        List<String> regions = list(options.get("regions"));
        if (regions != null) {
            regions.forEach(Region::parse);
        }
        String filter = options.get("filter");
        if (filter != null) {
            VcfFilter.parse(filter);
        }
        int partitions = options.getInt("partitions", 0);
        if (partitions < 0) {
            throw new IllegalArgumentException("partitions: expected 0 or more, found " + partitions);
        }
        return new VcfOptions(
                list(options.get("samples")),
                list(options.get("infoKeys")),
                list(options.get("formatKeys")),
                regions == null ? List.of() : regions,
                filter,
                GenotypeColumns.parse(options.getOrDefault("genotypes", "structs")),
                BadRecords.parse(options.getOrDefault("badRecords", "fail")),
                options.getBoolean("glowNames", false),
                partitions);
    }

    /** Spark passes one path as {@code path} and several as {@code paths}, in JSON. */
    static List<String> paths(CaseInsensitiveStringMap options) {
        List<String> paths = new ArrayList<>();
        String several = options.get("paths");
        if (several != null) {
            try {
                paths.addAll(Arrays.asList(new ObjectMapper().readValue(several, String[].class)));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("paths: expected an array of text in JSON, found " + several, e);
            }
        }
        String one = options.get("path");
        if (one != null) {
            paths.add(one);
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("expected a path to load, found none");
        }
        return paths;
    }

    static @Nullable List<String> list(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return new ArrayList<>(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList());
    }

    /** Returns a header with the samples that are shown. */
    VcfHeader shown(VcfHeader header) {
        return samples == null ? header : header.withSamples(samples);
    }

    Region[] parsedRegions() {
        return regions.stream().map(Region::parse).toArray(Region[]::new);
    }
}
