package omega.genomics.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.filter.TemplateWriter;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.filter.VcfTemplate;
import omega.genomics.vcf.header.InfoKey;

/** Records that filter expressions select, and fields that format strings write, as bcftools does. */
final class Selections {
    private static final String SITES = "QUAL>30 && INFO/AF<0.01";
    private static final String CALLS = "N_PASS(GT=\"het\")>50";
    private static final String FORMAT = "%POS[\\t%GT]\\n";

    private Selections() {}

    // ---- expressions ---------------------------------------------------------------------------------------------

    static Answer sites(Path file) throws IOException {
        return positions(VcfReader.options().matching(VcfFilter.parse(SITES)), file);
    }

    static Answer calls(Path file) throws IOException {
        return positions(VcfReader.options().matching(VcfFilter.parse(CALLS)), file);
    }

    private static Answer positions(VcfReader.Options options, Path file) throws IOException {
        Tally tally = new Tally();
        try (VcfReader reader = options.open(file)) {
            while (reader.advance()) {
                tally.record();
                tally.number(reader.record().position());
            }
        }
        return tally.answer();
    }

    /** What the expression is measured against: the same fields read and compared by a program. */
    static Answer sitesByHand(Path file) throws IOException {
        Tally tally = new Tally();
        try (VcfReader reader = VcfReader.open(file)) {
            InfoKey<float[]> frequency = reader.header().info("AF").asFloats();
            while (reader.advance()) {
                VcfRecord record = reader.record();
                if (record.hasQual() && record.qual() > 30 && isRare(record.info(), frequency)) {
                    tally.record();
                    tally.number(record.position());
                }
            }
        }
        return tally.answer();
    }

    private static boolean isRare(InfoView info, InfoKey<float[]> frequency) {
        int n = info.count(frequency);
        for (int i = 0; i < n; i++) {
            if (!info.isMissing(frequency, i) && info.floatValue(frequency, i) < 0.01f) {
                return true;
            }
        }
        return false;
    }

    static Contender bcftoolsSites() {
        return Programs.summing(
                "bcftools view",
                file -> List.of("bcftools", "view", "-H", "-i", SITES, file.toString()),
                in -> sum(in, 1));
    }

    /** Prints positions only: whole lines of 2,504 samples would take longer than the filter. */
    static Contender bcftoolsCalls() {
        return Programs.summing(
                "bcftools query",
                file -> List.of("bcftools", "query", "-f", "%POS\\n", "-i", CALLS, file.toString()),
                in -> sum(in, 0));
    }

    private static Answer sum(InputStream printed, int column) throws IOException {
        Tally tally = new Tally();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(printed, StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int from = column == 0 ? 0 : line.indexOf('\t') + 1;
                int to = line.indexOf('\t', from);
                tally.record();
                tally.number(Integer.parseInt(line.substring(from, to < 0 ? line.length() : to)));
            }
        }
        return tally.answer();
    }

    // ---- format strings ------------------------------------------------------------------------------------------

    static Answer query(Path file) throws IOException {
        Tally tally = new Tally();
        Written written = new Written();
        try (VcfReader reader = VcfReader.open(file);
                TemplateWriter writer = VcfTemplate.parse(FORMAT).writer(reader.header(), written)) {
            while (reader.advance()) {
                writer.write(reader.record());
                tally.record();
            }
        }
        tally.number(written.bytes);
        tally.number(written.sum);
        return tally.answer();
    }

    static Contender bcftoolsQuery() {
        return Programs.summing(
                "bcftools query",
                file -> List.of("bcftools", "query", "-f", FORMAT, file.toString()),
                Selections::written);
    }

    private static Answer written(InputStream printed) throws IOException {
        Tally tally = new Tally();
        Written written = new Written();
        byte[] buffer = new byte[1 << 16];
        for (int n = printed.read(buffer); n >= 0; n = printed.read(buffer)) {
            written.write(buffer, 0, n);
        }
        for (long i = 0; i < written.lines; i++) {
            tally.record();
        }
        tally.number(written.bytes);
        tally.number(written.sum);
        return tally.answer();
    }

    /** Adds up what is written: its bytes, and its lines. */
    private static final class Written extends OutputStream {
        long bytes;
        long sum;
        long lines;

        @Override
        public void write(int b) {
            bytes++;
            sum += b & 0xff;
            lines += b == '\n' ? 1 : 0;
        }

        @Override
        public void write(byte[] text, int from, int length) {
            bytes += length;
            for (int i = from; i < from + length; i++) {
                sum += text[i];
                lines += text[i] == '\n' ? 1 : 0;
            }
        }
    }
}
