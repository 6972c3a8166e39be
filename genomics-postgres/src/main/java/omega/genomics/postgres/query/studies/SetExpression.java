package omega.genomics.postgres.query.studies;

import java.util.Objects;

/**
 * Expression of a member of a gene set in one tissue.
 *
 * @param member symbol or id as the set has it
 * @param expression of a gene the member stands for
 */
public record SetExpression(String member, StoredExpression expression) {
    /** Creates a record; nothing in it may be null. */
    public SetExpression {
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(expression, "expression");
    }
}
