package omega.genomics.vcf.header;

import omega.genomics.internal.vcf.FieldDictionary;

/**
 * The id of an INFO field, resolved once, to ask records with: {@code header.info("DP").asInteger()}.
 *
 * @param <T> which accessors take the key: {@code Integer} and {@code Float} of a field with {@code Number=1}, {@code int[]}
 *     and {@code float[]} of any, {@code Boolean}, {@code String}. Values are never boxed.
 */
@SuppressWarnings("UnusedTypeParameter") // it keeps integers out of accessors for text
public final class InfoKey<T> extends FieldKey {

    InfoKey(String id, VcfNumber number, FieldDictionary dictionary) {
        super(id, number, dictionary);
    }
}
