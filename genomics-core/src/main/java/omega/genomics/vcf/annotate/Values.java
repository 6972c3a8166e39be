package omega.genomics.vcf.annotate;

import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.vcf.annotate.AnnotationColumn.Kind;
import omega.genomics.vcf.header.VcfNumber;

/** Composes the values of a record from those of the alleles that match its own. */
final class Values {
    private final Columns columns;
    private final boolean encodes;
    private final boolean decodes;
    private final LineBuffer text = new LineBuffer();
    private final int[] from;
    private final int[] to;
    private long wrongCounts;

    /**
     * Makes an empty list of values.
     *
     * @param sourceEncodes whether the source's version of VCF has percent-encoding
     * @param targetEncodes whether the version of the annotated file has
     */
    Values(Columns columns, boolean sourceEncodes, boolean targetEncodes) {
        this.columns = columns;
        this.encodes = targetEncodes && !sourceEncodes;
        this.decodes = sourceEncodes && !targetEncodes;
        this.from = new int[columns.size()];
        this.to = new int[columns.size()];
    }

    /** Takes values that are composed already, of each column that has one. */
    void set(LineBuffer[] composed, boolean[] isThere) {
        text.clear();
        for (int column = 0; column < composed.length; column++) {
            from[column] = isThere[column] ? text.length() : -1;
            text.add(composed[column].bytes(), 0, composed[column].length());
            to[column] = text.length();
        }
    }

    /** Composes the values of all columns; false if there is none. */
    boolean compose(Matches matches, int altCount, TargetRecord target) {
        text.clear();
        boolean any = false;
        for (int column = 0; column < columns.size(); column++) {
            from[column] = text.length();
            boolean has =
                    !(columns.onlyMissing(column) && target.has(column)) && add(column, matches, altCount, target);
            if (!has) {
                text.truncate(from[column]);
                from[column] = -1;
            }
            to[column] = text.length();
            any |= has;
        }
        return any;
    }

    private boolean add(int column, Matches matches, int altCount, TargetRecord target) {
        VcfNumber.Kind number = columns.number(column).kind();
        return switch (number) {
            case A -> addList(column, matches, altCount, 0, target);
            case R -> addList(column, matches, altCount, 1, target);
            case G -> addGenotypes(column, matches, altCount);
            default -> addFirst(column, matches);
        };
    }

    private boolean addFirst(int column, Matches matches) {
        for (int match = 0; match < matches.size(); match++) {
            SourceRecord record = matches.record(match);
            record.find(columns);
            if (record.has(column)) {
                addWhole(column, record);
                return true;
            }
        }
        return false;
    }

    private void addWhole(int column, SourceRecord record) {
        int start = text.length();
        add(record.bytes(), record.from(column), record.to(column));
        if (columns.isInfo(column) && columns.kind(column) != Kind.INFO) {
            for (int i = start; i < text.length(); i++) {
                if (text.bytes()[i] == ';') {
                    text.bytes()[i] = ',';
                }
            }
        }
    }

    /** Values by genotype mean the same only in a record that has the same alleles in the same order. */
    private boolean addGenotypes(int column, Matches matches, int altCount) {
        if (altCount == 0 || matches.end(0) == matches.start(0)) {
            return false;
        }
        SourceRecord record = matches.record(matches.start(0));
        for (int alt = 0; alt < altCount; alt++) {
            int match = matches.start(alt);
            if (match == matches.end(alt) || matches.record(match) != record || matches.alt(match) != alt) {
                return false;
            }
        }
        record.find(columns);
        if (record.altCount() != altCount || !record.has(column)) {
            return false;
        }
        addWhole(column, record);
        return true;
    }

    /** @param first 1 if the list begins with the value of REF, 0 if it has none */
    private boolean addList(int column, Matches matches, int altCount, int first, TargetRecord target) {
        boolean any = false;
        for (int allele = 0; allele < altCount + first; allele++) {
            if (allele > 0) {
                text.add(',');
            }
            int alt = allele - first;
            boolean has = alt < 0
                    ? addRef(column, matches)
                    : addAlt(column, matches, matches.start(alt), matches.end(alt), first);
            any |= has;
            if (!has && !target.addElement(column, allele, altCount + first, text)) {
                text.add('.');
            }
        }
        return any;
    }

    private boolean addRef(int column, Matches matches) {
        for (int match = 0; match < matches.size(); match++) {
            if (addElement(column, matches.record(match), 0, 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean addAlt(int column, Matches matches, int start, int end, int first) {
        for (int match = start; match < end; match++) {
            if (addElement(column, matches.record(match), matches.alt(match) + first, first)) {
                return true;
            }
        }
        return false;
    }

    private boolean addElement(int column, SourceRecord record, int index, int first) {
        record.find(columns);
        if (!record.has(column)) {
            return false;
        }
        byte[] bytes = record.bytes();
        int start = record.from(column);
        int end = record.to(column);
        if (ByteSearch.count(bytes, start, end, (byte) ',') + 1 != record.altCount() + first) {
            wrongCounts++;
            return false;
        }
        int at = ListText.element(bytes, start, end, index);
        int stop = ByteSearch.find(bytes, at, end, (byte) ',');
        if (ListText.isMissing(bytes, at, stop)) {
            return false;
        }
        add(bytes, at, stop);
        return true;
    }

    private void add(byte[] bytes, int start, int end) {
        if (encodes) {
            PercentEncoding.toEncoded(bytes, start, end, text);
        } else if (decodes) {
            PercentEncoding.toPlain(bytes, start, end, text);
        } else {
            text.addShort(bytes, start, end);
        }
    }

    boolean has(int column) {
        return from[column] >= 0;
    }

    void write(int column, LineBuffer line) {
        line.addShort(text.bytes(), from[column], to[column]);
    }

    /** Returns how many lists were passed over because they have not as many values as their records have alleles. */
    long wrongCounts() {
        return wrongCounts;
    }
}
