package omega.genomics.postgres.vector.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import omega.genomics.testing.SmallJvm;
import org.junit.jupiter.api.Test;

/**
 * Mutated matrices and tables of vectors, in a heap of 256 MB, end in vectors, a {@link omega.genomics.ParseException} or an
 * {@link java.io.UncheckedIOException}, within five seconds each; {@code MutationRun} says how to do so for an hour.
 */
class MutatedVectorsTest {
    @Test
    void breakNothing() throws IOException, InterruptedException {
        SmallJvm.Result result = SmallJvm.run(MutatedVectors.class.getName());
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("npy-names").doesNotContain("FAILED", "\t0 inputs");
    }
}
