package omega.genomics.hgvs;

/** What reads one change of its kind. */
interface Grammar {
    /** Reads a change. */
    HgvsVariant change();

    /** Reads what follows a change at the same place, such as {@code T>C} of {@code 85=/T>C}. */
    HgvsVariant changeAt(HgvsVariant place);

    /** Returns the same change in parentheses. */
    HgvsVariant predicted(HgvsVariant change);
}
