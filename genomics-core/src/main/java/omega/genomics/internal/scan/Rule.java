package omega.genomics.internal.scan;

/**
 * What a finding says is broken. Each format has one catalogue: an enum of all its rules, which its reader and its validator share.
 */
public interface Rule {
    /**
     * Returns the stable name of the rule, as {@link omega.genomics.Diagnostic#rule()} has it.
     *
     * @return kebab-case
     */
    default String id() {
        return RuleIds.of(name());
    }

    /**
     * Returns the name of the constant.
     *
     * @return upper case
     */
    String name();
}
