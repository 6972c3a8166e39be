package omega.genomics.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.SamplesView;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoKey;

/** This library on variants, through its public API. */
final class OmegaVcf {
    private OmegaVcf() {}

    static Answer sites(Path file) throws IOException {
        Tally tally = new Tally();
        try (VcfReader reader = VcfReader.open(file)) {
            InfoKey<int[]> count = reader.header().info("AC").asIntegers();
            InfoKey<float[]> frequency = reader.header().info("AF").asFloats();
            while (reader.advance()) {
                VcfRecord row = reader.record();
                tally.record();
                tally.text(row.contigBytes());
                tally.number(row.position());
                tally.text(row.idBytes());
                tally.text(row.refBytes());
                for (int i = 0; i < row.altCount(); i++) {
                    tally.text(row.altBytes(i));
                }
                if (row.hasQual()) {
                    tally.real(row.qual());
                }
                tally.text(row.filterBytes());
                InfoView info = row.info();
                for (int i = 0; i < info.count(count); i++) {
                    tally.number(info.intValue(count, i));
                }
                for (int i = 0; i < info.count(frequency); i++) {
                    tally.real(info.floatValue(frequency, i));
                }
            }
        }
        return tally.answer();
    }

    static Answer info(Path file) throws IOException {
        Tally tally = new Tally();
        try (VcfReader reader = VcfReader.open(file)) {
            InfoTally values = new InfoTally(tally);
            while (reader.advance()) {
                tally.record();
                values.add(reader.record().info());
            }
        }
        return tally.answer();
    }

    /** All of INFO, each entry's values in one go. */
    private static final class InfoTally {
        private static final int MISSING = Integer.MIN_VALUE;

        private final Tally tally;
        private int[] ints = new int[16];
        private float[] floats = new float[16];

        InfoTally(Tally tally) {
            this.tally = tally;
        }

        void add(InfoView info) {
            int n = info.size();
            for (int entry = 0; entry < n; entry++) {
                switch (info.definition(entry).type()) {
                    case FLAG -> tally.number(1);
                    case INTEGER -> addInts(info, entry);
                    case FLOAT -> addFloats(info, entry);
                    default -> addTexts(info, entry);
                }
            }
        }

        private void addInts(InfoView info, int entry) {
            int n = info.ints(entry, ints, MISSING);
            if (n > ints.length) {
                ints = new int[n];
                info.ints(entry, ints, MISSING);
            }
            for (int i = 0; i < n; i++) {
                tally.number(ints[i] == MISSING ? 0 : ints[i]);
            }
        }

        private void addFloats(InfoView info, int entry) {
            int n = info.floats(entry, floats, Float.NaN);
            if (n > floats.length) {
                floats = new float[n];
                info.floats(entry, floats, Float.NaN);
            }
            for (int i = 0; i < n; i++) {
                tally.real(Float.isNaN(floats[i]) ? 0 : floats[i]);
            }
        }

        private void addTexts(InfoView info, int entry) {
            int n = info.count(entry);
            for (int i = 0; i < n; i++) {
                tally.text(info.valueBytes(entry, i));
            }
        }
    }

    static Answer genotypes(Path file) throws IOException {
        Tally tally = new Tally();
        try (VcfReader reader = VcfReader.open(file)) {
            byte[] dosages = new byte[reader.header().sampleCount()];
            while (reader.advance()) {
                SamplesView samples = reader.record().samples();
                tally.record();
                samples.dosages(dosages, (byte) 0);
                int sum = 0;
                for (byte dosage : dosages) {
                    sum += dosage;
                }
                tally.number(sum);
            }
        }
        return tally.answer();
    }

    static Answer positions(Path file) throws IOException {
        Tally tally = new Tally();
        try (VcfReader reader = VcfReader.open(file)) {
            while (reader.advance()) {
                tally.record();
                tally.number(reader.record().position());
            }
        }
        return tally.answer();
    }
}
