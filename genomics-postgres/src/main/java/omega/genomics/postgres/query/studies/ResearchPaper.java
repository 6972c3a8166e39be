package omega.genomics.postgres.query.studies;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A paper that rows of other tables cite.
 *
 * @param pubmedId empty if it has a DOI only
 * @param title empty where only the id is known
 * @param url where to read of it
 */
public record ResearchPaper(OptionalInt pubmedId, Optional<String> title, String url) {
    /** Creates a record; nothing in it may be null. */
    public ResearchPaper {
        Objects.requireNonNull(pubmedId, "pubmedId");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(url, "url");
    }
}
