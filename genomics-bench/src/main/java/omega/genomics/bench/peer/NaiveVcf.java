package omega.genomics.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What most programs do: read lines, split at tabs, semicolons and commas. */
final class NaiveVcf {
    private static final Pattern INFO = Pattern.compile("##INFO=<ID=([^,]+),Number=[^,]+,Type=([^,]+),.*");

    private NaiveVcf() {}

    private interface Row {
        void accept(String[] columns);
    }

    private static void forEach(Path file, Map<String, String> types, Row action) throws IOException {
        try (BufferedReader in = Lines.open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    action.accept(line.split("\t", -1));
                    continue;
                }
                Matcher matcher = INFO.matcher(line);
                if (matcher.matches()) {
                    types.put(matcher.group(1), matcher.group(2));
                }
            }
        }
    }

    static Answer sites(Path file) throws IOException {
        Tally tally = new Tally();
        forEach(file, new HashMap<>(), columns -> {
            tally.record();
            tally.text(columns[0]);
            tally.number(Integer.parseInt(columns[1]));
            tally.text(columns[2]);
            tally.text(columns[3]);
            for (String alt : columns[4].split(",", -1)) {
                tally.text(alt);
            }
            if (!columns[5].equals(".")) {
                tally.real(Double.parseDouble(columns[5]));
            }
            tally.text(columns[6]);
            for (String entry : columns[7].split(";", -1)) {
                if (entry.startsWith("AC=")) {
                    for (String count : entry.substring(3).split(",", -1)) {
                        tally.number(Integer.parseInt(count));
                    }
                } else if (entry.startsWith("AF=")) {
                    for (String frequency : entry.substring(3).split(",", -1)) {
                        tally.real(Double.parseDouble(frequency));
                    }
                }
            }
        });
        return tally.answer();
    }

    static Answer info(Path file) throws IOException {
        Tally tally = new Tally();
        Map<String, String> types = new HashMap<>();
        forEach(file, types, columns -> {
            tally.record();
            for (String entry : columns[7].split(";", -1)) {
                int equals = entry.indexOf('=');
                if (equals < 0) {
                    tally.number(1);
                } else {
                    String type = String.valueOf(types.get(entry.substring(0, equals)));
                    for (String value : entry.substring(equals + 1).split(",", -1)) {
                        addTyped(tally, type, value);
                    }
                }
            }
        });
        return tally.answer();
    }

    private static void addTyped(Tally tally, String type, String value) {
        if (value.equals(".")) {
            return;
        }
        switch (type) {
            case "Integer" -> tally.number(Integer.parseInt(value));
            case "Float" -> tally.real(Double.parseDouble(value));
            default -> tally.text(value);
        }
    }

    static Answer genotypes(Path file) throws IOException {
        Tally tally = new Tally();
        forEach(file, new HashMap<>(), columns -> {
            tally.record();
            for (int i = 9; i < columns.length; i++) {
                String genotype = columns[i].split(":", -1)[0];
                for (String allele : genotype.split("[/|]", -1)) {
                    if (!allele.equals("0") && !allele.equals(".")) {
                        tally.number(1);
                    }
                }
            }
        });
        return tally.answer();
    }

    static Answer positions(Path file) throws IOException {
        Tally tally = new Tally();
        forEach(file, new HashMap<>(), columns -> {
            tally.record();
            tally.number(Integer.parseInt(columns[1]));
        });
        return tally.answer();
    }
}
