package omega.genomics.vcf;

import java.util.List;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * Which samples and fields a reader shows.
 *
 * @param samples file columns, in the order wanted; null for all
 * @param infos by slot of the INFO dictionary; null for all
 * @param formats ids; null for all
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
public record Projection(
        int @Nullable [] samples,
        boolean @Nullable [] infos,
        @Nullable List<String> formats) {
    static final Projection ALL = new Projection(null, null, null);

    boolean isAll() {
        return samples == null && infos == null && formats == null;
    }

    /** Resolves names in the header of a file; null is all. */
    static Projection of(
            VcfHeader header,
            @Nullable List<String> names,
            @Nullable List<String> infoIds,
            @Nullable List<String> formatIds) {
        int[] samples = names == null
                ? null
                : names.stream()
                        .mapToInt(name -> header.sampleIndex(name).orElseThrow())
                        .toArray();
        return new Projection(samples, infos(header, infoIds), formatIds);
    }

    private static boolean @Nullable [] infos(VcfHeader header, @Nullable List<String> ids) {
        if (ids == null) {
            return null;
        }
        boolean[] selected = new boolean[header.infoDictionary().size()];
        for (String id : ids) {
            int slot = header.infoDictionary().find(id);
            if (slot >= 0) {
                selected[slot] = true;
            }
        }
        return selected;
    }
}
