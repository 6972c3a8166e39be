/** A real PostgreSQL for every database test: start with {@link omega.genomics.postgres.testing.DatabaseTest}. */
package omega.genomics.postgres.testing;
