package omega.genomics.bench.peer;

import java.nio.file.Path;

/**
 * A way to answer one question.
 *
 * @param name short, for tables: omega, htsjdk, bcftools
 * @param inProcess whether it runs in this JVM; otherwise it is a program
 * @param method how it answers
 * @param libraries a class path of what its JVM has beside everybody's; empty for nothing
 */
public record Contender(String name, boolean inProcess, Method method, String libraries) {
    /**
     * Makes one that needs nothing but the class path of all.
     *
     * @param name short, for tables
     * @param inProcess whether it runs in this JVM
     * @param method how it answers
     */
    public Contender(String name, boolean inProcess, Method method) {
        this(name, inProcess, method, "");
    }

    /** Answers a question about a file. */
    @FunctionalInterface
    public interface Method {
        /**
         * Reads the whole file.
         *
         * @param file as generated or named by the user
         * @return what it holds
         * @throws Exception if the contender fails, whatever it throws
         */
        Answer answer(Path file) throws Exception;
    }

    static Contender inside(String name, Method method) {
        return new Contender(name, true, method);
    }

    /**
     * Answers.
     *
     * @param file the input
     * @return what it holds
     * @throws Exception if the contender fails, whatever it throws
     */
    public Answer answer(Path file) throws Exception {
        return method.answer(file);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
