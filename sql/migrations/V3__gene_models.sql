-- Gene models: genes, their transcripts, exons and coding sequences. Each table is partitioned by dataset: a load stages a
-- whole partition aside and attaches it when it is complete, in one transaction for all tables.
--
-- Coordinates are 1-based and inclusive at both ends, as in GTF, GFF3, VCF and HGVS. Keys are integers that the loader
-- counts up within a dataset; join on (dataset_id, …_key). There are no foreign keys between these tables: PostgreSQL would
-- check every row again under the lock of the switch, and only the loader writes here.

CREATE TABLE genes (
    dataset_id int NOT NULL,
    gene_key int NOT NULL,
    gene_id text NOT NULL,
    gene_version int,
    written_id text,
    gene_name text,
    display_name text NOT NULL GENERATED ALWAYS AS (coalesce(gene_name, gene_id)) STORED,
    feature_type text NOT NULL,
    biotype text,
    source text NOT NULL,
    chromosome text NOT NULL,
    start_pos int NOT NULL,
    end_pos int NOT NULL,
    strand text NOT NULL,
    span int4range NOT NULL GENERATED ALWAYS AS (int4range(start_pos, end_pos, '[]')) STORED,
    is_derived boolean NOT NULL,
    attributes jsonb,
    PRIMARY KEY (dataset_id, gene_key),
    CHECK (start_pos >= 1 AND end_pos >= start_pos),
    CHECK (strand IN ('+', '-', '.', '?'))
) PARTITION BY LIST (dataset_id);
COMMENT ON TABLE genes IS 'One row a gene locus. A file that places one id on two contigs gives two rows.';
COMMENT ON COLUMN genes.gene_key IS 'Counted up within the dataset, in file order.';
COMMENT ON COLUMN genes.gene_id IS 'Stable id without version: ENSG00000141510.';
COMMENT ON COLUMN genes.gene_version IS 'Version of the id; null where the file has none.';
COMMENT ON COLUMN genes.written_id IS 'The id as the file writes it; null where that is gene_id.';
COMMENT ON COLUMN genes.gene_name IS 'Symbol as the file has it; null where it has none. Not unique.';
COMMENT ON COLUMN genes.display_name IS 'gene_name, or gene_id where there is no name.';
COMMENT ON COLUMN genes.feature_type IS 'Column 3 of the gene''s line: gene, ncRNA_gene, pseudogene.';
COMMENT ON COLUMN genes.biotype IS 'gene_biotype or gene_type of the file: protein_coding, lncRNA, …; an open set.';
COMMENT ON COLUMN genes.source IS 'Column 2 of the gene''s line.';
COMMENT ON COLUMN genes.chromosome IS 'The contig in Ensembl style: 1 … 22, X, Y, MT, KI270728.1.';
COMMENT ON COLUMN genes.start_pos IS 'Leftmost base, 1-based.';
COMMENT ON COLUMN genes.end_pos IS 'Rightmost base, inclusive.';
COMMENT ON COLUMN genes.strand IS '+, -, . (not stranded) or ? (not known).';
COMMENT ON COLUMN genes.span IS 'The same bases as a range: span @> 100 is true from start_pos to end_pos, both included.';
COMMENT ON COLUMN genes.is_derived IS 'The file has no line for this gene; it was made from its transcripts.';
COMMENT ON COLUMN genes.attributes IS 'Attributes without a column of their own: key to text, or to an array of texts where the key repeats. Null if there are none.';

-- Overlap: start_pos bounded on both sides by the longest gene (datasets.longest_feature); see genes_overlapping. Nearest to the right.
CREATE INDEX idx_genes_chr_pos_range ON genes (chromosome, start_pos, end_pos);
-- Nearest to the left.
CREATE INDEX idx_genes_chr_end ON genes (chromosome, end_pos);
-- Genes of a biotype, and their number by contig from the index alone.
CREATE INDEX idx_genes_type_chr ON genes (biotype, chromosome);
-- Genes of a biotype along a contig or within a region, in order.
CREATE INDEX idx_genes_chr_type_pos ON genes (chromosome, biotype, start_pos);
-- By stable id; the contig tells the two loci of a pseudoautosomal gene apart.
CREATE INDEX idx_genes_gene_chr ON genes (gene_id, chromosome);
-- By symbol.
CREATE INDEX idx_genes_name ON genes (display_name);
-- The coding gene to the left of a position: the other side comes from idx_genes_chr_type_pos.
CREATE INDEX idx_genes_protein_coding ON genes (chromosome, end_pos) WHERE biotype = 'protein_coding';
-- The longevity genes under today's symbols and those older annotations have: two dozen entries; see the view longevity_genes.
CREATE INDEX idx_genes_longevity ON genes (display_name)
    WHERE display_name IN (
        'TP53', 'BRCA1', 'BRCA2', 'APOE', 'FOXO3', 'SIRT1', 'SIRT3', 'SIRT6', 'MTOR', 'IGF1R', 'TERT', 'TERC',
        'WRN', 'LMNA', 'CDKN2A', 'KL', 'FRAP1', 'FOXO3A', 'KLOTHO', 'CDKN2', 'RECQL2', 'LMN1');

CREATE TABLE transcripts (
    dataset_id int NOT NULL,
    transcript_key int NOT NULL,
    gene_key int NOT NULL,
    transcript_id text NOT NULL,
    transcript_version int,
    written_id text,
    transcript_name text,
    feature_type text NOT NULL,
    biotype text,
    source text NOT NULL,
    chromosome text NOT NULL,
    start_pos int NOT NULL,
    end_pos int NOT NULL,
    strand text NOT NULL,
    exon_count int NOT NULL,
    spliced_length int NOT NULL,
    is_derived boolean NOT NULL,
    selenocysteines int[],
    attributes jsonb,
    PRIMARY KEY (dataset_id, transcript_key)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_transcripts_gene ON transcripts (gene_key);
CREATE INDEX idx_transcripts_id ON transcripts (transcript_id);
COMMENT ON TABLE transcripts IS 'One row a transcript. Start and end are 1-based and inclusive.';
COMMENT ON COLUMN transcripts.transcript_key IS 'Counted up within the dataset, in file order.';
COMMENT ON COLUMN transcripts.gene_key IS 'The gene of the same dataset.';
COMMENT ON COLUMN transcripts.transcript_id IS 'Stable id without version.';
COMMENT ON COLUMN transcripts.written_id IS 'The id as the file writes it; null where that is transcript_id.';
COMMENT ON COLUMN transcripts.feature_type IS 'Column 3 of the transcript''s line: transcript, mRNA, lnc_RNA.';
COMMENT ON COLUMN transcripts.spliced_length IS 'Bases of all exons together.';
COMMENT ON COLUMN transcripts.selenocysteines IS 'Codons read as selenocysteine: start, end, start, end …; null if none.';
COMMENT ON COLUMN transcripts.attributes IS 'As in genes.';

CREATE TABLE exons (
    dataset_id int NOT NULL,
    transcript_key int NOT NULL,
    exon_number int NOT NULL,
    start_pos int NOT NULL,
    end_pos int NOT NULL,
    strand text,
    exon_id text,
    exon_version int,
    attributes jsonb,
    PRIMARY KEY (dataset_id, transcript_key, exon_number)
) PARTITION BY LIST (dataset_id);
-- By stable id. Equality is all that is asked of it, and hashes are built faster than texts are sorted.
CREATE INDEX idx_exons_id ON exons USING hash (exon_id);
COMMENT ON TABLE exons IS 'One row an exon of a transcript; an exon that two transcripts share stands twice. Start and end are 1-based and inclusive, on the transcript''s contig.';
COMMENT ON COLUMN exons.exon_number IS 'From 1, in the transcript''s 5'' to 3'' order.';
COMMENT ON COLUMN exons.strand IS 'Only where it is not the transcript''s: trans-splicing.';
COMMENT ON COLUMN exons.attributes IS 'What the file says about this exon and not about its transcript.';

CREATE TABLE coding_sequences (
    dataset_id int NOT NULL,
    transcript_key int NOT NULL,
    cds_number int NOT NULL,
    cds_id text,
    protein_id text,
    start_pos int NOT NULL,
    end_pos int NOT NULL,
    length int NOT NULL,
    start_codon int[],
    stop_codon int[],
    start_complete boolean NOT NULL,
    stop_complete boolean NOT NULL,
    attributes jsonb,
    PRIMARY KEY (dataset_id, transcript_key, cds_number)
) PARTITION BY LIST (dataset_id);
COMMENT ON TABLE coding_sequences IS 'One row a protein that a transcript codes for; more than one only for polycistronic transcripts. The stop codon is not part of it. Coordinates are 1-based and inclusive.';
COMMENT ON COLUMN coding_sequences.cds_number IS 'From 1, from the 5'' end.';
COMMENT ON COLUMN coding_sequences.start_pos IS 'Leftmost coding base on the contig, whatever the strand.';
COMMENT ON COLUMN coding_sequences.length IS 'Coding bases of all segments together, without the stop codon.';
COMMENT ON COLUMN coding_sequences.start_codon IS 'start, end, start, end …, in transcript order; two intervals where an intron splits it; null where the file has none.';
COMMENT ON COLUMN coding_sequences.stop_codon IS 'As start_codon.';
COMMENT ON COLUMN coding_sequences.start_complete IS 'False where the file says that the 5'' end is missing (cds_start_NF).';
COMMENT ON COLUMN coding_sequences.stop_complete IS 'False where the file says that the 3'' end is missing (cds_end_NF).';

CREATE TABLE cds (
    dataset_id int NOT NULL,
    transcript_key int NOT NULL,
    cds_number int NOT NULL,
    segment_number int NOT NULL,
    start_pos int NOT NULL,
    end_pos int NOT NULL,
    phase int NOT NULL,
    PRIMARY KEY (dataset_id, transcript_key, cds_number, segment_number)
) PARTITION BY LIST (dataset_id);
COMMENT ON TABLE cds IS 'One row a coding segment: the coding part of one exon, stop codon excluded. Start and end are 1-based and inclusive.';
COMMENT ON COLUMN cds.cds_number IS 'The row of coding_sequences.';
COMMENT ON COLUMN cds.segment_number IS 'From 1, in the transcript''s 5'' to 3'' order.';
COMMENT ON COLUMN cds.phase IS 'Bases at the segment''s 5'' end that finish a codon begun before: 0, 1 or 2 (GTF frame, GFF3 phase).';

-- Nobody plans by these, and comparing them takes longer than all else ANALYZE does.
ALTER TABLE genes ALTER COLUMN attributes SET STATISTICS 0;
ALTER TABLE transcripts ALTER COLUMN attributes SET STATISTICS 0, ALTER COLUMN selenocysteines SET STATISTICS 0;
ALTER TABLE exons ALTER COLUMN attributes SET STATISTICS 0;
ALTER TABLE coding_sequences
    ALTER COLUMN start_codon SET STATISTICS 0,
    ALTER COLUMN stop_codon SET STATISTICS 0,
    ALTER COLUMN attributes SET STATISTICS 0;

CREATE FUNCTION genes_overlapping(contig text, first_base int, last_base int) RETURNS SETOF genes
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT g.*
    FROM genes g
    WHERE g.chromosome = contig
      AND g.start_pos <= last_base
      AND g.start_pos > first_base - (SELECT coalesce(max(d.longest_feature), 0) FROM datasets d WHERE d.kind = 'genes')
      AND g.end_pos >= first_base;
END;
COMMENT ON FUNCTION genes_overlapping IS 'Genes that share a base with contig:first_base-last_base, 1-based and inclusive, of every dataset.';
