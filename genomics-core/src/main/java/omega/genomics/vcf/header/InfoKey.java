package omega.genomics.vcf.header;

import omega.genomics.internal.vcf.FieldDictionary;
import omega.genomics.internal.vcf.KeyBytes;

/**
 * The id of an INFO field, resolved once, to ask records with: {@code header.info("DP").asInteger()}.
 *
 * <p>Immutable and free to share between records, readers and threads.
 *
 * @param <T> which accessors take the key: {@code Integer} and {@code Float} of a field with {@code Number=1}, {@code int[]}
 *     and {@code float[]} of any, {@code Boolean}, {@code String}. Values are never boxed.
 */
@SuppressWarnings("UnusedTypeParameter") // it keeps integers out of accessors for text
public final class InfoKey<T> {
    private final String id;
    private final VcfNumber number;

    @SuppressWarnings("exports") // read by the other rooms of VCF; not API
    public final KeyBytes bytes;

    @SuppressWarnings("exports") // read by the other rooms of VCF; not API
    public final FieldDictionary dictionary;

    /** Index in the dictionary, or −1. */
    public final int slot;

    InfoKey(String id, VcfNumber number, FieldDictionary dictionary) {
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
    public String id() {
        return id;
    }

    /**
     * Returns the number of values its definition promises.
     *
     * @return {@code Number}
     */
    public VcfNumber number() {
        return number;
    }

    /** Returns the id. */
    @Override
    public String toString() {
        return id;
    }
}
