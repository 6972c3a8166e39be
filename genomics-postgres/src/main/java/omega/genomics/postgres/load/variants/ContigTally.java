package omega.genomics.postgres.load.variants;

import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.ContigCounts;

/** What became of the records of one contig in one file so far. */
final class ContigTally {
    long read;
    long stored;
    long duplicates;
    long rejects;
    long other;
    long readAlleles;
    long storedAlleles;
    long merged;
    long dropped;
    long rejectedAlleles;
    long otherAlleles;

    /** Takes the counts of a file that an earlier run has read. */
    void add(ContigCounts counts) {
        read += counts.recordsRead();
        stored += counts.recordsStored();
        duplicates += counts.duplicates();
        rejects += counts.rejects();
        other += counts.other();
        readAlleles += counts.alleles().read();
        storedAlleles += counts.alleles().stored();
        merged += counts.alleles().merged();
        dropped += counts.alleles().dropped();
        rejectedAlleles += counts.alleles().rejects();
        otherAlleles += counts.alleles().other();
    }

    /** A record was passed over, since all its alleles are stored already. */
    void pass(int alleles) {
        read++;
        stored++;
        readAlleles += alleles;
        storedAlleles += alleles;
    }

    /** A record that was passed over is to be written after all. */
    void takeBack(int alleles) {
        read--;
        stored--;
        readAlleles -= alleles;
        storedAlleles -= alleles;
    }

    /** Records that were stored turned out to repeat others. */
    void repeated(long records) {
        stored -= records;
        duplicates += records;
    }

    ContigCounts counts() {
        return new ContigCounts(
                read,
                stored,
                duplicates,
                rejects,
                other,
                new AlleleCounts(readAlleles, storedAlleles, merged, dropped, rejectedAlleles, otherAlleles));
    }
}
