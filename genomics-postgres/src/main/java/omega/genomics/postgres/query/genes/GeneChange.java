package omega.genomics.postgres.query.genes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.postgres.query.ChangeKind;

/**
 * What became of a gene between two releases of its dataset.
 *
 * @param kind what happened
 * @param before the gene as the earlier release has it; empty if it was added
 * @param after the gene as the later release has it; empty if it was removed
 * @param changed names of the columns that differ, as in SQL, such as {@code gene_name} and {@code end_pos}, and {@code transcripts} if
 *     anything below the gene differs; empty unless the gene changed
 * @param transcripts those that differ, or that one side alone has, by id; none unless the gene changed
 */
public record GeneChange(
        ChangeKind kind,
        Optional<StoredGene> before,
        Optional<StoredGene> after,
        List<String> changed,
        List<TranscriptChange> transcripts) {
    /** Creates a record; nothing in it may be null. */
    public GeneChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(changed, "changed");
        Objects.requireNonNull(transcripts, "transcripts");
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("expected a gene before or after, found neither");
        }
        changed = List.copyOf(changed);
        transcripts = List.copyOf(transcripts);
    }

    /**
     * Returns the gene as the later release has it, or else as the earlier one had it.
     *
     * @return one of the two
     */
    public StoredGene gene() {
        return after.or(() -> before).orElseThrow();
    }
}
