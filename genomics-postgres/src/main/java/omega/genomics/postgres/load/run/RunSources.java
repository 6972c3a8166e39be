package omega.genomics.postgres.load.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run, which are digested before anything of them is read, or the one stream. Of several files each is checked when it
 * was read, and not opened before it is its turn.
 */
final class RunSources implements AutoCloseable {
    private final List<InputSource> sources;
    private final List<SourceDigest> digests;
    private final List<Long> sizes;
    /** Those that are being read, and their stored bytes. */
    private final Set<SourceDigest> opened = new LinkedHashSet<>();

    /** Stored bytes of the files before. */
    private long before;

    private long reading;

    private RunSources(List<InputSource> sources, List<SourceDigest> digests, List<Long> sizes) {
        this.sources = sources;
        this.digests = digests;
        this.sizes = sizes;
    }

    static RunSources of(List<InputSource> sources) throws IOException {
        List<SourceDigest> digests = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (InputSource source : sources) {
            OptionalLong size = source.storedSize();
            sizes.add(size.isPresent() ? size.getAsLong() : -1);
            digests.add(SourceDigest.of(source));
        }
        return new RunSources(sources, digests, sizes);
    }

    int size() {
        return digests.size();
    }

    InputSource source(int file) {
        return sources.get(file);
    }

    /** Returns whether the digest is known before reading. */
    boolean isKnown() {
        return digests.stream().allMatch(SourceDigest::isKnown);
    }

    /** Returns the digest of the file, or of the list of digests of several. */
    String value() {
        return size() == 1
                ? digests.get(0).value()
                : Sha256.ofText(digests.stream().map(SourceDigest::value).collect(Collectors.joining("\n")));
    }

    /** Returns the digest of one file. */
    String value(int file) {
        return digests.get(file).value();
    }

    /** Returns the stored bytes of all files; empty if they are not known. */
    OptionalLong bytes() {
        return sizes.contains(-1L)
                ? OptionalLong.empty()
                : OptionalLong.of(sizes.stream().mapToLong(Long::longValue).sum());
    }

    /** Returns the stored bytes of one file, null if they are not known. */
    @Nullable
    Long bytes(int file) {
        return sizes.get(file) < 0 ? null : sizes.get(file);
    }

    /** Refuses a file that is being read and visibly is not what was digested. */
    void checkVisibly() {
        opened.forEach(SourceDigest::checkVisibly);
    }

    /** Opens a file such that reading it moves the meter. */
    InputSource open(int file, ProgressMeter meter) throws IOException {
        SourceDigest digest = digests.get(file);
        opened.add(digest);
        reading = Math.max(0, sizes.get(file));
        return digest.watched(meter, before);
    }

    /** Closes what is open; refuses a file that is not what was digested, if it was read to its end. */
    void end() throws IOException {
        close();
        opened.forEach(SourceDigest::check);
        opened.clear();
        before += reading;
        reading = 0;
    }

    /** Goes past a file that need not be read. */
    void pass(int file, ProgressMeter meter) {
        before += Math.max(0, sizes.get(file));
        meter.storedBytes(before);
    }

    /** Closes what is open; when it returns, no thread reads any more. */
    @Override
    public void close() throws IOException {
        for (SourceDigest digest : opened) {
            digest.close();
        }
    }
}
