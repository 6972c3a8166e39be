package omega.genomics.vcf.header;

import omega.genomics.internal.vcf.FieldDictionary;
import omega.genomics.internal.vcf.KeyBytes;

/**
 * The id of an INFO or FORMAT field, resolved once, to ask records with.
 *
 * <p>Immutable and free to share between records, readers and threads.
 */
public abstract sealed class FieldKey permits InfoKey, FormatKey {
    private final String id;
    private final VcfNumber number;

    @SuppressWarnings("exports") // read by the other rooms of VCF; not API
    public final KeyBytes bytes;

    @SuppressWarnings("exports") // read by the other rooms of VCF; not API
    public final FieldDictionary dictionary;

    /** Index in the dictionary, or −1. */
    public final int slot;

    FieldKey(String id, VcfNumber number, FieldDictionary dictionary) {
        this.id = id;
        this.number = number;
        this.bytes = new KeyBytes(id);
        this.dictionary = dictionary;
        this.slot = dictionary.find(id);
    }

    /**
     * Returns the field's id.
     *
     * @return such as {@code DP}
     */
    public final String id() {
        return id;
    }

    /**
     * Returns the number of values its definition promises.
     *
     * @return {@code Number}
     */
    public final VcfNumber number() {
        return number;
    }

    /** Returns the id. */
    @Override
    public final String toString() {
        return id;
    }
}
