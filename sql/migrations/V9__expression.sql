-- Expression by gene and tissue: medians of a matrix, or what samples were summed up to while they were read; never a row a
-- sample. Partitioned by dataset and switched in as a whole, like the gene models; join on (dataset_id, …_key).
--
-- Values are in the unit of the file, commonly TPM; tissues.unit says which.

CREATE TABLE tissues (
    dataset_id int NOT NULL,
    tissue_key int NOT NULL,
    tissue text NOT NULL,
    organ text NOT NULL,
    unit text NOT NULL,
    sample_count int,
    PRIMARY KEY (dataset_id, tissue_key),
    UNIQUE (dataset_id, tissue),
    CHECK (sample_count >= 0)
) PARTITION BY LIST (dataset_id);
COMMENT ON TABLE tissues IS 'One row a tissue of a dataset, in file order.';
COMMENT ON COLUMN tissues.tissue_key IS 'From 1, in file order.';
COMMENT ON COLUMN tissues.tissue IS 'As the file names it: Brain - Cortex, Brain_Cortex.';
COMMENT ON COLUMN tissues.organ IS 'What sub-regions have in common: Brain.';
COMMENT ON COLUMN tissues.unit IS 'Unit of the dataset''s values: TPM, reads.';
COMMENT ON COLUMN tissues.sample_count IS 'Samples summed up; null where the file has medians only.';

CREATE TABLE expression_genes (
    dataset_id int NOT NULL,
    gene_key int NOT NULL,
    gene_id text NOT NULL,
    gene_version int,
    written_id text,
    symbol text,
    measured int NOT NULL,
    breadth int NOT NULL,
    top_tissue text,
    top_organ text,
    top_value double precision,
    next_organ_value double precision,
    tau double precision,
    PRIMARY KEY (dataset_id, gene_key),
    UNIQUE (dataset_id, gene_id),
    CHECK (tau BETWEEN 0 AND 1)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_expression_genes_id ON expression_genes (gene_id);
CREATE INDEX idx_expression_genes_symbol ON expression_genes (symbol);
COMMENT ON TABLE expression_genes IS 'One row a gene of a dataset, whether an annotation knows it or not, with what its row of the matrix says as a whole; computed while loading, by the rules of the view tissue_specificity.';
COMMENT ON COLUMN expression_genes.gene_key IS 'From 1, in file order.';
COMMENT ON COLUMN expression_genes.gene_id IS 'Stable id without version; _PAR_Y stays.';
COMMENT ON COLUMN expression_genes.gene_version IS 'Version of the id; null where the file has none.';
COMMENT ON COLUMN expression_genes.written_id IS 'The id as the file writes it; null where that is gene_id.';
COMMENT ON COLUMN expression_genes.symbol IS 'The file''s description: the symbol at the time of the file.';
COMMENT ON COLUMN expression_genes.measured IS 'Tissues with a value.';
COMMENT ON COLUMN expression_genes.breadth IS 'Tissues with a median of at least 1.';
COMMENT ON COLUMN expression_genes.top_tissue IS 'The tissue with the highest median, the first of several.';
COMMENT ON COLUMN expression_genes.top_value IS 'The median in top_tissue, which is also that of top_organ.';
COMMENT ON COLUMN expression_genes.next_organ_value IS 'The highest median of any other organ.';
COMMENT ON COLUMN expression_genes.tau IS '0: the same in every organ; 1: one organ only; null if there are fewer than two organs or no expression.';

CREATE TABLE gene_expression (
    dataset_id int NOT NULL,
    gene_key int NOT NULL,
    tissue_key int NOT NULL,
    median double precision NOT NULL,
    mean double precision,
    sd double precision,
    q1 double precision,
    q3 double precision,
    n int,
    share_above_1 double precision,
    PRIMARY KEY (dataset_id, gene_key, tissue_key),
    CHECK (n >= 1),
    CHECK (sd >= 0),
    CHECK (share_above_1 BETWEEN 0 AND 1)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_gene_expression_tissue ON gene_expression (tissue_key, median);
COMMENT ON TABLE gene_expression IS 'One row a gene and tissue with a value.';
COMMENT ON COLUMN gene_expression.median IS 'As the file has it, or of the samples.';
COMMENT ON COLUMN gene_expression.mean IS 'Of the samples; null, like the rest, where the file has medians only.';
COMMENT ON COLUMN gene_expression.sd IS 'Standard deviation, n - 1 below the root; null for one sample.';
COMMENT ON COLUMN gene_expression.q1 IS 'First quartile, interpolated as percentile_cont does.';
COMMENT ON COLUMN gene_expression.n IS 'Samples with a value.';
COMMENT ON COLUMN gene_expression.share_above_1 IS 'Share of samples above 1, from 0 to 1.';

CREATE VIEW expression_by_tissue AS
SELECT g.dataset_id, g.gene_id, g.symbol, t.tissue, t.organ, t.unit,
       e.median, e.mean, e.sd, e.q1, e.q3, e.n, e.share_above_1, g.gene_key, t.tissue_key
FROM gene_expression e
JOIN expression_genes g USING (dataset_id, gene_key)
JOIN tissues t USING (dataset_id, tissue_key);
COMMENT ON VIEW expression_by_tissue IS 'gene_expression with names instead of keys.';

CREATE VIEW expression_rows AS
SELECT g.dataset_id, g.gene_id, g.symbol,
       array_agg(t.tissue ORDER BY t.tissue_key) AS tissues,
       array_agg(e.median ORDER BY t.tissue_key) AS medians
FROM gene_expression e
JOIN expression_genes g USING (dataset_id, gene_key)
JOIN tissues t USING (dataset_id, tissue_key)
GROUP BY g.dataset_id, g.gene_key, g.gene_id, g.symbol;
COMMENT ON VIEW expression_rows IS 'One row a gene, as the matrix has it: tissues and their medians, in file order.';

-- Yanai et al. 2005 on x = log2(median + 1): the sum of 1 - x / x_max over the organs, divided by their number less one. An organ
-- is its highest tissue.
CREATE VIEW tissue_specificity AS
SELECT o.dataset_id, o.gene_key, g.gene_id, g.symbol,
       sum(o.measured)::int AS measured,
       sum(o.breadth)::int AS breadth,
       max(o.value) AS top_value,
       (array_agg(o.organ ORDER BY o.value DESC, o.first_tissue))[1] AS top_organ,
       (array_agg(o.value ORDER BY o.value DESC))[2] AS next_organ_value,
       CASE WHEN count(*) > 1 AND max(o.x) > 0 THEN greatest(0, (count(*) - sum(o.x) / max(o.x)) / (count(*) - 1)) END AS tau
FROM (
    SELECT e.dataset_id, e.gene_key, t.organ,
           count(*) AS measured,
           count(*) FILTER (WHERE e.median >= 1) AS breadth,
           max(e.median) AS value,
           (array_agg(e.tissue_key ORDER BY e.median DESC, e.tissue_key))[1] AS first_tissue,
           max(ln(greatest(e.median, 0) + 1) / ln(2::double precision)) AS x
    FROM gene_expression e
    JOIN tissues t USING (dataset_id, tissue_key)
    GROUP BY e.dataset_id, e.gene_key, t.organ
) o
JOIN expression_genes g USING (dataset_id, gene_key)
GROUP BY o.dataset_id, o.gene_key, g.gene_id, g.symbol;
COMMENT ON VIEW tissue_specificity IS 'Breadth, top organ and tau of each gene, computed from gene_expression as it stands. expression_genes has the same numbers stored.';

CREATE VIEW enriched_genes AS
SELECT dataset_id, top_organ AS organ, gene_id, symbol, top_value, next_organ_value, tau,
       top_value / nullif(next_organ_value, 0) AS fold
FROM expression_genes
WHERE top_value >= 1
  AND top_value >= 4 * next_organ_value;
COMMENT ON VIEW enriched_genes IS 'Genes with a median of at least 1 in one organ that is at least four times that of every other organ.';
COMMENT ON COLUMN enriched_genes.fold IS 'How many times the next organ; null where that has none.';

CREATE VIEW unknown_expression_genes AS
SELECT x.dataset_id, x.gene_id, x.gene_version, x.symbol
FROM expression_genes x
WHERE NOT EXISTS (SELECT FROM genes g WHERE g.gene_id = x.gene_id)
  AND NOT EXISTS (SELECT FROM genes g WHERE g.gene_id = regexp_replace(x.gene_id, '_PAR_Y$', ''));
COMMENT ON VIEW unknown_expression_genes IS 'Genes with expression that no loaded annotation has: retired ids, or all of them where no annotation is loaded.';

-- A gene goes by its id or symbol; else by the symbol that the name was before, or is an alias of; else by an id, a previous
-- symbol or an alias of the name. An annotation's symbol counts like the file's, which may be years older. The first of these
-- that a dataset has is taken.
CREATE FUNCTION expression_genes_named(wanted text) RETURNS SETOF expression_genes
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH names AS (
        SELECT wanted AS name, 0 AS tier
        UNION ALL
        SELECT a.symbol, CASE WHEN a.source LIKE '%previous symbol' THEN 1 ELSE 2 END
        FROM gene_aliases a
        WHERE a.alias = wanted
        UNION ALL
        SELECT a.alias, CASE WHEN a.source LIKE '%id' THEN 3 WHEN a.source LIKE '%previous symbol' THEN 4 ELSE 5 END
        FROM gene_aliases a
        WHERE a.symbol = wanted
    ), found AS (
        SELECT n.tier, s.dataset_id, s.gene_key
        FROM names n JOIN expression_genes s ON s.symbol = n.name
        UNION ALL
        SELECT n.tier, i.dataset_id, i.gene_key
        FROM names n JOIN expression_genes i ON i.gene_id = n.name
        UNION ALL
        SELECT n.tier, i.dataset_id, i.gene_key
        FROM names n JOIN genes g ON g.display_name = n.name JOIN expression_genes i ON i.gene_id = g.gene_id
    )
    SELECT x.*
    FROM expression_genes x
    WHERE (x.dataset_id, x.gene_key) IN (
        SELECT f.dataset_id, f.gene_key
        FROM found f
        WHERE f.tier = (SELECT min(b.tier) FROM found b WHERE b.dataset_id = f.dataset_id));
END;
COMMENT ON FUNCTION expression_genes_named IS 'Genes with expression by stable id, symbol or alias; several where a name is not unique.';

CREATE VIEW expression_of_sets AS
SELECT m.set_name, m.symbol AS member, m.ordinal, e.*
FROM gene_set_members m
CROSS JOIN LATERAL expression_genes_named(m.symbol) x
JOIN expression_by_tissue e ON e.dataset_id = x.dataset_id AND e.gene_key = x.gene_key;
COMMENT ON VIEW expression_of_sets IS 'Expression of the members of a gene set, by tissue; ask for one set.';

CREATE FUNCTION top_genes(tissue_name text, most int) RETURNS SETOF expression_by_tissue
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT best.*
    FROM tissues t
    CROSS JOIN LATERAL (
        SELECT e.*
        FROM expression_by_tissue e
        WHERE e.dataset_id = t.dataset_id AND e.tissue_key = t.tissue_key
        ORDER BY e.median DESC, e.gene_key
        LIMIT most
    ) best
    WHERE t.tissue = tissue_name
    ORDER BY best.dataset_id, best.median DESC, best.gene_key;
END;
COMMENT ON FUNCTION top_genes IS 'The genes with the highest medians of a tissue, in every dataset that has a tissue of that name.';
