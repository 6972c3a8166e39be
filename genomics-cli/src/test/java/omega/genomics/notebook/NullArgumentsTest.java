package omega.genomics.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import omega.genomics.testing.NullCalls;
import org.junit.jupiter.api.Test;

/** Null for a parameter that is not {@code @Nullable} is refused by the parameter's name. */
class NullArgumentsTest {
    @Test
    void areRefusedByName() throws Exception {
        NullCalls calls = NullCalls.of(
                        Path.of("target", "classes"), name -> name.equals("omega.genomics.notebook"), call -> true)
                .with(Table.of(List.of()))
                .explore();
        assertThat(calls.untried()).isEmpty();
        assertThat(calls.bare()).isEmpty();
    }
}
