package omega.genomics.postgres.load.variants;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an allele does to one transcript, as far as its neighbours may do the same: a row of {@code consequence_sets}. */
record TranscriptTerms(
        boolean picked,
        @Nullable String impact,
        @Nullable String gene,
        @Nullable String geneId,
        @Nullable String transcriptId,
        @Nullable String biotype,
        List<String> terms) {}
