package omega.genomics.postgres.load;

/**
 * What became of ALT alleles. Each is counted once: {@code read = stored + merged + dropped + rejects + other}. A record
 * without ALT, or one that could not be read, counts as one.
 *
 * @param read alleles of the file
 * @param stored alleles that have a row of their own
 * @param merged alleles of which another row says everything
 * @param dropped alleles that another row stands for although they say something else
 * @param rejects alleles of refused records
 * @param other alleles left out on request, such as reference sites
 */
public record AlleleCounts(long read, long stored, long merged, long dropped, long rejects, long other) {
    static final AlleleCounts NONE = new AlleleCounts(0, 0, 0, 0, 0, 0);

    static AlleleCounts refused(long alleles) {
        return new AlleleCounts(alleles, 0, 0, 0, alleles, 0);
    }

    AlleleCounts plus(AlleleCounts more) {
        return new AlleleCounts(
                read + more.read,
                stored + more.stored,
                merged + more.merged,
                dropped + more.dropped,
                rejects + more.rejects,
                other + more.other);
    }
}
