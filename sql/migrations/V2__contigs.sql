-- The sequences of the assembly, as a FASTA file or its index tells them.

CREATE TABLE chromosome_metadata (
    chromosome text PRIMARY KEY,
    aliases text[] NOT NULL DEFAULT '{}',
    role text,
    length int NOT NULL CHECK (length >= 0),
    a_count bigint,
    c_count bigint,
    g_count bigint,
    t_count bigint,
    n_count bigint,
    other_count bigint,
    gc_content double precision,
    md5 text,
    source text NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE chromosome_metadata IS 'One row a contig: chromosomes, scaffolds, patches.';
COMMENT ON COLUMN chromosome_metadata.chromosome IS 'The contig in Ensembl style: 1 … 22, X, Y, MT, KI270728.1.';
COMMENT ON COLUMN chromosome_metadata.aliases IS 'Every other name: chr1, NC_000001.11, CM000663.2.';
COMMENT ON COLUMN chromosome_metadata.role IS 'What the sequence is within its assembly: chromosome, mitochondrion, unlocalized, unplaced, alt, fix_patch, novel_patch; null where the table of contigs does not say.';
COMMENT ON COLUMN chromosome_metadata.length IS 'Bases.';
COMMENT ON COLUMN chromosome_metadata.a_count IS 'A and a; null where only an index (.fai) was read. The same holds for the other counts.';
COMMENT ON COLUMN chromosome_metadata.other_count IS 'Every letter that is not A, C, G, T or N in either case.';
COMMENT ON COLUMN chromosome_metadata.gc_content IS 'G and C over A, C, G and T, from 0 to 1; null if there is none of these.';
COMMENT ON COLUMN chromosome_metadata.md5 IS 'MD5 of the upper-case sequence (SAM''s M5).';
