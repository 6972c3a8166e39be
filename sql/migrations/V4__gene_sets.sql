-- Symbols and the sets they make up. Sets are data: the one below, and whatever the user adds.

CREATE TABLE gene_aliases (
    dataset_id int NOT NULL,
    alias text NOT NULL,
    symbol text NOT NULL,
    source text NOT NULL,
    PRIMARY KEY (dataset_id, alias, symbol, source)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_gene_aliases_symbol ON gene_aliases (symbol);
CREATE INDEX idx_gene_aliases_alias ON gene_aliases (alias);
CREATE TABLE gene_aliases_d0 PARTITION OF gene_aliases FOR VALUES IN (0);
COMMENT ON TABLE gene_aliases IS 'Former symbols and synonyms. An alias may belong to several symbols.';
COMMENT ON COLUMN gene_aliases.dataset_id IS '0 for what does not come with a dataset: what the library brings and what the user adds.';
COMMENT ON COLUMN gene_aliases.alias IS 'The other name: KLOTHO.';
COMMENT ON COLUMN gene_aliases.symbol IS 'The name it stands for: KL. In a dataset, genes.display_name.';
COMMENT ON COLUMN gene_aliases.source IS 'Where the alias comes from; the attribute''s key for aliases from an annotation.';

CREATE TABLE gene_sets (
    set_name text PRIMARY KEY,
    description text NOT NULL,
    source text NOT NULL
);
COMMENT ON TABLE gene_sets IS 'Named sets of genes.';

CREATE TABLE gene_set_members (
    set_name text NOT NULL REFERENCES gene_sets ON DELETE CASCADE ON UPDATE CASCADE,
    symbol text NOT NULL,
    ordinal int NOT NULL,
    PRIMARY KEY (set_name, symbol)
);
COMMENT ON TABLE gene_set_members IS 'Members by symbol or by stable id, so that a set is valid for every dataset.';
COMMENT ON COLUMN gene_set_members.ordinal IS 'Place in the set, for a stable order.';

INSERT INTO gene_sets (set_name, description, source)
VALUES ('longevity', 'Sixteen genes of longevity and ageing', 'built in');

INSERT INTO gene_set_members (set_name, symbol, ordinal)
VALUES
    ('longevity', 'TP53', 1),
    ('longevity', 'BRCA1', 2),
    ('longevity', 'BRCA2', 3),
    ('longevity', 'APOE', 4),
    ('longevity', 'FOXO3', 5),
    ('longevity', 'SIRT1', 6),
    ('longevity', 'SIRT3', 7),
    ('longevity', 'SIRT6', 8),
    ('longevity', 'MTOR', 9),
    ('longevity', 'IGF1R', 10),
    ('longevity', 'TERT', 11),
    ('longevity', 'TERC', 12),
    ('longevity', 'WRN', 13),
    ('longevity', 'LMNA', 14),
    ('longevity', 'CDKN2A', 15),
    ('longevity', 'KL', 16);

INSERT INTO gene_aliases (dataset_id, alias, symbol, source)
VALUES
    (0, 'p53', 'TP53', 'longevity'),
    (0, 'LFS1', 'TP53', 'longevity'),
    (0, 'RNF53', 'BRCA1', 'longevity'),
    (0, 'BRCC1', 'BRCA1', 'longevity'),
    (0, 'PPP1R53', 'BRCA1', 'longevity'),
    (0, 'FANCS', 'BRCA1', 'longevity'),
    (0, 'FAD', 'BRCA2', 'longevity'),
    (0, 'FAD1', 'BRCA2', 'longevity'),
    (0, 'BRCC2', 'BRCA2', 'longevity'),
    (0, 'XRCC11', 'BRCA2', 'longevity'),
    (0, 'FANCD1', 'BRCA2', 'longevity'),
    (0, 'FACD', 'BRCA2', 'longevity'),
    (0, 'FANCD', 'BRCA2', 'longevity'),
    (0, 'AD2', 'APOE', 'longevity'),
    (0, 'AF6q21', 'FOXO3', 'longevity'),
    (0, 'FOXO2', 'FOXO3', 'longevity'),
    (0, 'FKHRL1', 'FOXO3', 'longevity'),
    (0, 'FOXO3A', 'FOXO3', 'longevity'),
    (0, 'SIR2L1', 'SIRT1', 'longevity'),
    (0, 'SIR2L3', 'SIRT3', 'longevity'),
    (0, 'RAFT1', 'MTOR', 'longevity'),
    (0, 'RAPT1', 'MTOR', 'longevity'),
    (0, 'FLJ44809', 'MTOR', 'longevity'),
    (0, 'FRAP', 'MTOR', 'longevity'),
    (0, 'FRAP2', 'MTOR', 'longevity'),
    (0, 'FRAP1', 'MTOR', 'longevity'),
    (0, 'JTK13', 'IGF1R', 'longevity'),
    (0, 'CD221', 'IGF1R', 'longevity'),
    (0, 'IGFIR', 'IGF1R', 'longevity'),
    (0, 'MGC18216', 'IGF1R', 'longevity'),
    (0, 'IGFR', 'IGF1R', 'longevity'),
    (0, 'TRT', 'TERT', 'longevity'),
    (0, 'TP2', 'TERT', 'longevity'),
    (0, 'TCS1', 'TERT', 'longevity'),
    (0, 'hEST2', 'TERT', 'longevity'),
    (0, 'EST2', 'TERT', 'longevity'),
    (0, 'TR', 'TERC', 'longevity'),
    (0, 'hTR', 'TERC', 'longevity'),
    (0, 'TRC3', 'TERC', 'longevity'),
    (0, 'SCARNA19', 'TERC', 'longevity'),
    (0, 'TER', 'TERC', 'longevity'),
    (0, 'RECQL2', 'WRN', 'longevity'),
    (0, 'RECQ3', 'WRN', 'longevity'),
    (0, 'HGPS', 'LMNA', 'longevity'),
    (0, 'MADA', 'LMNA', 'longevity'),
    (0, 'LMN1', 'LMNA', 'longevity'),
    (0, 'CMD1A', 'LMNA', 'longevity'),
    (0, 'LGMD1B', 'LMNA', 'longevity'),
    (0, 'PRO1', 'LMNA', 'longevity'),
    (0, 'LMNL1', 'LMNA', 'longevity'),
    (0, 'CDK4I', 'CDKN2A', 'longevity'),
    (0, 'p16', 'CDKN2A', 'longevity'),
    (0, 'INK4a', 'CDKN2A', 'longevity'),
    (0, 'MTS1', 'CDKN2A', 'longevity'),
    (0, 'CMM2', 'CDKN2A', 'longevity'),
    (0, 'ARF', 'CDKN2A', 'longevity'),
    (0, 'p19', 'CDKN2A', 'longevity'),
    (0, 'p14', 'CDKN2A', 'longevity'),
    (0, 'INK4', 'CDKN2A', 'longevity'),
    (0, 'p16INK4a', 'CDKN2A', 'longevity'),
    (0, 'p19Arf', 'CDKN2A', 'longevity'),
    (0, 'p14ARF', 'CDKN2A', 'longevity'),
    (0, 'P16-INK4A', 'CDKN2A', 'longevity'),
    (0, 'CAI2', 'CDKN2A', 'longevity'),
    (0, 'CDKN2', 'CDKN2A', 'longevity'),
    (0, 'MLM', 'CDKN2A', 'longevity'),
    (0, 'KLOTHO', 'KL', 'longevity'),
    (0, 'KLA', 'KL', 'longevity');

-- The predicate is that of idx_genes_longevity, so the planner finds all of them in one scan of a tiny index.
CREATE VIEW longevity_genes AS
SELECT coalesce(a.symbol, g.display_name) AS symbol, g.*
FROM genes g
LEFT JOIN gene_aliases a ON a.dataset_id = 0 AND a.source = 'longevity' AND a.alias = g.display_name
WHERE g.display_name IN (
        'TP53', 'BRCA1', 'BRCA2', 'APOE', 'FOXO3', 'SIRT1', 'SIRT3', 'SIRT6', 'MTOR', 'IGF1R', 'TERT', 'TERC',
        'WRN', 'LMNA', 'CDKN2A', 'KL', 'FRAP1', 'FOXO3A', 'KLOTHO', 'CDKN2', 'RECQL2', 'LMN1');
COMMENT ON VIEW longevity_genes IS 'The genes of the set longevity in every dataset, whichever of their names the annotation uses.';
