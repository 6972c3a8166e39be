package omega.genomics.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a fresh database on a real PostgreSQL, as a parameter of type {@link TestDatabase}.
 *
 * <p>The server is the one of {@code GENOMICS_TEST_JDBC_URL}, else a container, else an embedded one; one for the whole
 * run, and the run says which. With {@link #pgvector()} it is one that offers pgvector; where this machine cannot have one, the
 * class is skipped, and the run says why.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestDatabaseExtension.class)
public @interface DatabaseTest {
    /** Whether the server must offer pgvector. */
    boolean pgvector() default false;
}
