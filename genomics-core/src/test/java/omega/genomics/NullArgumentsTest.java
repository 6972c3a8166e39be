package omega.genomics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import omega.genomics.testing.SmallJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Null for a parameter that is not {@code @Nullable} is refused by the parameter's name. In a JVM of its own: the agent of the fuzzing
 * tests makes JDK 17 forget the names of parameters.
 */
class NullArgumentsTest {
    @Test
    void areRefusedByName(@TempDir Path folder) throws Exception {
        SmallJvm.Result result = SmallJvm.run(NullArguments.class.getName(), folder.toString());

        assertThat(result.output().strip()).isEqualTo("checked");
        assertThat(result.exitCode()).isZero();
    }
}
