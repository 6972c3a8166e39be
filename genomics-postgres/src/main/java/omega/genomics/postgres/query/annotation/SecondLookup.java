package omega.genomics.postgres.query.annotation;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks up the same variants on another connection, if there is one. */
interface SecondLookup {
    /** There is none. */
    SecondLookup NONE = () -> null;

    /**
     * Prepares to ask for the connection. Called while the first one is idle; does not wait for anything.
     *
     * @return to be run, once; null if there should be no second connection now
     */
    @Nullable
    Ready prepare();

    /** Asks for the connection and uses it. */
    interface Ready {
        /**
         * Waits for the connection, uses and closes it. Returns without having used it if there is none, or it does not see what the first
         * one sees.
         *
         * @param isWanted asked once the connection is there
         * @param work run with it
         * @throws InterruptedException if the work was
         */
        void run(BooleanSupplier isWanted, Work work) throws InterruptedException;
    }

    /** What is done with lookups. */
    interface Work {
        void run(SourceLookup source) throws InterruptedException;
    }
}
