package omega.genomics.postgres.internal;

/**
 * A partition that holds the rows of one dataset.
 *
 * @param name with its schema, quoted
 * @param parent the table it is a partition of, as {@code name}
 * @param root the partitioned table above all, as {@code name}; the parent itself if that is no partition
 * @param parentName the parent without schema and quotes
 */
public record DatasetPartition(String name, String parent, String root, String parentName) {}
