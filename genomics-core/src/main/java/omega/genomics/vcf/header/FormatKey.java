package omega.genomics.vcf.header;

import omega.genomics.internal.vcf.FieldDictionary;

/**
 * The id of a FORMAT field, resolved once, to ask records with: {@code header.format("DP").asInteger()}.
 *
 * @param <T> which accessors take the key: {@code Integer} and {@code Float} of a field with {@code Number=1}, {@code int[]}
 *     and {@code float[]} of any, {@code String}. Values are never boxed.
 */
@SuppressWarnings("UnusedTypeParameter") // it keeps integers out of accessors for text
public final class FormatKey<T> extends FieldKey {

    FormatKey(String id, VcfNumber number, FieldDictionary dictionary) {
        super(id, number, dictionary);
    }
}
