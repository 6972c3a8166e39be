package omega.genomics.vcf.source;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import omega.genomics.ByteSlice;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoKey;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the values of an INFO key that has few different ones: each is read once, as long as no other one takes its slot.
 * Thread-safe.
 */
final class FewValues<T> {
    private static final int SLOTS = 1024;
    /** Longer values are seldom met again. */
    private static final int LONGEST = 256;

    private final InfoKey<String> key;
    private final LastLongValue<T> others;
    private final AtomicReferenceArray<MadeValue<T>> slots = new AtomicReferenceArray<>(SLOTS);

    FewValues(InfoKey<String> key, Function<String, T> make) {
        this.key = key;
        others = new LastLongValue<>(key, make);
    }

    /** Returns what is made of a record's value; null if it has none. */
    @Nullable
    T in(VcfRecord record) {
        ByteSlice bytes = record.info().bytes(key);
        if (bytes == null) {
            return null;
        }
        if (bytes.length() > LONGEST) {
            return others.in(record);
        }
        int slot = slot(bytes);
        MadeValue<T> known = slots.getAcquire(slot);
        if (known != null && known.isOf(bytes)) {
            return known.value();
        }
        byte[] copy = bytes.toByteArray();
        T value = others.in(record);
        if (value != null) {
            slots.setRelease(slot, new MadeValue<>(copy, value));
        }
        return value;
    }

    private static int slot(ByteSlice bytes) {
        byte[] array = bytes.array();
        int hash = 0;
        for (int i = bytes.offset(); i < bytes.offset() + bytes.length(); i++) {
            hash = 31 * hash + array[i];
        }
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }
}
