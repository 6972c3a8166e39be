package omega.genomics.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lets a library built with glibc 2.38 or newer run on an older one, where all it asks of the newer one is
 * {@code __isoc23_strtol}: {@code strtol} with binary literals, which nobody here writes. The name in the string table is
 * replaced, and so is the version that is required. Format: System V ABI, ELF-64; LSB, symbol versioning.
 */
final class OlderGlibc {
    private static final String NEW_SYMBOL = "__isoc23_strtol";
    private static final String OLD_SYMBOL = "strtol";
    private static final String NEW_VERSION = "GLIBC_2.38";
    private static final String[] OLD_VERSIONS = {"GLIBC_2.2.5", "GLIBC_2.17"};
    private static final int SHT_DYNSYM = 11;
    private static final int SHT_GNU_VERNEED = 0x6ffffffe;

    private final byte[] file;
    private final ByteBuffer elf;
    private int strings;
    private int stringsLength;
    private int needed = -1;

    private OlderGlibc(byte[] file) {
        this.file = file;
        elf = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns a library that this machine can load: the same one where its glibc is new enough. */
    static byte[] fit(byte[] library) throws IOException {
        if (!isOlder()) {
            return library;
        }
        OlderGlibc copy = new OlderGlibc(library.clone());
        copy.findSections();
        copy.rename();
        return copy.file;
    }

    private static boolean isOlder() throws IOException {
        Process process = new ProcessBuilder("getconf", "GNU_LIBC_VERSION").start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        String[] numbers = version.substring(version.lastIndexOf(' ') + 1).split("\\.", -1);
        return numbers.length >= 2
                && numbers[0].equals("2")
                && Integer.parseInt(numbers[1].replaceAll("\\D.*", "")) < 38;
    }

    private void findSections() {
        int headers = (int) elf.getLong(0x28);
        int size = elf.getShort(0x3a);
        int count = elf.getShort(0x3c);
        for (int i = 0; i < count; i++) {
            int header = headers + i * size;
            int type = elf.getInt(header + 4);
            if (type == SHT_GNU_VERNEED) {
                needed = (int) elf.getLong(header + 0x18);
            } else if (type == SHT_DYNSYM) {
                int table = headers + elf.getInt(header + 0x28) * size;
                strings = (int) elf.getLong(table + 0x18);
                stringsLength = (int) elf.getLong(table + 0x20);
            }
        }
    }

    private void rename() throws IOException {
        int symbol = find(NEW_SYMBOL);
        if (symbol < 0) {
            return;
        }
        int version = Math.max(find(OLD_VERSIONS[0]), find(OLD_VERSIONS[1]));
        if (version < 0 || needed < 0) {
            throw new IOException("the library asks for no version of glibc that this machine has");
        }
        Arrays.fill(file, symbol, symbol + NEW_SYMBOL.length(), (byte) 0);
        byte[] old = OLD_SYMBOL.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(old, 0, file, symbol, old.length);
        require(version);
    }

    /** Walks the libraries needed, and the versions of each, to the new version. */
    private void require(int version) {
        String name = string(version);
        for (int library = needed, next = 1; next != 0; library += next) {
            int entry = library + elf.getInt(library + 8);
            for (int left = elf.getShort(library + 2); left > 0; left--) {
                if (string(strings + elf.getInt(entry + 8)).equals(NEW_VERSION)) {
                    elf.putInt(entry, hash(name));
                    elf.putInt(entry + 8, version - strings);
                }
                entry += elf.getInt(entry + 12);
            }
            next = elf.getInt(library + 12);
        }
    }

    private int find(String text) {
        for (int at = strings; at < strings + stringsLength; at += string(at).length() + 1) {
            if (string(at).equals(text)) {
                return at;
            }
        }
        return -1;
    }

    private String string(int at) {
        int end = at;
        while (file[end] != 0) {
            end++;
        }
        return new String(file, at, end - at, StandardCharsets.US_ASCII);
    }

    /** The ABI's hash of a version's name. */
    private static int hash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash << 4) + name.charAt(i);
            int high = hash & 0xf0000000;
            hash = (hash ^ high >>> 24) & ~high;
        }
        return hash;
    }
}
