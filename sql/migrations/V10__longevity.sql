-- What is known of genes, variants and compounds in ageing (GenAge, CellAge, LongevityMap, DrugAge), and tables for research data
-- of one's own. The files of the curators are not part of the library; the first part is filled by its loaders, one partition a
-- dataset. Nothing here is invented: the last four tables are empty until their user fills them.

CREATE TABLE research_papers (
    paper_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pmid int UNIQUE,
    doi text UNIQUE,
    title text,
    authors text[],
    journal text,
    published int,
    url text GENERATED ALWAYS AS (
        CASE WHEN pmid IS NOT NULL THEN 'https://pubmed.ncbi.nlm.nih.gov/' || pmid::text ELSE 'https://doi.org/' || doi END) STORED,
    CHECK (pmid >= 1),
    CHECK (pmid IS NOT NULL OR doi IS NOT NULL),
    CHECK (published BETWEEN 1600 AND 2200)
);
COMMENT ON TABLE research_papers IS 'Papers that rows of other tables cite. The loaders add PubMed ids as they meet them, and never take one away.';
COMMENT ON COLUMN research_papers.pmid IS 'PubMed id.';
COMMENT ON COLUMN research_papers.title IS 'Null where only the id is known: the curators'' files have no titles.';
COMMENT ON COLUMN research_papers.published IS 'Year.';

ALTER TABLE gene_sets ADD COLUMN dataset_id int;
COMMENT ON COLUMN gene_sets.dataset_id IS 'The dataset the set comes with, and goes with when that is loaded again; null for sets of the library and of the user.';

CREATE TABLE genage_genes (
    dataset_id int NOT NULL,
    gene_key int NOT NULL,
    genage_id int NOT NULL,
    organism text NOT NULL,
    symbol text NOT NULL,
    name text NOT NULL,
    entrez_id int,
    uniprot text,
    evidence text[] NOT NULL DEFAULT '{}',
    average_change double precision,
    lifespan_effect text,
    longevity_influence text,
    PRIMARY KEY (dataset_id, gene_key)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_genage_genes_symbol ON genage_genes (symbol);
COMMENT ON TABLE genage_genes IS 'GenAge, human and model organisms: genes related to ageing.';
COMMENT ON COLUMN genage_genes.symbol IS 'As GenAge has it, which may be outdated; gene_aliases knows former symbols.';
COMMENT ON COLUMN genage_genes.evidence IS 'Human: why the gene is in: human, mammal, model, cell, functional, upstream, downstream, putative, human_link.';
COMMENT ON COLUMN genage_genes.average_change IS 'Model organisms: largest change of average lifespan observed, in percent.';

CREATE TABLE cellage_genes (
    dataset_id int NOT NULL,
    gene_key int NOT NULL,
    symbol text NOT NULL,
    name text,
    entrez_id int,
    cancer_cell boolean,
    senescence_type text,
    effect text NOT NULL CHECK (effect IN ('induces', 'inhibits', 'unclear')),
    reference_ids text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (dataset_id, gene_key)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_cellage_genes_symbol ON cellage_genes (symbol);
COMMENT ON TABLE cellage_genes IS 'CellAge: what genes do to cellular senescence; one row an experiment.';
COMMENT ON COLUMN cellage_genes.reference_ids IS 'As written: PubMed ids, mostly.';

CREATE TABLE longevity_associations (
    dataset_id int NOT NULL,
    association_key int NOT NULL,
    source_id text NOT NULL,
    significance text NOT NULL CHECK (significance IN ('significant', 'not_significant', 'not_reported')),
    population text,
    variants text[] NOT NULL DEFAULT '{}',
    genes text[] NOT NULL DEFAULT '{}',
    pmid int,
    PRIMARY KEY (dataset_id, association_key)
) PARTITION BY LIST (dataset_id);
COMMENT ON TABLE longevity_associations IS 'LongevityMap: studies of variants and longevity, with those that found nothing.';
COMMENT ON COLUMN longevity_associations.source_id IS 'LongevityMap''s own id: 340, G481.';

CREATE TABLE variant_annotations (
    dataset_id int NOT NULL,
    association_key int NOT NULL,
    variant_number int NOT NULL,
    variant text NOT NULL,
    rs_id text CHECK (rs_id ~ '^rs[0-9]{1,18}$'),
    rs_number bigint GENERATED ALWAYS AS (substr(rs_id, 3)::bigint) STORED,
    longevity_effect text NOT NULL CHECK (longevity_effect IN ('significant', 'not_significant', 'not_reported')),
    population text,
    genes text[] NOT NULL DEFAULT '{}',
    pmid int,
    PRIMARY KEY (dataset_id, association_key, variant_number)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_variant_annotations_id ON variant_annotations (rs_id);
CREATE INDEX idx_variant_annotations_rs ON variant_annotations (rs_number);
COMMENT ON TABLE variant_annotations IS 'One row a variant of a study of longevity_associations.';
COMMENT ON COLUMN variant_annotations.variant IS 'As written: rs7412, E2/E3/E4, I/D, HLA-B40.';
COMMENT ON COLUMN variant_annotations.rs_id IS 'The variant if it is a number of dbSNP.';
COMMENT ON COLUMN variant_annotations.rs_number IS 'The digits of rs_id: variants.rs_number.';
COMMENT ON COLUMN variant_annotations.longevity_effect IS 'What the study found for its variants together.';

CREATE TABLE lifespan_experiments (
    dataset_id int NOT NULL,
    experiment_key int NOT NULL,
    compound text NOT NULL,
    cas_number text,
    species text NOT NULL,
    strain text,
    dosage text,
    age_at_initiation text,
    treatment_duration text,
    average_change double precision,
    average_significance text NOT NULL CHECK (average_significance IN ('significant', 'not_significant', 'not_reported')),
    maximum_change double precision,
    maximum_significance text NOT NULL CHECK (maximum_significance IN ('significant', 'not_significant', 'not_reported')),
    gender text,
    weight_change double precision,
    weight_significance text NOT NULL CHECK (weight_significance IN ('significant', 'not_significant', 'not_reported')),
    itp boolean,
    pmid int,
    PRIMARY KEY (dataset_id, experiment_key)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_lifespan_experiments_compound ON lifespan_experiments (compound);
COMMENT ON TABLE lifespan_experiments IS 'DrugAge: experiments with compounds; changes in percent of the control.';
COMMENT ON COLUMN lifespan_experiments.average_change IS 'Of average or median lifespan.';
COMMENT ON COLUMN lifespan_experiments.itp IS 'Done by the Interventions Testing Program; null where the build does not say.';

-- The score of a compound: the change of average lifespan, in percent, that its studies show on the whole, drawn towards none.
-- 1. An experiment counts with its change if that is significant, and with 0 if it is not: a null result is a result. One whose
--    significance is not reported, or a significant one without a number, does not count.
-- 2. The experiments of one paper in one species are one study: their median, no further from 0 than 100.
-- 3. The score is the sum of the studies over their number plus 2, as if two more had found nothing.
CREATE VIEW intervention_rankings AS
WITH studies AS (
    SELECT e.dataset_id, e.compound,
           greatest(-100, least(100, percentile_cont(0.5) WITHIN GROUP (ORDER BY e.effect))) AS effect
    FROM (
        SELECT dataset_id, compound, pmid, species,
               CASE average_significance WHEN 'significant' THEN average_change WHEN 'not_significant' THEN 0 END AS effect
        FROM lifespan_experiments
    ) e
    WHERE e.effect IS NOT NULL
    GROUP BY e.dataset_id, e.compound, e.pmid, e.species
), scores AS (
    SELECT dataset_id, compound, count(*)::int AS scored_studies, sum(effect) / (count(*) + 2) AS score
    FROM studies
    GROUP BY dataset_id, compound
), compounds AS (
    SELECT dataset_id, compound,
           count(*)::int AS experiments,
           count(DISTINCT pmid)::int AS papers,
           count(DISTINCT species)::int AS species,
           (count(*) FILTER (WHERE average_significance = 'significant' AND average_change > 0))::int AS increases,
           (count(*) FILTER (WHERE average_significance = 'significant' AND average_change < 0))::int AS decreases,
           (count(*) FILTER (WHERE average_significance = 'not_significant'))::int AS null_results,
           (count(*) FILTER (WHERE average_significance = 'not_reported'))::int AS not_reported,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY average_change)
               FILTER (WHERE average_significance = 'significant') AS median_significant_change,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY average_change) AS median_change,
           bool_or(itp) AS itp
    FROM lifespan_experiments
    GROUP BY dataset_id, compound
)
SELECT c.dataset_id,
       (rank() OVER (PARTITION BY c.dataset_id ORDER BY s.score DESC NULLS LAST))::int AS rank,
       c.compound, s.score, coalesce(s.scored_studies, 0) AS scored_studies, c.experiments, c.papers, c.species,
       c.increases, c.decreases, c.null_results, c.not_reported, c.median_significant_change, c.median_change, c.itp
FROM compounds c
LEFT JOIN scores s USING (dataset_id, compound);
COMMENT ON VIEW intervention_rankings IS 'Compounds by what their experiments did to average lifespan, null results included; docs/how-to/longevity.md has the formula.';
COMMENT ON COLUMN intervention_rankings.score IS 'Percent of average lifespan, drawn towards 0; null if no experiment counts.';
COMMENT ON COLUMN intervention_rankings.scored_studies IS 'Pairs of paper and species that count.';
COMMENT ON COLUMN intervention_rankings.median_change IS 'Over all experiments with a number, whatever their significance.';
COMMENT ON COLUMN intervention_rankings.itp IS 'Whether the Interventions Testing Program tested it; null where the build does not say.';

CREATE VIEW unresolved_set_members AS
SELECT m.set_name, m.symbol, m.ordinal
FROM gene_set_members m
WHERE NOT EXISTS (SELECT FROM genes g WHERE g.display_name = m.symbol)
  AND NOT EXISTS (SELECT FROM genes g WHERE g.gene_id = m.symbol)
  AND NOT EXISTS (SELECT FROM gene_aliases a JOIN genes g ON g.display_name = a.symbol WHERE a.alias = m.symbol)
  AND NOT EXISTS (SELECT FROM gene_aliases a JOIN genes g ON g.display_name = a.alias WHERE a.symbol = m.symbol)
  AND NOT EXISTS (SELECT FROM gene_aliases a JOIN genes g ON g.gene_id = a.alias WHERE a.symbol = m.symbol);
COMMENT ON VIEW unresolved_set_members IS 'Members of gene sets that no loaded annotation has, under any of their names.';

CREATE TABLE aging_trajectories (
    study text NOT NULL CHECK (study <> ''),
    subject text NOT NULL CHECK (subject <> ''),
    measure text NOT NULL CHECK (measure <> ''),
    at double precision NOT NULL,
    value double precision NOT NULL,
    unit text,
    basin text,
    PRIMARY KEY (study, subject, measure, at),
    CHECK (at > '-Infinity' AND at < 'Infinity'),
    CHECK (value > '-Infinity' AND value < 'Infinity')
);
COMMENT ON TABLE aging_trajectories IS 'Measurements of subjects over time: a biomarker, a hallmark''s score. The user''s own.';
COMMENT ON COLUMN aging_trajectories.at IS 'Time or age, in the study''s unit; years, if nothing else is said.';
COMMENT ON COLUMN aging_trajectories.basin IS 'The stable state that the subject was in, if the study assigns one.';

CREATE TABLE causal_patterns (
    study text NOT NULL CHECK (study <> ''),
    cause text NOT NULL CHECK (cause <> ''),
    effect text NOT NULL CHECK (effect <> ''),
    lag double precision NOT NULL,
    strength double precision NOT NULL CHECK (strength BETWEEN -1 AND 1),
    confidence double precision CHECK (confidence BETWEEN 0 AND 1),
    observations int CHECK (observations >= 0),
    method text NOT NULL CHECK (method <> ''),
    pmid int CHECK (pmid >= 1),
    PRIMARY KEY (study, cause, effect, lag, method),
    CHECK (cause <> effect),
    CHECK (lag >= 0 AND lag < 'Infinity')
);
COMMENT ON TABLE causal_patterns IS 'That one thing goes before another: found, or claimed by a paper. The user''s own.';
COMMENT ON COLUMN causal_patterns.lag IS 'How long the effect comes after the cause, in the study''s unit of time.';
COMMENT ON COLUMN causal_patterns.strength IS 'From -1 to 1, such as a lagged correlation.';

CREATE TABLE biomarker_dreams (
    study text NOT NULL CHECK (study <> ''),
    biomarker text NOT NULL CHECK (biomarker <> ''),
    hypothesis text NOT NULL CHECK (hypothesis <> ''),
    expected_change double precision,
    unit text,
    probability double precision CHECK (probability BETWEEN 0 AND 1),
    status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'supported', 'refuted')),
    pmid int CHECK (pmid >= 1),
    PRIMARY KEY (study, biomarker, hypothesis)
);
COMMENT ON TABLE biomarker_dreams IS 'Hypotheses about biomarkers, and what became of them. The user''s own.';

CREATE TABLE simulation_results (
    study text NOT NULL CHECK (study <> ''),
    run text NOT NULL CHECK (run <> ''),
    scenario text NOT NULL,
    seed bigint,
    at double precision NOT NULL CHECK (at > '-Infinity' AND at < 'Infinity'),
    metric text NOT NULL CHECK (metric <> ''),
    value double precision NOT NULL,
    PRIMARY KEY (study, run, metric, at)
);
COMMENT ON TABLE simulation_results IS 'What simulations came to, a row a metric and time. The user''s own.';
COMMENT ON COLUMN simulation_results.seed IS 'Of the random numbers, so that the run can be repeated; null where there are none.';
COMMENT ON COLUMN simulation_results.value IS 'NaN and infinities are kept: simulations diverge.';
