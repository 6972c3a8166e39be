-- What sources such as the HGNC know about genes besides where they lie. Partitioned by dataset, as the gene models are.

CREATE TABLE gene_info (
    dataset_id int NOT NULL,
    info_key int NOT NULL,
    symbol text NOT NULL,
    name text,
    previous_symbols text[] NOT NULL DEFAULT '{}',
    aliases text[] NOT NULL DEFAULT '{}',
    biotype text,
    description text,
    hgnc_id text,
    ensembl_id text,
    entrez_id int,
    PRIMARY KEY (dataset_id, info_key)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_gene_info_symbol ON gene_info (symbol);
CREATE INDEX idx_gene_info_ensembl ON gene_info (ensembl_id);
CREATE INDEX idx_gene_info_entrez ON gene_info (entrez_id);
COMMENT ON TABLE gene_info IS 'One row a gene of a source: names, aliases, description, ids elsewhere. The aliases stand in gene_aliases too, where names are looked up.';
COMMENT ON COLUMN gene_info.info_key IS 'Counted up within the dataset, in file order.';
COMMENT ON COLUMN gene_info.symbol IS 'Today''s symbol; the stable id where the source has none.';
COMMENT ON COLUMN gene_info.name IS 'Full name: sirtuin 1; null where the source has none.';
COMMENT ON COLUMN gene_info.biotype IS 'In Ensembl''s words where there is one for the source''s: protein_coding, lncRNA; otherwise as written.';
COMMENT ON COLUMN gene_info.description IS 'A sentence or more; null where the source has none.';
COMMENT ON COLUMN gene_info.hgnc_id IS 'HGNC:14929.';
COMMENT ON COLUMN gene_info.ensembl_id IS 'Stable id without version; genes.gene_id.';
COMMENT ON COLUMN gene_info.entrez_id IS 'NCBI''s GeneID.';
