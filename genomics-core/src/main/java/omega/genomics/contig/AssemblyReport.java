package omega.genomics.contig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** Reads NCBI's assembly report: comments, a commented line of column names, and one row per sequence. */
final class AssemblyReport {
    private static final String NAME = "# Assembly name:";

    private String assemblyName;
    private @Nullable List<String> columns;
    private final List<Contig> contigs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private AssemblyReport(String sourceName) {
        assemblyName = sourceName;
    }

    static AssemblyReport read(InputSource source) throws IOException {
        AssemblyReport report = new AssemblyReport(source.name());
        try (Rows rows = new Rows(source)) {
            while (rows.advance()) {
                if (rows.isComment()) {
                    report.comment(rows);
                } else if (!rows.isBlank()) {
                    report.row(rows);
                }
            }
        }
        return report;
    }

    /** Returns the assembly's name, or the source's where the report has none. */
    String assemblyName() {
        return assemblyName;
    }

    List<Contig> contigs() {
        return contigs;
    }

    private void comment(Rows rows) {
        String text = String.join(" ", rows.fields());
        if (text.startsWith(NAME)) {
            assemblyName = text.substring(NAME.length()).strip();
        } else if (text.startsWith("# Sequence-Name ")) {
            List<String> names = new ArrayList<>(rows.fields());
            names.set(0, "Sequence-Name");
            columns = names;
        }
    }

    private void row(Rows rows) {
        if (columns == null) {
            throw rows.error(
                    0, "Sequence-Name", ContigRule.REPORT_HEADER, "a line \"# Sequence-Name …\" before the first row");
        }
        if (rows.fields().size() < columns.size()) {
            throw rows.error(
                    rows.fields().size(),
                    "row",
                    ContigRule.REPORT_COLUMNS,
                    columns.size() + " columns separated by tabs");
        }
        Contig.Role role = role(rows);
        String sequenceName = value(rows, "Sequence-Name");
        String genBank = value(rows, "GenBank-Accn");
        boolean accession = (role == Contig.Role.UNLOCALIZED || role == Contig.Role.UNPLACED) && !genBank.isEmpty();
        String name = accession ? genBank : sequenceName;
        if (name.isEmpty() || !names.add(name)) {
            throw rows.error(
                    column("Sequence-Name"), "Sequence-Name", ContigRule.REPORT_NAME, "a name that no other row has");
        }
        Set<String> aliases = new LinkedHashSet<>(
                Arrays.asList(sequenceName, value(rows, "UCSC-style-name"), genBank, value(rows, "RefSeq-Accn")));
        aliases.remove("");
        contigs.add(new Contig(name, length(rows), role, aliases));
    }

    private OptionalInt length(Rows rows) {
        return value(rows, "Sequence-Length").isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(rows.integer(column("Sequence-Length"), "Sequence-Length"));
    }

    private Contig.Role role(Rows rows) {
        return switch (value(rows, "Sequence-Role")) {
            case "assembled-molecule" ->
                switch (value(rows, "Assigned-Molecule-Location/Type")) {
                    case "Mitochondrion" -> Contig.Role.MITOCHONDRION;
                    case "Chloroplast", "Plastid", "Apicoplast" -> Contig.Role.PLASTID;
                    default -> Contig.Role.CHROMOSOME;
                };
            case "unlocalized-scaffold" -> Contig.Role.UNLOCALIZED;
            case "unplaced-scaffold" -> Contig.Role.UNPLACED;
            case "alt-scaffold" -> Contig.Role.ALT;
            case "fix-patch" -> Contig.Role.FIX_PATCH;
            case "novel-patch" -> Contig.Role.NOVEL_PATCH;
            default -> Contig.Role.UNKNOWN;
        };
    }

    /** Returns the value of a named column; empty for {@code na} and for a column that is absent from this report. */
    private String value(Rows rows, String column) {
        String value = rows.field(column(column));
        return value.equals("na") ? "" : value;
    }

    private int column(String name) {
        return columns == null ? -1 : columns.indexOf(name);
    }
}
