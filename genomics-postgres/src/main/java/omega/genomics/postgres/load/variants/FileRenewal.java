package omega.genomics.postgres.load.variants;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.FileCounts;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.packed.PackedPartition;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.VcfHeader;

/**
 * Which files of a list the dataset has already, and which of its partitions stay: all but those of contigs that a changed file
 * holds, or a file that is gone. A file is known by its digest, whatever its name.
 */
final class FileRenewal {
    /** By the number of the file in the list: what the dataset has of it. */
    private final Map<Integer, FileCounts> kept = new TreeMap<>();

    private final UnaryOperator<String> partitionOf;
    private final Set<String> replaced = new TreeSet<>();

    private FileRenewal(UnaryOperator<String> partitionOf) {
        this.partitionOf = partitionOf;
    }

    /**
     * Compares a list with the dataset.
     *
     * @param plan of the rows
     * @param partitionOf the partition of a contig
     */
    static FileRenewal of(
            LoadRun run, List<InputSource> sources, VariantPlan plan, LoadMode mode, UnaryOperator<String> partitionOf)
            throws SQLException {
        FileRenewal renewal = new FileRenewal(partitionOf);
        List<FileCounts> there = run.files().ofDataset();
        if (mode == LoadMode.REPLACE && !isAlike(run.files().headerOfDataset(), plan)) {
            return renewal;
        }
        int last = -1;
        Set<Integer> found = new HashSet<>();
        for (int file = 0; file < sources.size(); file++) {
            int at = find(there, run.files().digest(file), found);
            if (at < 0) {
                continue;
            }
            if (mode == LoadMode.REPLACE && at < last) {
                renewal.kept.clear(); // another order may keep other rows of those that are repeated
                return renewal;
            }
            last = at;
            found.add(at);
            renewal.kept.put(file, there.get(at));
        }
        for (int at = 0; at < there.size(); at++) {
            if (!found.contains(at)) {
                renewal.replace(there.get(at).contigs().keySet());
            }
        }
        return renewal;
    }

    private static int find(List<FileCounts> there, String sha256, Set<Integer> found) {
        for (int at = 0; at < there.size(); at++) {
            if (!found.contains(at) && there.get(at).sha256().equals(sha256)) {
                return at;
            }
        }
        return -1;
    }

    /** Returns whether fields have the types, and rows the columns, that they had. */
    private static boolean isAlike(List<String> lines, VariantPlan plan) {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (VcfReader reader =
                VcfReader.options().mode(ParseMode.LENIENT).open(InputSource.of("the dataset's header", text))) {
            VcfHeader before = reader.header();
            return types(before).equals(types(plan.header()))
                    && before.samples().equals(plan.header().samples())
                    && VariantPlan.of(before, plan.options()).names(false).equals(plan.names(false));
        } catch (ParseException | java.io.IOException e) {
            return false; // a header that cannot be read again, such as one with NUL
        }
    }

    private static Map<String, String> types(VcfHeader header) {
        Map<String, String> types = new TreeMap<>();
        header.infos().forEach(of -> types.put("INFO " + of.id(), of.number() + " " + of.type()));
        header.formats().forEach(of -> types.put("FORMAT " + of.id(), of.number() + " " + of.type()));
        return types;
    }

    /** Says that contigs are not as they were. */
    void replace(Set<String> contigs) {
        contigs.forEach(contig -> replaced.add(partitionOf.apply(contig)));
    }

    /** Returns what the dataset has of a file of the list. */
    Optional<FileCounts> kept(int file) {
        return Optional.ofNullable(kept.get(file));
    }

    /** Returns the files of the list that the dataset has. */
    Set<Integer> files() {
        return kept.keySet();
    }

    boolean keepsAny() {
        return !kept.isEmpty();
    }

    /** Tells whether the rows of a contig are replaced. */
    boolean isReplaced(String contig) {
        return replaced.contains(partitionOf.apply(contig));
    }

    /** Returns the tables whose partitions go. */
    Set<String> tables() {
        Set<String> tables = new TreeSet<>(replaced);
        for (String table : replaced) {
            tables.add(VariantTableNames.setsBeside(table));
            tables.add(PackedPartition.blocksOf(table));
            tables.add(PackedPartition.keysOf(table));
        }
        return tables;
    }

    /** Returns the counts of those contigs of a file whose rows stay. */
    Map<String, ContigCounts> staying(FileCounts of) {
        Map<String, ContigCounts> staying = new LinkedHashMap<>(of.contigs());
        staying.keySet().removeIf(this::isReplaced);
        return staying;
    }

    /** Returns the files whose rows stay in part only, so that they have to be read again. */
    List<Integer> readAgain() {
        List<Integer> again = new ArrayList<>();
        kept.forEach((file, of) -> {
            if (of.contigs().keySet().stream().anyMatch(this::isReplaced)) {
                again.add(file);
            }
        });
        return again;
    }
}
