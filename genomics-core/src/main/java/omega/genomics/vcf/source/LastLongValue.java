package omega.genomics.vcf.source;

import java.util.function.Function;
import omega.genomics.ByteSlice;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoKey;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the last long value of an INFO key: a record that lists something for each of 30,000 alleles is asked for each of
 * them. Short values are made anew, which costs less than comparing. Thread-safe.
 */
final class LastLongValue<T> {
    private static final int LONG = 1024;

    private final InfoKey<String> key;
    private final Function<String, T> make;
    private volatile @Nullable MadeValue<T> last;

    LastLongValue(InfoKey<String> key, Function<String, T> make) {
        this.key = key;
        this.make = make;
    }

    /** Returns what is made of a record's value; null if it has none. */
    @Nullable
    T in(VcfRecord record) {
        ByteSlice bytes = record.info().bytes(key);
        if (bytes == null) {
            return null;
        }
        boolean isLong = bytes.length() > LONG;
        MadeValue<T> known = isLong ? last : null;
        if (known != null && known.isOf(bytes)) {
            return known.value();
        }
        byte[] copy = isLong ? bytes.toByteArray() : new byte[0];
        String text = record.info().string(key);
        if (text == null) {
            return null;
        }
        T value = make.apply(text);
        if (isLong) {
            last = new MadeValue<>(copy, value);
        }
        return value;
    }
}
