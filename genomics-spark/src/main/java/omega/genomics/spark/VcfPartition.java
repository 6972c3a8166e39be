package omega.genomics.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.io.Compression;
import org.apache.spark.sql.connector.read.InputPartition;
import org.jspecify.annotations.Nullable;

/** What one task reads: parts of files. */
final class VcfPartition implements InputPartition {
    private static final long serialVersionUID = 1;

    /**
     * A part of a file.
     *
     * @param file its number
     * @param compression of a part that begins and ends somewhere; null for a file that can only be read from its start
     * @param start as of a {@link omega.genomics.vcf.VcfSplit}
     * @param end as of a split
     * @param linesBefore as of a split
     */
    record Part(int file, @Nullable Compression compression, long start, long end, long linesBefore)
            implements Serializable {}

    private final ArrayList<Part> parts;
    private final String[] hosts;

    VcfPartition(List<Part> parts, List<String> hosts) {
        this.parts = new ArrayList<>(parts);
        this.hosts = hosts.toArray(String[]::new);
    }

    List<Part> parts() {
        return parts;
    }

    @Override
    public String[] preferredLocations() {
        return hosts.clone();
    }
}
