-- All consequences of a variant, one for each transcript it meets or is near to. Neighbours in one intron do the same to the same
-- transcripts: what an allele does is kept once, as a set, and each variant names its set. What is its own (positions, codons,
-- amino acids), which few variants have, stands in its row.

CREATE TABLE consequence_sets (
    dataset_id int NOT NULL,
    set_number int NOT NULL,
    rank smallint NOT NULL,
    picked boolean NOT NULL,
    chromosome text COLLATE "C" NOT NULL,
    impact text COLLATE "C",
    gene text COLLATE "C",
    gene_id text COLLATE "C",
    transcript_id text COLLATE "C",
    biotype text COLLATE "C",
    terms text[] NOT NULL
) PARTITION BY LIST (chromosome);
COMMENT ON TABLE consequence_sets IS 'What alleles of a dataset do to transcripts: one row a transcript and set. variants.consequence_set names the set of an allele; the view variant_consequences puts both together.';
COMMENT ON COLUMN consequence_sets.dataset_id IS 'The dataset; the partition key below the contig.';
COMMENT ON COLUMN consequence_sets.set_number IS 'Counted within a dataset and partition, from 1. Two sets may be equal; with rank it is unique in each partition of a dataset, which has an index on them.';
COMMENT ON COLUMN consequence_sets.rank IS 'Place by severity of the worst term, from 1; of equally severe ones the transcript that would be picked comes first.';
COMMENT ON COLUMN consequence_sets.picked IS 'True for the one that speaks for the variant: gene, consequence and impact of variants are its own.';
COMMENT ON COLUMN consequence_sets.chromosome IS 'The contig in Ensembl style; the partition key.';
COMMENT ON COLUMN consequence_sets.impact IS 'HIGH, MODERATE, LOW or MODIFIER: the class of the worst term.';
COMMENT ON COLUMN consequence_sets.gene IS 'Symbol; null where the annotation has none, and for intergenic variants.';
COMMENT ON COLUMN consequence_sets.transcript_id IS 'The transcript, or other feature of an annotator; null for intergenic variants.';
COMMENT ON COLUMN consequence_sets.terms IS 'Sequence Ontology terms, worst first; of a file also terms that only its annotator has, in its order behind the others.';

-- Unique on (set_number, rank): made for each partition of a dataset by the loader, as the natural key of variants is.
CREATE INDEX idx_consequence_sets_gene ON consequence_sets (gene) WHERE gene IS NOT NULL;
CREATE INDEX idx_consequence_sets_gene_id ON consequence_sets (gene_id) WHERE gene_id IS NOT NULL;
CREATE INDEX idx_consequence_sets_transcript ON consequence_sets (transcript_id) WHERE transcript_id IS NOT NULL;

DO $$
DECLARE
    contig text;
BEGIN
    FOREACH contig IN ARRAY string_to_array('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 X Y MT', ' ') LOOP
        EXECUTE format('CREATE TABLE consequence_sets_chr%s PARTITION OF consequence_sets FOR VALUES IN (%L)'
            ' PARTITION BY LIST (dataset_id)', lower(contig), contig);
    END LOOP;
END $$;
CREATE TABLE consequence_sets_other PARTITION OF consequence_sets DEFAULT PARTITION BY LIST (dataset_id);

CREATE VIEW variant_consequences AS
SELECT v.chromosome, v.position, v.end_pos, v.id, v.ref, v.alt,
    s.rank, s.picked, s.impact, s.terms, s.gene, s.gene_id, s.transcript_id, s.biotype,
    nullif(split_part(own.details, '|', 1), '') AS cdna_position,
    nullif(split_part(own.details, '|', 2), '') AS cds_position,
    nullif(split_part(own.details, '|', 3), '') AS protein_position,
    nullif(split_part(own.details, '|', 4), '') AS amino_acids,
    nullif(split_part(own.details, '|', 5), '') AS codons,
    nullif(split_part(own.details, '|', 6), '') AS hgvs_c,
    nullif(split_part(own.details, '|', 7), '') AS hgvs_p,
    v.dataset_id, v.record_number, v.allele_index, v.ordinal
FROM variants v
JOIN consequence_sets s
  ON s.chromosome = v.chromosome AND s.dataset_id = v.dataset_id AND s.set_number = v.consequence_set
CROSS JOIN LATERAL (SELECT v.consequence_details[s.rank]) AS own (details);
COMMENT ON VIEW variant_consequences IS 'One row a transcript that an allele meets or is near to, of datasets that were loaded with all consequences. Name the contig, and the position or the gene.';
COMMENT ON COLUMN variant_consequences.terms IS 'Sequence Ontology terms, worst first.';
COMMENT ON COLUMN variant_consequences.cdna_position IS 'Position in the spliced transcript, from 1: 12, 12-14; for an insertion the two beside it.';
COMMENT ON COLUMN variant_consequences.cds_position IS 'Position in the coding sequence, from 1 at the first base, the stop codon included.';
COMMENT ON COLUMN variant_consequences.protein_position IS 'Amino acids that are touched, from 1.';
COMMENT ON COLUMN variant_consequences.amino_acids IS 'Before and after: A/V; one text if equal.';
COMMENT ON COLUMN variant_consequences.codons IS 'Before and after, changed bases in upper case: gCa/gTa.';
COMMENT ON COLUMN variant_consequences.hgvs_c IS 'HGVS of the transcript, where a file has it; the annotator of this library writes none.';
COMMENT ON COLUMN variant_consequences.hgvs_p IS 'HGVS of the protein, where a file has it.';
