package omega.genomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import omega.genomics.bed.BedReader;
import omega.genomics.expression.GctReader;
import omega.genomics.gtf.GtfReader;
import omega.genomics.io.InputSource;
import omega.genomics.longevity.hagr.HagrFormat;
import omega.genomics.longevity.hagr.HagrReader;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strict, lenient, limits and counters mean the same in every reader of a text format. */
class ReadersAgreeTest {

    /** What all readers offer, and a file of each format: three good rows and, between them, one that is broken. */
    private enum Format {
        VCF(
                "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n",
                "1\t10\trs1\tA\tG\t50\tPASS\tDP=10\n",
                "1\tten\trs1\tA\tG\t50\tPASS\tDP=10\n") {
            @Override
            Reading open(InputSource source, ParseMode mode, DiagnosticListener listener, int maxLineLength)
                    throws IOException {
                VcfReader reader = VcfReader.options()
                        .mode(mode)
                        .diagnostics(listener)
                        .maxLineLength(maxLineLength)
                        .open(source);
                return new Reading(
                        reader,
                        reader::advance,
                        reader::forEach,
                        reader::iterator,
                        reader::stream,
                        reader::records,
                        reader::skipped);
            }
        },
        GTF(
                "#!genome-build GRCh38\n",
                "1\thavana\tgene\t11869\t14412\t.\t+\t.\tgene_id \"ENSG1\"; gene_name \"DDX11L1\"; tag \"a\";\n",
                "1\thavana\tgene\tten\t14412\t.\t+\t.\tgene_id \"ENSG1\"; gene_name \"DDX11L1\"; tag \"a\";\n") {
            @Override
            Reading open(InputSource source, ParseMode mode, DiagnosticListener listener, int maxLineLength)
                    throws IOException {
                GtfReader reader = GtfReader.options()
                        .mode(mode)
                        .diagnostics(listener)
                        .maxLineLength(maxLineLength)
                        .open(source);
                return new Reading(
                        reader,
                        reader::advance,
                        reader::forEach,
                        reader::iterator,
                        reader::stream,
                        reader::records,
                        reader::skipped);
            }
        },
        BED("track name=x\n", "1\t10\t20\trs1\t5\t+\n", "1\tten\t20\trs1\t5\t+\n") {
            @Override
            Reading open(InputSource source, ParseMode mode, DiagnosticListener listener, int maxLineLength)
                    throws IOException {
                BedReader reader = BedReader.options()
                        .mode(mode)
                        .diagnostics(listener)
                        .maxLineLength(maxLineLength)
                        .open(source);
                return new Reading(
                        reader,
                        reader::advance,
                        reader::forEach,
                        reader::iterator,
                        reader::stream,
                        reader::records,
                        reader::skipped);
            }
        },
        GCT("#1.2\n4\t1\nName\tDescription\tliver\n", "ENSG1.2\tDDX11L1\t0.5\n", "ENSG1.2\tDDX11L1\t0.5\t7\n") {
            @Override
            Reading open(InputSource source, ParseMode mode, DiagnosticListener listener, int maxLineLength)
                    throws IOException {
                GctReader reader = GctReader.options()
                        .mode(mode)
                        .diagnostics(listener)
                        .maxLineLength(maxLineLength)
                        .open(source);
                return new Reading(
                        reader,
                        reader::advance,
                        reader::forEach,
                        reader::iterator,
                        reader::stream,
                        reader::records,
                        reader::skipped);
            }
        },
        /** A table has no options: its lines may be as long as an array. */
        TABLE("Entrez ID,Gene symbol,Senescence Effect\n", "4609,MYC,Induces\n", "4609,MYC,Sings\n") {
            @Override
            Reading open(InputSource source, ParseMode mode, DiagnosticListener listener, int maxLineLength)
                    throws IOException {
                HagrReader<?> reader = HagrFormat.CELLAGE.open(source, mode, listener);
                return new Reading(
                        reader,
                        reader::advance,
                        reader::forEach,
                        reader::iterator,
                        reader::stream,
                        reader::records,
                        reader::skipped);
            }
        };

        private final String header;
        private final String good;
        private final String bad;

        Format(String header, String good, String bad) {
            this.header = header;
            this.good = good;
            this.bad = bad;
        }

        abstract Reading open(InputSource source, ParseMode mode, DiagnosticListener listener, int maxLineLength)
                throws IOException;

        Reading open(ParseMode mode, DiagnosticListener listener) throws IOException {
            return open(source(), mode, listener, 1000);
        }

        InputSource source() {
            return InputSource.of("f", (header + good + bad + good + good).getBytes(StandardCharsets.UTF_8));
        }

        /** The line of the broken row. */
        long badLine() {
            return header.chars().filter(c -> c == '\n').count() + 2;
        }
    }

    private record Reading(
            AutoCloseable reader,
            BooleanSupplier step,
            Consumer<Consumer<Object>> rows,
            Supplier<Iterator<?>> owned,
            Supplier<Stream<?>> streamed,
            LongSupplier records,
            LongSupplier skipped) {
        void close() {
            try {
                reader.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordsAreThoseDeliveredAndSkippedTheOthers(Format format) throws IOException {
        List<Diagnostic> heard = new ArrayList<>();
        Reading reading = format.open(ParseMode.LENIENT, heard::add);
        for (int i = 1; i <= 3; i++) {
            assertThat(reading.step().getAsBoolean()).isTrue();
            assertThat(reading.records().getAsLong()).isEqualTo(i);
        }
        assertThat(reading.step().getAsBoolean()).isFalse();
        assertThat(reading.step().getAsBoolean()).isFalse();
        assertThat(reading.records().getAsLong()).isEqualTo(3);
        assertThat(reading.skipped().getAsLong()).isEqualTo(1);
        assertThat(heard).singleElement().satisfies(bad -> {
            assertThat(bad.severity()).isEqualTo(Severity.ERROR);
            assertThat(bad.location().line()).isEqualTo(format.badLine());
        });
        reading.close();
        reading.close();
        assertThatThrownBy(() -> reading.step().getAsBoolean()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void ownedRecordsAreCountedAlike(Format format) throws IOException {
        Reading iterated = format.open(ParseMode.LENIENT, heard -> {});
        int n = 0;
        for (Iterator<?> it = iterated.owned().get(); it.hasNext(); it.next()) {
            n++;
        }
        assertThat(n).isEqualTo(3);
        assertThat(iterated.records().getAsLong()).isEqualTo(3);
        Reading streamed = format.open(ParseMode.LENIENT, heard -> {});
        try (Stream<?> stream = streamed.streamed().get()) {
            assertThat(stream.count()).isEqualTo(3);
        }
        assertThatThrownBy(() -> streamed.step().getAsBoolean()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void strictReadingThrowsAtTheFirstViolation(Format format) throws IOException {
        Reading reading = format.open(ParseMode.STRICT, heard -> {});
        assertThat(reading.step().getAsBoolean()).isTrue();
        assertThatThrownBy(() -> reading.step().getAsBoolean())
                .isInstanceOfSatisfying(
                        ParseException.class,
                        bad -> assertThat(bad.location().line()).isEqualTo(format.badLine()));
        assertThat(reading.records().getAsLong()).isEqualTo(1);
        assertThat(reading.skipped().getAsLong()).isZero();
    }

    /** What the action finds wrong with a record is as good a reason to skip it as what the reader finds. */
    @ParameterizedTest
    @EnumSource
    void lenientForEachSkipsARecordThatTheActionRefuses(Format format) throws IOException {
        Diagnostic refusal = new Diagnostic(
                Severity.ERROR, Location.of("f", format.badLine() + 1, 1), "x", "refused", "expected another", "");
        List<String> heard = new ArrayList<>();
        List<Object> seen = new ArrayList<>();
        Consumer<Object> refusesTheSecond = record -> {
            seen.add(record);
            if (seen.size() == 2) {
                throw new ParseException(refusal);
            }
        };
        Reading lenient = format.open(ParseMode.LENIENT, bad -> heard.add(bad.rule()));
        lenient.rows().accept(refusesTheSecond);
        assertThat(seen).hasSize(3);
        assertThat(lenient.records().getAsLong()).isEqualTo(2);
        assertThat(lenient.skipped().getAsLong()).isEqualTo(2);
        assertThat(heard).hasSize(2).endsWith("refused");

        Reading strict = format.open(ParseMode.STRICT, bad -> {});
        assertThatThrownBy(() -> strict.rows().accept(record -> {
                    throw new ParseException(refusal);
                }))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("expected another");
    }

    /** However much of the file a reader holds in memory. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TABLE")
    void refusesALineLongerThanAllowedInEitherMode(Format format) throws IOException {
        int header = format.header.lines().mapToInt(String::length).max().orElseThrow();
        int longest = Math.max(header, format.good.length() - 1);
        String tooLong = format.good.replaceFirst("\t[^\t]+\t", "\t" + "x".repeat(100) + "\t");
        InputSource source = InputSource.of(
                "f",
                (format.header + format.good + format.good + tooLong + format.good).getBytes(StandardCharsets.UTF_8));
        for (ParseMode mode : ParseMode.values()) {
            Reading reading = format.open(source, mode, bad -> {}, longest);
            assertThat(reading.step().getAsBoolean()).isTrue();
            assertThat(reading.step().getAsBoolean()).isTrue();
            assertThatThrownBy(() -> reading.step().getAsBoolean())
                    .isInstanceOfSatisfying(ParseException.class, bad -> {
                        assertThat(bad.diagnostic().rule()).isEqualTo("line-length");
                        assertThat(bad.location().line()).isEqualTo(format.badLine() + 1);
                    });
        }
    }
}
