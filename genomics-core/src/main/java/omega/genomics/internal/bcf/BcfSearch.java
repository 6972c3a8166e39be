package omega.genomics.internal.bcf;

import java.io.IOException;
import java.io.InputStream;
import omega.genomics.ParseException;

/**
 * Recognizes records of a BCF file whose reader has not read those before them. Nothing marks a record. A place is taken for its start if
 * {@link #RECORDS} records in a row are valid from there, each as a whole, or as many as there are before the end of the file.
 */
public final class BcfSearch {
    private static final int RECORDS = 4;
    /** A longer record is not recognized, so that bytes that only look like a length cost little. */
    private static final long LONGEST = 64 << 20;

    /** How many bytes {@link #mayBegin} looks at; every record has more. */
    public static final int FIRST_BYTES = BcfRecord.FIRST_BYTES;

    private final BcfHeader header;
    private final String source;

    /**
     * Makes a search.
     *
     * @param header of the file, which decodes everything
     * @param source the file's name
     */
    public BcfSearch(BcfHeader header, String source) {
        this.header = header;
        this.source = source;
    }

    /**
     * Tells whether it is worthwhile to ask {@link #begins}.
     *
     * @param bytes decompressed, with {@link #FIRST_BYTES} of them at the place
     * @param index the place
     * @return false if no record begins there
     */
    public boolean mayBegin(byte[] bytes, int index) {
        long shared = BcfRecord.integer(bytes, index) & 0xffffffffL;
        long individual = BcfRecord.integer(bytes, index + 4) & 0xffffffffL;
        return shared + individual <= LONGEST && BcfRecord.mayBegin(bytes, index, header);
    }

    /**
     * Tells whether a record begins at a place.
     *
     * @param in decompressed bytes from that place on; read on as needed
     * @return whether all is valid from there
     * @throws IOException if it cannot be read
     */
    public boolean begins(InputStream in) throws IOException {
        BcfRecord record = new BcfRecord(new BcfBytes(in, source, 0), header);
        try {
            for (int i = 0; i < RECORDS; i++) {
                if (!record.next()) {
                    return i > 0;
                }
            }
            return true;
        } catch (ParseException e) {
            return false; // what is damaged is reported by those who read it
        }
    }
}
