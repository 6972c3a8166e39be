package omega.genomics.vcf.annotate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.internal.vcf.SliceMap;
import omega.genomics.vcf.annotate.AnnotationColumn.Kind;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.FilterDefinition;
import omega.genomics.vcf.header.HeaderField;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;

/** The columns of an annotation, looked up in the two headers; and the header that the annotated file gets. */
final class Columns {
    static final int ID = 2;
    static final int QUAL = 5;
    static final int FILTER = 6;

    private final List<AnnotationColumn> columns;
    private final VcfHeader header;
    private final VcfNumber[] numbers;
    private final boolean[] flags;
    private final byte[][] names;
    private final SliceMap<Integer> sources = new SliceMap<>();
    private final SliceMap<Integer> targets = new SliceMap<>();
    /** The first column that reads the same key. */
    private final int[] first;

    private Columns(List<AnnotationColumn> columns, VcfHeader header, List<VcfNumber> numbers, List<Boolean> isFlag) {
        this.columns = columns;
        this.header = header;
        this.numbers = numbers.toArray(VcfNumber[]::new);
        this.flags = new boolean[columns.size()];
        this.names = new byte[columns.size()][];
        this.first = new int[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            AnnotationColumn column = columns.get(i);
            flags[i] = isFlag.get(i);
            names[i] = column.name().getBytes(StandardCharsets.UTF_8);
            first[i] = i;
            if (column.kind() == Kind.INFO) {
                Integer known = sources.get(column.source());
                first[i] = known == null ? i : known;
                sources.put(column.source(), first[i]);
            }
            if (column.isInfo()) {
                targets.put(column.name(), i);
            }
        }
    }

    /**
     * Looks columns up.
     *
     * @throws IllegalArgumentException if the source does not define one, or the target defines it in another way
     */
    static Columns of(
            List<AnnotationColumn> columns, VcfHeader source, String sourceName, VcfHeader target, String targetName) {
        List<HeaderLine> more = new ArrayList<>();
        List<VcfNumber> numbers = new ArrayList<>();
        List<Boolean> flags = new ArrayList<>();
        for (AnnotationColumn column : columns) {
            if (!column.isInfo()) {
                numbers.add(VcfNumber.ONE);
                flags.add(false);
                if (column.kind() == Kind.FILTER) {
                    source.filters().stream()
                            .filter(filter -> target.filter(filter.id()).isEmpty())
                            .map(FilterDefinition::line)
                            .forEach(more::add);
                }
                continue;
            }
            Definition definition = definition(column, source, sourceName);
            numbers.add(definition.number);
            flags.add(definition.type == VcfType.FLAG);
            InfoDefinition known = target.info(column.name());
            if (known.line().isEmpty()) {
                more.add(definition.line);
            } else if (!known.number().equals(definition.number) || known.type() != definition.type) {
                throw new IllegalArgumentException("expected INFO " + column.name() + " of " + targetName
                        + " to have the Number and Type of " + column.source() + " of " + sourceName + ", "
                        + definition.line + ", found " + known.line().get() + "; choose another name with "
                        + column.source() + ":NAME");
            }
        }
        return new Columns(columns, target.withLines(more), numbers, flags);
    }

    /** How a field of the annotated file is defined. */
    private record Definition(VcfNumber number, VcfType type, HeaderLine line) {
        static Definition of(String name, VcfNumber number, VcfType type, String description) {
            return new Definition(
                    number,
                    type,
                    HeaderLine.of(
                            "INFO",
                            List.of(
                                    HeaderField.of("ID", name),
                                    HeaderField.of("Number", number.toString()),
                                    HeaderField.of("Type", type.toString()),
                                    HeaderField.quoted("Description", description))));
        }
    }

    private static Definition definition(AnnotationColumn column, VcfHeader source, String sourceName) {
        String name = column.name();
        return switch (column.kind()) {
            case ID -> Definition.of(name, VcfNumber.UNKNOWN, VcfType.STRING, "ID of " + sourceName);
            case QUAL -> Definition.of(name, VcfNumber.ONE, VcfType.FLOAT, "QUAL of " + sourceName);
            case FILTER -> Definition.of(name, VcfNumber.UNKNOWN, VcfType.STRING, "FILTER of " + sourceName);
            case INFO -> {
                InfoDefinition info = source.info(column.source());
                if (info.origin() == FieldOrigin.UNKNOWN) {
                    throw new IllegalArgumentException("expected an INFO key of " + sourceName + ", found "
                            + column.source() + "; it has "
                            + source.infos().stream()
                                    .map(InfoDefinition::id)
                                    .sorted()
                                    .toList());
                }
                yield info.line()
                        .map(line -> new Definition(info.number(), info.type(), renamed(line, name)))
                        .orElseGet(() -> Definition.of(name, info.number(), info.type(), info.description()));
            }
        };
    }

    private static HeaderLine renamed(HeaderLine line, String name) {
        return HeaderLine.of(
                line.key(),
                line.fields().stream()
                        .map(field -> field.name().equals("ID") ? HeaderField.of("ID", name) : field)
                        .toList());
    }

    VcfHeader header() {
        return header;
    }

    int size() {
        return columns.size();
    }

    Kind kind(int column) {
        return columns.get(column).kind();
    }

    /** Whether an INFO field is written, rather than ID, QUAL or FILTER. */
    boolean isInfo(int column) {
        return columns.get(column).isInfo();
    }

    boolean onlyMissing(int column) {
        return columns.get(column).onlyMissing();
    }

    boolean isFlag(int column) {
        return flags[column];
    }

    VcfNumber number(int column) {
        return numbers[column];
    }

    /** The key that is written. */
    byte[] name(int column) {
        return names[column];
    }

    int firstOf(int column) {
        return first[column];
    }

    /** The first column that reads an INFO key of the source; −1 if there is none. */
    int ofSource(byte[] bytes, int from, int to) {
        Integer column = sources.get(bytes, from, to);
        return column == null ? -1 : column;
    }

    /** The column that writes an INFO key; −1 if there is none. */
    int ofTarget(byte[] bytes, int from, int to) {
        Integer column = targets.get(bytes, from, to);
        return column == null ? -1 : column;
    }
}
