package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import omega.genomics.internal.scan.Words;

/**
 * The name of an attribute, encoded once so that looking it up in a record costs no allocation.
 *
 * <p>Immutable; good as a constant, for any reader and any thread.
 */
public final class AttributeKey {
    private final String name;
    private final byte[] utf8;
    /** The first eight bytes, zeros behind a shorter name. */
    private final long head;
    /** The last eight bytes, if there are so many. */
    private final long tail;

    private AttributeKey(String name) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
        this.head = Words.loadFirst(utf8, 0, utf8.length);
        this.tail = utf8.length < 8 ? head : Words.load(utf8, utf8.length - 8);
    }

    /**
     * Makes a key.
     *
     * @param name case-sensitive, as {@link omega.genomics.Attributes} shows it
     * @return the key
     */
    public static AttributeKey of(String name) {
        Objects.requireNonNull(name, "name");
        return new AttributeKey(name);
    }

    /**
     * Returns the name.
     *
     * @return as given
     */
    public String name() {
        return name;
    }

    /** Compares with a key whose first eight bytes are known: one comparison for most that differ. */
    boolean matches(long otherHead, byte[] array, int from, int to) {
        int length = utf8.length;
        if (otherHead != head || to - from != length) {
            return false;
        }
        return length <= 8
                || (length <= 16 ? Words.load(array, to - 8) == tail : Arrays.equals(array, from, to, utf8, 0, length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttributeKey that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
