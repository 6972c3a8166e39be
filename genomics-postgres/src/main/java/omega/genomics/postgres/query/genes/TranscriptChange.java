package omega.genomics.postgres.query.genes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.postgres.query.ChangeKind;

/**
 * What became of a transcript of a gene between two releases of its dataset.
 *
 * @param kind what happened
 * @param before the transcript as the earlier release has it; empty if it was added
 * @param after the transcript as the later release has it; empty if it was removed
 * @param changed names of the columns that differ, as in SQL, and {@code exons} and {@code coding_sequences} if these differ; empty unless
 *     the transcript changed
 */
public record TranscriptChange(
        ChangeKind kind, Optional<StoredTranscript> before, Optional<StoredTranscript> after, List<String> changed) {
    /** Creates a record; nothing in it may be null. */
    public TranscriptChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(changed, "changed");
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("expected a transcript before or after, found neither");
        }
        changed = List.copyOf(changed);
    }

    /**
     * Returns the transcript as the later release has it, or else as the earlier one had it.
     *
     * @return one of the two
     */
    public StoredTranscript transcript() {
        return after.or(() -> before).orElseThrow();
    }
}
