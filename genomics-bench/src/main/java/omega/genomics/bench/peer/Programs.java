package omega.genomics.bench.peer;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs driven as processes: what the machine has installed, and our own C compiled when there is a compiler. */
public final class Programs {
    private Programs() {}

    /** Reads what a program printed into an answer. */
    interface Output {
        Answer read(InputStream printed) throws IOException;
    }

    /** Says which words ask about a file. */
    interface Command {
        List<String> words(Path file) throws IOException;
    }

    /**
     * Looks for a program.
     *
     * @param program its name
     * @return where it is; empty if this machine has it not
     */
    public static Optional<Path> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A program that prints the four sums, and perhaps the nanoseconds of wall and CPU time that its work took. */
    static Contender printing(String name, Command command) {
        return summing(name, command, Programs::parse);
    }

    private static Answer parse(InputStream printed) throws IOException {
        String line = new String(printed.readAllBytes(), StandardCharsets.US_ASCII).strip();
        String[] parts = line.split(" ", -1);
        if (parts.length != 6) {
            return Answer.parse(line);
        }
        ProgramCost.stated(Long.parseLong(parts[4]), Long.parseLong(parts[5]));
        return Answer.parse(String.join(" ", Arrays.copyOf(parts, 4)));
    }

    /** A program whose output is added up here. */
    static Contender summing(String name, Command command, Output output) {
        return new Contender(name, false, file -> run(command.words(file), output));
    }

    /** Runs a program, and keeps what it cost. */
    static Answer run(List<String> command, Output output) throws IOException, InterruptedException {
        ProgramCost.begin();
        Path cost = Files.createTempFile("cost", ".txt");
        List<String> words = new ArrayList<>(ProgramCost.prefix(cost));
        words.addAll(command);
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream printed = process.getInputStream()) {
            Answer answer = output.read(printed);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(command + " ended with status " + status);
            }
            ProgramCost.read(cost);
            return answer;
        } finally {
            Files.delete(cost);
        }
    }

    /** Compiles one of our C sources; empty without a compiler or a library it needs. */
    static Optional<Path> compile(String source, String... libraries) {
        Optional<Path> compiler = find("gcc").or(() -> find("cc"));
        if (compiler.isEmpty()) {
            return Optional.empty();
        }
        try {
            return compile(compiler.get(), source, libraries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static synchronized Optional<Path> compile(Path compiler, String source, String... libraries)
            throws IOException, InterruptedException {
        byte[] text = resource("c/" + source);
        Path folder = folder();
        Path program = folder.resolve(source.replace(".c", "") + '-' + Integer.toHexString(Arrays.hashCode(text)));
        if (Files.isExecutable(program)) {
            return Optional.of(program);
        }
        Path own = Files.createTempDirectory(folder, "build");
        Path copy = Files.write(own.resolve(source), text);
        Path built = own.resolve("built");
        List<String> command = new ArrayList<>(
                List.of(compiler.toString(), "-O3", "-march=native", "-o", built.toString(), copy.toString()));
        command.addAll(List.of(libraries));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("log").toFile())
                .start();
        return process.waitFor() == 0
                ? Optional.of(Files.move(built, program, StandardCopyOption.ATOMIC_MOVE))
                : Optional.empty();
    }

    private static Path folder() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "genomics-bench"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Programs.class.getResourceAsStream("/omega/genomics/bench/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** The cyvcf2 of a Python of this machine; empty if none has it. */
    static Optional<Contender> cyvcf2(String question) {
        return python().map(python -> printing("cyvcf2", file -> {
            byte[] text = resource("python/peer.py");
            Path script = folder().resolve("peer-" + Integer.toHexString(Arrays.hashCode(text)) + ".py");
            if (!Files.exists(script)) {
                Path own = Files.write(Files.createTempFile(folder(), "peer", ".py"), text);
                Files.move(own, script, StandardCopyOption.ATOMIC_MOVE);
            }
            return List.of(python.toString(), script.toString(), question, file.toString());
        }));
    }

    /** The first on the path, or the system's own, which Debian's packages are for. */
    private static Optional<Path> python() {
        return Stream.concat(find("python3").stream(), Stream.of(Path.of("/usr/bin/python3")))
                .filter(Files::isExecutable)
                .filter(Programs::hasCyvcf2)
                .findFirst();
    }

    private static boolean hasCyvcf2(Path python) {
        try {
            return new ProcessBuilder(
                                    python.toString(),
                                    "-c",
                                    "import importlib.util as u, sys; sys.exit(u.find_spec('cyvcf2') is None)")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** mawk has no way to a character's number but a table; it is made once and looked up a row. */
    private static final String MAWK = "BEGIN{FS=\"\\t\";for(i=1;i<128;i++)o[sprintf(\"%c\",i)]=i}"
            + "function t(s){return s==\"\"?0:31*length(s)+o[substr(s,1,1)]+7*o[substr(s,length(s))]}"
            + "function a(k,  i,s){i=index($9,k\" \\\"\");if(!i)return \"\";s=substr($9,i+length(k)+2);"
            + "return substr(s,1,index(s,\"\\\"\")-1)}";

    static List<String> mawkGeneRows(Path file) {
        return List.of(
                "mawk",
                MAWK + "$3==\"gene\"{r++;n+=$4+$5;x+=t($1)+o[$7]+t(a(\"gene_id\"))+t(a(\"gene_name\"))"
                        + "+t(a(\"gene_biotype\"))}END{printf \"%d %.0f %.0f 0\\n\",r,n,x}",
                file.toString());
    }

    static List<String> mawkEveryRow(Path file) {
        return List.of(
                "mawk",
                MAWK + "!/^#/{r++;n+=a(\"exon_number\");x+=t(a(\"transcript_id\"))}"
                        + "END{printf \"%d %.0f %.0f 0\\n\",r,n,x}",
                file.toString());
    }

    static Contender bcftoolsSites() {
        return summing(
                "bcftools query",
                file -> List.of(
                        "bcftools",
                        "query",
                        "-f",
                        "%CHROM\\t%POS\\t%ID\\t%REF\\t%ALT\\t%QUAL\\t%FILTER\\t%AC\\t%AF\\n",
                        file.toString()),
                Programs::sumSites);
    }

    private static Answer sumSites(InputStream printed) throws IOException {
        Tally tally = new Tally();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] columns = line.split("\t", -1);
                tally.record();
                tally.text(columns[0]);
                tally.number(Integer.parseInt(columns[1]));
                tally.text(columns[2]);
                tally.text(columns[3]);
                for (String alt : columns[4].split(",", -1)) {
                    tally.text(alt);
                }
                tally.real(columns[5].equals(".") ? 0 : Double.parseDouble(columns[5]));
                tally.text(columns[6]);
                for (String count : columns[7].split(",", -1)) {
                    tally.number(count.equals(".") ? 0 : Integer.parseInt(count));
                }
                for (String frequency : columns[8].split(",", -1)) {
                    tally.real(frequency.equals(".") ? 0 : Double.parseDouble(frequency));
                }
            }
        }
        return tally.answer();
    }

    /** A program that writes the decompressed bytes to its standard output. */
    static Contender inflating(String name, String... command) {
        return summing(
                name,
                file -> Stream.concat(Stream.of(command), Stream.of(file.toString()))
                        .toList(),
                Inflation::sum);
    }
}
