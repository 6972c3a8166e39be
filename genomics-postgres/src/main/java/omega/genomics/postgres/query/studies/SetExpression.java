package omega.genomics.postgres.query.studies;

import java.util.Objects;

/**
 * Expression of a member of a gene set, or of one of several genes, in one tissue.
 *
 * @param member symbol or id as the set has it, or as it was asked for
 * @param expression of a gene the member stands for
 */
public record SetExpression(String member, StoredExpression expression) {
    /** Creates a record; nothing in it may be null. */
    public SetExpression {
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(expression, "expression");
    }
}
