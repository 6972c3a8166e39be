package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of an attribute, encoded once so that looking it up in a record costs no allocation.
 *
 * <p>Immutable; good as a constant, for any reader and any thread.
 */
public final class AttributeKey {
    private final String name;
    private final byte[] utf8;

    private AttributeKey(String name) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Makes a key.
     *
     * @param name case-sensitive, as {@link omega.genomics.Attributes} shows it
     * @return the key
     */
    public static AttributeKey of(String name) {
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

    boolean matches(byte[] array, int from, int to) {
        return Arrays.equals(array, from, to, utf8, 0, utf8.length);
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
