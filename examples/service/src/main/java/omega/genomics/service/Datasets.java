package omega.genomics.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.vector.SimilarGenes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is loaded, read again every second at most: the names of datasets, and a tag that every load changes. */
@Component
class Datasets {
    private static final long FRESH_NANOS = 1_000_000_000;

    private final AssemblyDatabase assembly;
    private final SimilarGenes similar;
    private volatile @Nullable Loaded loaded;

    Datasets(AssemblyDatabase assembly, SimilarGenes similar) {
        this.assembly = assembly;
        this.similar = similar;
    }

    /** The datasets at one time. */
    record Loaded(List<StoredDataset> list, Map<Integer, String> names, String tag, long readAt) {
        String nameOf(int id) {
            return names.getOrDefault(id, "");
        }
    }

    Loaded loaded() {
        Loaded last = loaded;
        if (last == null || System.nanoTime() - last.readAt() > FRESH_NANOS) {
            Loaded now = read();
            if (last == null || !last.tag().equals(now.tag())) {
                similar.forget();
            }
            last = now;
            loaded = last;
        }
        return last;
    }

    private Loaded read() {
        long now = System.nanoTime();
        List<StoredDataset> list = assembly.datasets().list();
        Map<Integer, String> names = new HashMap<>();
        int hash = 1;
        for (StoredDataset dataset : list) {
            names.put(dataset.id(), dataset.name());
            hash = 31 * hash + Objects.hash(dataset.id(), dataset.name(), dataset.sha256(), dataset.loadedAt());
        }
        return new Loaded(list, names, "W/\"" + assembly.name() + "-" + Integer.toHexString(hash) + "\"", now);
    }
}
