package omega.genomics.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import omega.genomics.vcf.InfoDefinition;
import omega.genomics.vcf.InfoKey;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.SamplesView;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.VcfType;

/** This library on variants, through its public API. */
final class OmegaVcf {
    private OmegaVcf() {}

    static Answer sites(Path file) throws IOException {
        Tally tally = new Tally();
        try (VcfReader reader = VcfReader.open(file)) {
            InfoKey<Integer> count = reader.header().info("AC").asInteger();
            InfoKey<Float> frequency = reader.header().info("AF").asFloat();
            while (reader.advance()) {
                VcfRecord row = reader.record();
                tally.record();
                tally.text(row.chromBytes());
                tally.number(row.pos());
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
            while (reader.advance()) {
                tally.record();
                InfoView info = reader.record().info();
                for (int entry = 0; entry < info.size(); entry++) {
                    addEntry(tally, info, entry);
                }
            }
        }
        return tally.answer();
    }

    private static void addEntry(Tally tally, InfoView info, int entry) {
        InfoDefinition definition = info.definition(entry);
        if (definition.type() == VcfType.FLAG) {
            tally.number(1);
            return;
        }
        int count = info.count(entry);
        for (int i = 0; i < count; i++) {
            if (info.isMissing(entry, i)) {
                continue;
            }
            switch (definition.type()) {
                case INTEGER -> tally.number(info.intValue(entry, i));
                case FLOAT -> tally.real(info.floatValue(entry, i));
                default -> tally.text(info.string(entry, i));
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
                tally.number(reader.record().pos());
            }
        }
        return tally.answer();
    }
}
