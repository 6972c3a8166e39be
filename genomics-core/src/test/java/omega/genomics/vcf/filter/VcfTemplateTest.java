package omega.genomics.vcf.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.RealVcfFiles;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.FieldDefinition;
import omega.genomics.vcf.header.VcfHeader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VcfTemplateTest {
    private static final String FILE = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="d">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="f">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="b">
            ##INFO=<ID=END,Number=1,Type=Integer,Description="e">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
            ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="a">
            #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO→FORMAT→a→b
            1→10→rs1→A→C,G→50→PASS→DP=30;AF=0.10,0.2;DB→GT:AD→0/1:5,6,0→2|2:.
            1→20→.→AC→A→.→q→AF=.→AD→3,4→5
            """;

    private static VcfReader open(String text) throws IOException {
        return VcfReader.open(InputSource.of("x.vcf", text.replace('→', '\t').getBytes(UTF_8)));
    }

    private static String written(String template) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VcfReader reader = open(FILE);
                TemplateWriter writer = VcfTemplate.parse(template).writer(reader.header(), out)) {
            reader.forEach(writer::write);
        }
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '#',
            value = {
                "%CHROM:%POS %ID %REF %ALT %QUAL %FILTER;→1:10 rs1 A C,G 50 PASS;1:20 . AC A . q;",
                "%POS0-%END %END0,→9-10 9,19-21 20,",
                "%ALT{1} %FIRST_ALT;→G C;. A;",
                "%INFO/AF %AF{1} %DP %DB|→0.10,0.2 0.2 30 1|. . . .|",
                "%INFO;→DP=30;AF=0.10,0.2;DB;AF=.;",
                "%TYPE %IS_TS,→SNP 0,INDEL 0,",
                "[%SAMPLE=%GT ];→a=0/1 b=2|2 ;a=. b=. ;",
                "[%TGT ][%IUPACGT ];→A/C G|G M G ;. . . . ;",
                "[%AD{1},]%POS[ %AD]-→6,.,10 5,6,0 .-4,.,20 3,4 5-",
                "[%CHROM:%POS:%SAMPLE:%INFO/DP:%DP;]→1:10:a:30:30;1:10:b:30:30;1:20:a:.:.;1:20:b:.:.;",
                "%N_PASS(GT=\"het\" | AD[:0]>4);→1;1;",
                "[%N_PASS(GT=\"het\")]→1100",
                "%MAX(INFO/AF) %SUM(INFO/AF){} %avg(FMT/AD);→0.2 0.3{} 3.66667;. .{} 4;",
                "[%SMPL_SUM(FMT/AD) %sMAX(AD[:0])/];→11 5/. ./;7 3/5 5/;",
                "[%SUM(FMT/AD) %PHRED(AD[*:0])/];→11 -6.9897/11 ./;12 -4.77121/12 -6.9897/;",
                "%STRLEN(ALT) %COUNT(GT=\"mis\") %F_PASS(GT=\"alt\");→1,1 0 1;1 0 0;",
                "[%PBINOM(AD) ];→0 . ;. . ;",
                "%FORMAT;→GT:AD\t0/1:5,6,0\t2|2:.;AD\t3,4\t5;",
                "\\\\ \\[%POS\\]→\\ [10]\\ [20]",
            })
    void writes(String template, String text) throws IOException {
        assertThat(written(template)).isEqualTo(text);
    }

    @Test
    void writesWholeLines() throws IOException {
        assertThat(written("%LINE"))
                .isEqualTo(FILE.substring(FILE.indexOf("\n1→") + 1).replace('→', '\t'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '#',
            value = {
                "%CHROM [%GT→8→format-string-syntax",
                "%CHROM]→7→format-string-syntax",
                "[[%GT]]→2→format-string-syntax",
                "%POS %→6→format-string-syntax",
                "%POS\\→5→format-string-syntax",
                "%POS %XX→6→format-string-key",
                "%POS %AD→6→format-string-key",
                "%POS[ %XX]→7→format-string-key",
                "%MASK→1→format-string-key",
                "%N_PASS(GT=)→12→expression-syntax",
                "%N_PASS→1→format-string-syntax",
                "%SUM(XX)→6→expression-key",
                "%SUM(AF→8→expression-syntax",
                "%SMPL_MAX(FMT/AD)→1→format-string-key",
                "%PBINOM(AD)→1→format-string-key",
                "[%PBINOM(XX)]→2→expression-key",
            })
    void refusesWithTheColumn(String template, int column, String rule) {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> written(template))
                .satisfies(e -> {
                    assertThat(e.diagnostic().rule()).isEqualTo(rule);
                    assertThat(e.location().column()).as(e.getMessage()).isEqualTo(column);
                    assertThat(e.location().source()).isEqualTo("format string");
                });
    }

    @Test
    void writesPointsForUndeclaredKeysIfAllowed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VcfReader reader = open(FILE);
                TemplateWriter writer = VcfTemplate.parse("%POS %XX[ %YY]\\n")
                        .allowUndeclared(true)
                        .writer(reader.header(), out)) {
            reader.forEach(writer::write);
        }
        assertThat(out.toString(UTF_8)).isEqualTo("10 . . .\n20 . . .\n");
    }

    /** Columns with one field are copied as they stand, unless one is empty; what is between them does not change what is written. */
    @Test
    void writesColumnsOfOneFieldAsItWritesOthers() throws IOException {
        String file = FILE + "1→30→.→A→C→.→.→.→GT→0|1→1\n1→40→.→A→C→.→.→.→GT→→0/1\n1→50→.→A→C→.→.→.→GT→./.→0\n";
        for (String samples : List.of("a,b", "b,a", "b")) {
            List<String> written = new ArrayList<>();
            for (String template : List.of("%POS[\\t%GT]\\n", "%POS[,%GT]\\n", "%POS[\\t%GT{0}]\\n")) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (VcfReader reader = open(file);
                        TemplateWriter writer =
                                VcfTemplate.parse(template).writer(reader.header(), List.of(samples.split(",")), out)) {
                    reader.forEach(writer::write);
                }
                written.add(out.toString(UTF_8).replace(',', '\t'));
            }
            assertThat(written).containsOnly(written.get(0));
        }
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> {
            try (VcfReader reader = open(FILE + "1→30→.→A→C→.→.→.→GT→0|1\n");
                    TemplateWriter writer =
                            VcfTemplate.parse("[\\t%GT]\\n").writer(reader.header(), new ByteArrayOutputStream())) {
                reader.forEach(writer::write);
            }
        });
    }

    @Test
    void writesChosenSamples() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VcfReader reader = open(FILE)) {
            BoundFilter filter = VcfFilter.parse("AD[:0]>4").of(reader.header());
            boolean[] passes = new boolean[2];
            try (TemplateWriter writer =
                    VcfTemplate.parse("%POS[ %SAMPLE]\\n").writer(reader.header(), List.of("b", "a"), out)) {
                reader.forEach(record -> {
                    writer.write(record);
                    filter.test(record, passes);
                    writer.write(record, passes);
                });
            }
        }
        assertThat(out.toString(UTF_8)).isEqualTo("10 b a\n10 a\n20 b a\n20 b\n");
    }

    @Test
    void headsTheColumnsAsBcftoolsDoes() {
        assertThat(VcfTemplate.parse("%CHROM\\t%INFO/AF[\\t%SAMPLE=%GT]\\n").heading(List.of("a", "b")))
                .isEqualTo("# [1]CHROM\t[2]AF\t[3]SAMPLE=[4]a:GT\t[5]SAMPLE=[6]b:GT\n");
    }

    @Test
    void headsTheColumnsWithoutNumbers() {
        assertThat(VcfTemplate.parse("%CHROM %SUM(INFO/AF)[ %SAMPLE %GT]\\n").heading(List.of("a", "b"), false))
                .isEqualTo("#CHROM SUM(INFO/AF) a:SAMPLE a:GT b:SAMPLE b:GT\n");
    }

    @Test
    void tellsWhetherItWritesValuesOfSamples() throws IOException {
        for (String template :
                List.of("[%GT]", "[%TGT]", "%LINE", "%FORMAT", "%N_PASS(GT=\"het\")", "[%SMPL_MAX(AD)]")) {
            assertThat(isAboutSamples(template)).as(template).isTrue();
        }
        for (String template : List.of("%CHROM", "[%SAMPLE %POS]", "[%INFO/AF]", "%MAX(AD)")) {
            assertThat(isAboutSamples(template)).as(template).isFalse();
        }
    }

    private static boolean isAboutSamples(String template) throws IOException {
        try (VcfReader reader = open(FILE);
                TemplateWriter writer =
                        VcfTemplate.parse(template).writer(reader.header(), OutputStream.nullOutputStream())) {
            return writer.isAboutSamples();
        }
    }

    @Test
    void allocatesNothing() throws IOException {
        String records = FILE.substring(FILE.indexOf("\n1→") + 1);
        String text = FILE.substring(0, FILE.indexOf("\n1→") + 1) + records.repeat(20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (VcfReader reader = open(text);
                TemplateWriter writer = VcfTemplate.parse(
                                "%CHROM\\t%POS0\\t%INFO/AF[\\t%SAMPLE=%GT %TGT %AD{0} %SMPL_MAX(AD)]\\n")
                        .writer(reader.header(), OutputStream.nullOutputStream())) {
            long before = 0;
            for (int i = 0; i < 40_000 && reader.advance(); i++) {
                if (i == 30_000) {
                    before = threads.getThreadAllocatedBytes(thread);
                }
                writer.write(reader.record());
            }
            assertThat((threads.getThreadAllocatedBytes(thread) - before) / 10_000.0)
                    .isLessThan(8);
        }
    }

    // ---- bcftools ------------------------------------------------------------------------------------------------

    @Test
    void writesWhatBcftoolsWrites() throws IOException {
        Needs.program("bcftools");
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String name :
                List.of("bcftools/view.vcf", "bcftools/mpileup.2.vcf", "cyvcf2/test.mnp.vcf", "bcftools/check.vcf")) {
            compared += compare(Needs.data("vcf/" + name), differences);
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(40);
    }

    @Test
    @Tag("slow")
    void writesWhatBcftoolsWritesOfManyFiles() throws IOException {
        Needs.program("bcftools");
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Path file : RealVcfFiles.someUnder("vcf", 3)) {
            if (Files.size(file) < 400_000) {
                compared += compare(file, differences);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(150);
    }

    private static int compare(Path file, List<String> differences) throws IOException {
        VcfHeader header;
        try (VcfReader reader = GeneratedExpressions.READER.open(file)) {
            header = reader.header();
        } catch (IOException | RuntimeException e) {
            return 0;
        }
        List<String> records = BcftoolsFilter.run("bcftools", "query", "-f", "%POS\\n", file.toString());
        if (records == null || !records.equals(ours(file, "%POS\\n"))) {
            return 0; // one of both does not read it, or not all of it
        }
        int compared = 0;
        for (String template : templates(header)) {
            List<String> theirs = BcftoolsFilter.run("bcftools", "query", "-f", template, file.toString());
            if (theirs == null) {
                continue;
            }
            if (template.contains("%IS_TS") && isOfSymbols(file)) {
                continue; // bcftools takes the first letter of <*> for a base
            }
            compared++;
            AtomicLong skipped = new AtomicLong();
            List<String> ours = ours(file, template, skipped);
            if ((skipped.get() > 0 && isPart(ours, theirs)) || isBeginning(theirs, ours)) {
                continue; // a broken record is an error here, or ends the program there
            }
            for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
                String a = i < ours.size() ? ours.get(i) : "nothing";
                String b = i < theirs.size() ? theirs.get(i) : "nothing";
                if (!isSame(a, b)) {
                    differences.add(
                            RealVcfFiles.name(file) + ": " + template + ": " + shown(a) + " | bcftools " + shown(b));
                    break;
                }
            }
        }
        return compared;
    }

    private static boolean isOfSymbols(Path file) throws IOException {
        try (VcfReader reader = GeneratedExpressions.READER.open(file)) {
            return reader.stream()
                    .anyMatch(variant -> !variant.ref().matches("(?i)[ACGTN]+")
                            || variant.alts().stream().anyMatch(alt -> !alt.matches("(?i)[ACGTN]+")));
        }
    }

    /** Tells whether the lines of the first are among those of the second, in their order. */
    private static boolean isPart(List<String> some, List<String> all) {
        int at = 0;
        for (String line : some) {
            while (at < all.size() && !isSame(line, all.get(at))) {
                at++;
            }
            if (at++ == all.size()) {
                return false;
            }
        }
        return some.size() < all.size();
    }

    private static boolean isBeginning(List<String> some, List<String> all) {
        if (some.size() >= all.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!isSame(all.get(i), some.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Numbers may be rounded to six digits, as bcftools writes them; integers of 64 bits are missing there, fractions of integers cut off. */
    private static boolean isSame(String ours, String theirs) {
        String[] a = ours.trim().split("[ \t,]", -1);
        String[] b = theirs.trim().split("[ \t,]", -1);
        boolean isSame = a.length == b.length;
        for (int i = 0; i < a.length && isSame; i++) {
            isSame = a[i].equals(b[i]) || isSameNumber(a[i], b[i]);
        }
        return isSame;
    }

    private static boolean isSameNumber(String ours, String theirs) {
        if (ours.matches("-?\\d{10,}") && theirs.equals(".")) {
            return Long.parseLong(ours) > Integer.MAX_VALUE || Long.parseLong(ours) < Integer.MIN_VALUE + 8;
        }
        try {
            float a = Float.parseFloat(ours.replaceFirst("(?i)inf(inity)?$", "Infinity"));
            float b = Float.parseFloat(theirs.replaceFirst("inf$", "Infinity"));
            boolean isCutOff = ours.contains(".") && theirs.matches("-?[0-9]+") && (int) a == b; // of a key of integers
            boolean isNothing = Math.abs(a) < 1e-11f && Math.abs(b) < 1e-11f; // the logarithm of 1, nearly
            return isCutOff || isNothing || a == b || Math.abs(a - b) <= 2e-5f * Math.max(Math.abs(a), Math.abs(b));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String shown(String line) {
        return line.substring(0, Math.min(120, line.length()));
    }

    private static List<String> ours(Path file, String template) throws IOException {
        return ours(file, template, new AtomicLong());
    }

    private static List<String> ours(Path file, String template, AtomicLong skipped) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VcfReader reader = GeneratedExpressions.READER.open(file);
                TemplateWriter writer = VcfTemplate.parse(template).writer(reader.header(), out)) {
            reader.forEach(writer::write);
            skipped.set(reader.skipped());
        } catch (ParseException e) {
            return List.of("refused: " + e.getMessage());
        }
        return out.toString(StandardCharsets.ISO_8859_1).lines().toList();
    }

    private static List<String> templates(VcfHeader header) {
        List<String> templates = new ArrayList<>(List.of(
                "%CHROM\\t%POS\\t%ID\\t%REF\\t%ALT\\t%FILTER\\n",
                "%POS0 %FIRST_ALT %ALT{1}\\n", "%QUAL %TYPE %IS_TS\\n"));
        int keys = 0;
        for (FieldDefinition field : header.infos()) {
            if (keys++ < 8) {
                templates.add("%POS %INFO/" + field.id() + "\\n");
            }
        }
        if (header.sampleCount() > 0) {
            templates.add("%POS[\\t%SAMPLE]\\n");
            keys = 0;
            for (FieldDefinition field : header.formats()) {
                if (keys++ < 8) {
                    templates.add("[%POS %SAMPLE %" + field.id() + "\\n]");
                }
            }
            if (header.formats().stream().anyMatch(field -> field.id().equals("GT"))) {
                templates.add("%POS[\\t%GT\\t%TGT]\\n");
                templates.add("%POS[ %IUPACGT]\\n");
                templates.add("%POS %N_PASS(GT=\"het\")\\n");
                templates.add("%POS[ %PBINOM(AD)]\\n");
            }
        }
        return templates;
    }
}
