package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import omega.genomics.io.InputSource;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording of a load shows: a file's blocks, the batches of COPY, the load itself. */
@DatabaseTest
class FlightRecorderTest {
    @TempDir
    private Path folder;

    @Test
    void aLoadIsRecorded(TestDatabase database) throws Exception {
        byte[] row = "1\ts\tgene\t1\t20\t.\t+\t.\tgene_id \"G1\";\n".getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("load.jfr");
        try (Recording recording = new Recording()) {
            List.of("Block", "Batch", "Load")
                    .forEach(name -> recording.enable("omega.genomics." + name).withoutThreshold());
            recording.start();
            Genomes.empty(database, "grch38")
                    .loadGenes(InputSource.of("one.gtf", row))
                    .dataset("one")
                    .run();
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("omega.genomics.Block"))
                .anySatisfy(event -> assertThat(event.getInt("bytes")).isEqualTo(row.length));
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("omega.genomics.Batch"))
                .isNotEmpty();
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("omega.genomics.Load"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("dataset")).isEqualTo("one");
                    assertThat(event.getString("state")).isEqualTo("DONE");
                    assertThat(event.getLong("recordsRead")).isEqualTo(1);
                });
    }
}
