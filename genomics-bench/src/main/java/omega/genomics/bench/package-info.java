/**
 * Benchmarks: one JMH class a question, over data of a seeded generator, beside the peers. Nothing depends on this.
 */
@NullMarked
package omega.genomics.bench;

import org.jspecify.annotations.NullMarked;
