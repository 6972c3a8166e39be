package omega.genomics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import omega.genomics.testing.SmallJvm;
import org.junit.jupiter.api.Test;

/**
 * Mutated files of every format, in a heap of 256 MB, end in results, a {@link ParseException} or an
 * {@link java.io.UncheckedIOException}, within five seconds each.
 *
 * <p>Ten seconds from a new seed; for an hour: {@code mvn -pl genomics-core -am test -Dtest=MutatedReadersTest
 * -Dgenomics.fuzz.duration=PT1H -Dgenomics.fuzz.seed=7}.
 */
class MutatedReadersTest {
    @Test
    void breakNothing() throws IOException, InterruptedException {
        SmallJvm.Result result = SmallJvm.run(MutatedReaders.class.getName());
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("vcf-validate").doesNotContain("FAILED", "\t0 inputs");
    }
}
