package omega.genomics.gtf.assembly;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.gtf.GtfDialect;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.internal.scan.Opening;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.StableIds;
import omega.genomics.io.InputSource;

/**
 * Checks an annotation and reports every finding with its line, column and rule.
 *
 * <p><b>Errors</b> contradict the format or the file itself: a row that cannot be read, an id twice at one place, a Parent that
 * does not exist, a part outside its transcript, exons that overlap, a phase that does not follow from the segment before, a base beyond
 * the end of its contig, a file with neither a row nor a directive. <b>Warnings</b> are doubtful but found in the files of the great sources: a frame that changes where
 * no intron lies, parts on two strands.
 * The rules are listed in {@code docs/reference/interpretation.md}. A file without errors is valid.
 *
 * <p>Keeps the rows in columns of ints, about a fifth of a gigabyte for human. Immutable options, safe to share.
 */
public final class GtfValidator {
    private final Map<String, Integer> contigLengths;

    private GtfValidator(Map<String, Integer> contigLengths) {
        this.contigLengths = Map.copyOf(contigLengths);
    }

    /**
     * Makes a validator that knows the contig lengths the file itself gives ({@code ##sequence-region}).
     *
     * @return a validator
     */
    public static GtfValidator create() {
        return new GtfValidator(Map.of());
    }

    /**
     * Adds contig lengths, which count more than the file's own.
     *
     * @param lengths contig name as the file writes it → number of bases
     * @return a new validator
     */
    public GtfValidator contigLengths(Map<String, Integer> lengths) {
        Objects.requireNonNull(lengths, "lengths");
        return new GtfValidator(lengths);
    }

    /**
     * What a validation found.
     *
     * @param lines lines read
     * @param records rows read
     * @param errors findings that make the file invalid
     * @param warnings findings that do not
     * @param rules each broken rule with its number of findings
     */
    public record Report(long lines, long records, long errors, long warnings, Map<String, Long> rules) {

        /** Makes the map immutable. */
        public Report {
            Objects.requireNonNull(rules, "rules");
            rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        }

        /**
         * Tells whether there is no error.
         *
         * @return true also if there are warnings
         */
        public boolean isValid() {
            return errors == 0;
        }
    }

    /**
     * Checks a file.
     *
     * @param source plain or compressed
     * @param listener receives every finding: what rows show by themselves in file order, then what only the whole shows
     * @return the counts
     * @throws IOException if the source cannot be read
     * @throws omega.genomics.ParseException if the container is damaged, or the heap cannot hold the rows
     */
    public Report validate(InputSource source, DiagnosticListener listener) throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(listener, "listener");
        try {
            return Opening.checked(() -> judge(source, listener));
        } catch (OutOfMemoryError e) {
            throw RowsInMemory.exceeded(source.name(), 1);
        }
    }

    private Report judge(InputSource source, DiagnosticListener listener) throws IOException {
        Tally tally = new Tally(listener);
        try (GtfReader reader =
                GtfReader.options().mode(ParseMode.LENIENT).diagnostics(tally).open(source)) {
            AssemblyTables tables = new AssemblyTables(reader.dialect() == GtfDialect.GFF3);
            tables.keepPlaces();
            Reporter reports = new Reporter(ParseMode.LENIENT, tally);
            reports.source(reader.sourceName());
            RowCollector collector = new RowCollector(tables, reports);
            List<String> circular = new ArrayList<>();
            while (reader.advance()) {
                GtfRecord row = reader.record();
                collector.add(row);
                if (row.isType("region") && "true".equals(row.attribute("Is_circular"))) {
                    circular.add(row.contig());
                }
            }
            Diagnostic nothing = reader.nothing();
            if (nothing != null) {
                tally.report(nothing);
            }
            Map<String, Integer> lengths = new HashMap<>(declaredLengths(reader.directives()));
            lengths.putAll(contigLengths);
            circular.forEach(lengths::remove);
            new ModelChecks(tables, reports, lengths).run();
            long rows = reader.records() + reader.skipped();
            return new Report(reader.lines(), rows, tally.errors, tally.warnings, tally.rules);
        }
    }

    /** {@code ##sequence-region seqid start end}. */
    private static Map<String, Integer> declaredLengths(List<String> directives) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String directive : directives) {
            String[] words = directive.trim().split("\\s+", -1);
            if (words.length == 4 && words[0].equals("##sequence-region") && StableIds.number(words[3]) > 0) {
                lengths.put(words[1], StableIds.number(words[3]));
            }
        }
        return lengths;
    }

    private static final class Tally implements DiagnosticListener {
        private final DiagnosticListener next;
        private final Map<String, Long> rules = new TreeMap<>();
        private long errors;
        private long warnings;

        Tally(DiagnosticListener next) {
            this.next = next;
        }

        @Override
        public void report(Diagnostic finding) {
            rules.merge(finding.rule(), 1L, Long::sum);
            if (finding.severity() == Severity.ERROR) {
                errors++;
            } else {
                warnings++;
            }
            next.report(finding);
        }
    }
}
