/**
 * Vectors of genes: made from texts or loaded from files, searched by the server where it has pgvector and in this JVM where it
 * has not, clustered. Start with {@link omega.genomics.postgres.vector.GeneVectors}, the front door of the room;
 * {@link omega.genomics.postgres.vector.SimilarGenes} asks, {@link omega.genomics.postgres.vector.Embedder} makes vectors, and
 * {@code VectorDialect} is what differs between servers.
 */
@NullMarked
package omega.genomics.postgres.vector;

import org.jspecify.annotations.NullMarked;
