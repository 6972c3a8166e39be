-- Vectors of genes, from several models side by side, and clusters of them.
--
-- A vector is kept as pgvector's type where the server offers the extension, else as real[]: use_vector_extension() below
-- decides, now and whenever it is called again, so that a server that gets pgvector later can be brought over. Everything
-- that does not depend on the extension is made here.

CREATE TABLE embedding_metadata (
    dataset_id int PRIMARY KEY,
    model text NOT NULL CHECK (model <> ''),
    version text NOT NULL,
    dimension int NOT NULL CHECK (dimension BETWEEN 1 AND 16000),
    metric text NOT NULL DEFAULT 'cosine' CHECK (metric = 'cosine'),
    text_template text,
    source text,
    source_hash text,
    active boolean NOT NULL DEFAULT true,
    revision bigint NOT NULL DEFAULT 1,
    index_type text CHECK (index_type IN ('vector', 'halfvec')),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (model, version)
);
CREATE UNIQUE INDEX idx_embedding_metadata_active ON embedding_metadata (model) WHERE active;
COMMENT ON TABLE embedding_metadata IS 'One row a model and version whose vectors are here.';
COMMENT ON COLUMN embedding_metadata.dataset_id IS 'The partition of gene_embeddings; counted up together with datasets.';
COMMENT ON COLUMN embedding_metadata.version IS 'Version of the model; empty where it has none.';
COMMENT ON COLUMN embedding_metadata.dimension IS 'Length of every vector: 384 for MiniLM and BGE-small, 768 for BioBERT, PubMedBERT and SapBERT.';
COMMENT ON COLUMN embedding_metadata.metric IS 'Distances are 1 - cosine, from 0 (same direction) to 2 (opposite).';
COMMENT ON COLUMN embedding_metadata.text_template IS 'What the text of a gene was made of; null for vectors made elsewhere.';
COMMENT ON COLUMN embedding_metadata.source IS 'The file that was loaded; null for vectors made here.';
COMMENT ON COLUMN embedding_metadata.source_hash IS 'SHA-256 of that file; null for vectors made here, whose texts are hashed one by one.';
COMMENT ON COLUMN embedding_metadata.active IS 'The version that is asked when a model is named without one; one a model.';
COMMENT ON COLUMN embedding_metadata.revision IS 'Counted up by each change of the vectors, for whoever keeps them in memory.';
COMMENT ON COLUMN embedding_metadata.index_type IS 'Precision of the HNSW index; null if there is none.';

CREATE TABLE gene_embeddings (
    dataset_id int NOT NULL,
    gene_id text NOT NULL,
    gene_name text,
    biotype text,
    text_hash text,
    embedding real[] NOT NULL,
    PRIMARY KEY (dataset_id, gene_id)
) PARTITION BY LIST (dataset_id);
ALTER TABLE gene_embeddings ALTER COLUMN embedding SET STORAGE EXTERNAL;
CREATE INDEX idx_gene_embeddings_name ON gene_embeddings (gene_name);
CREATE INDEX idx_gene_embeddings_biotype ON gene_embeddings (biotype);
COMMENT ON TABLE gene_embeddings IS 'One row a gene and model. Of no annotation in particular: the id is the stable one, without version.';
COMMENT ON COLUMN gene_embeddings.dataset_id IS 'The model, as in embedding_metadata.';
COMMENT ON COLUMN gene_embeddings.gene_id IS 'Stable id; the name as written where no gene of that name was known.';
COMMENT ON COLUMN gene_embeddings.gene_name IS 'Symbol when the vector was stored; null if it had none.';
COMMENT ON COLUMN gene_embeddings.biotype IS 'Biotype when the vector was stored, for filters; null if it was not known.';
COMMENT ON COLUMN gene_embeddings.text_hash IS 'SHA-256 of the text the vector was made from; null for vectors made elsewhere.';
COMMENT ON COLUMN gene_embeddings.embedding IS 'Of length 1. real[] without pgvector, vector with it.';

CREATE TABLE gene_cluster_runs (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dataset_id int NOT NULL REFERENCES embedding_metadata ON DELETE CASCADE,
    k int NOT NULL CHECK (k >= 1),
    gene_type text,
    seed bigint NOT NULL,
    max_iterations int NOT NULL,
    iterations int NOT NULL,
    converged boolean NOT NULL,
    inertia double precision NOT NULL,
    genes int NOT NULL,
    repaired int NOT NULL,
    model_revision bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_gene_cluster_runs_model ON gene_cluster_runs (dataset_id, k, run_id);
COMMENT ON TABLE gene_cluster_runs IS 'One row a run of spherical k-means (k-means++ start), with all it takes to repeat it.';
COMMENT ON COLUMN gene_cluster_runs.gene_type IS 'Only genes of this biotype; null for all.';
COMMENT ON COLUMN gene_cluster_runs.inertia IS 'Sum over the genes of their distance to the centroid of their cluster.';
COMMENT ON COLUMN gene_cluster_runs.repaired IS 'How often a cluster had lost all its genes and was given the farthest one.';
COMMENT ON COLUMN gene_cluster_runs.model_revision IS 'embedding_metadata.revision at the time: if it is higher now, the vectors have changed since.';

CREATE TABLE gene_cluster_centroids (
    run_id bigint NOT NULL REFERENCES gene_cluster_runs ON DELETE CASCADE,
    cluster int NOT NULL,
    genes int NOT NULL,
    centroid real[] NOT NULL,
    PRIMARY KEY (run_id, cluster)
);
COMMENT ON TABLE gene_cluster_centroids IS 'The centroids of a run, of length 1; clusters count from 0, the largest first.';

CREATE TABLE gene_clusters (
    run_id bigint NOT NULL REFERENCES gene_cluster_runs ON DELETE CASCADE,
    gene_id text NOT NULL,
    gene_name text,
    cluster int NOT NULL,
    distance double precision NOT NULL,
    PRIMARY KEY (run_id, gene_id)
);
COMMENT ON TABLE gene_clusters IS 'Which cluster each gene of a run fell into, and its distance to the centroid.';

CREATE FUNCTION embedding_model(dimension int, model text) RETURNS embedding_metadata
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    result embedding_metadata;
    others text;
    candidates int;
BEGIN
    SELECT string_agg(format('%s (%s dimensions)', m.model, m.dimension), ', ' ORDER BY m.model) INTO others
    FROM embedding_metadata m WHERE m.active;
    SELECT count(*) INTO candidates FROM embedding_metadata m
    WHERE m.active AND (m.model = $2 OR $2 IS NULL AND (m.dimension = $1 OR $1 IS NULL));
    IF candidates = 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'OG001',
            MESSAGE = CASE WHEN others IS NULL THEN 'there is no embedding model: load vectors of genes, or make them first'
                WHEN $2 IS NULL THEN format('no embedding model has %s dimensions; there are: %s', $1, others)
                ELSE format('no embedding model is called "%s"; there are: %s', $2, others) END;
    ELSIF candidates > 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'OG001', MESSAGE = format('several embedding models would do, name one of: %s', others);
    END IF;
    SELECT * INTO result FROM embedding_metadata m
    WHERE m.active AND (m.model = $2 OR $2 IS NULL AND (m.dimension = $1 OR $1 IS NULL));
    IF result.dimension <> $1 THEN
        RAISE EXCEPTION USING ERRCODE = 'OG001',
            MESSAGE = format('expected a vector of %s dimensions for the model "%s", found one of %s', result.dimension, result.model, $1);
    END IF;
    RETURN result;
END $$;
COMMENT ON FUNCTION embedding_model IS 'The active model of a name, or the only active one of a dimension; an error that lists them otherwise.';

CREATE FUNCTION cluster_genes_by_embedding(k int, gene_type text DEFAULT NULL, model text DEFAULT NULL)
RETURNS TABLE (gene_id text, gene_name text, cluster int, distance double precision)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    m embedding_metadata := embedding_model(NULL, $3);
    run bigint;
BEGIN
    SELECT max(r.run_id) INTO run FROM gene_cluster_runs r
    WHERE r.dataset_id = m.dataset_id AND r.k = $1 AND r.gene_type IS NOT DISTINCT FROM $2;
    IF run IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'OG001',
            MESSAGE = format('no run with k = %s over %s of the model "%s" is stored', $1, coalesce('genes of type ' || $2, 'all genes'), m.model),
            HINT = 'Make one: genomics query clusters --k, or vectors().cluster(…) in Java.';
    END IF;
    RETURN QUERY SELECT c.gene_id, c.gene_name, c.cluster, c.distance FROM gene_clusters c
    WHERE c.run_id = run ORDER BY c.cluster, c.distance, c.gene_id;
END $$;
COMMENT ON FUNCTION cluster_genes_by_embedding IS 'The newest stored run of k-means with this k over genes of this type (null: all). Runs are made in the JVM.';

-- Each partition checks the length of its vectors. Called after a load, and after the column has changed its type.
CREATE FUNCTION check_embedding_dimensions() RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    part record;
    is_array boolean;
BEGIN
    SELECT atttypid = 'real[]'::regtype INTO is_array FROM pg_attribute
    WHERE attrelid = 'gene_embeddings'::regclass AND attname = 'embedding';
    FOR part IN
        SELECT i.inhrelid::regclass AS name, m.dimension, format('has_%s_dimensions', m.dimension) AS rule
        FROM pg_inherits i
        JOIN pg_class c ON c.oid = i.inhrelid
        JOIN embedding_metadata m ON pg_get_expr(c.relpartbound, c.oid) = format('FOR VALUES IN (%s)', m.dataset_id)
        WHERE i.inhparent = 'gene_embeddings'::regclass
    LOOP
        IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = part.name AND conname = part.rule) THEN
            EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%s(embedding) = %s)', part.name, part.rule,
                CASE WHEN is_array THEN 'cardinality' ELSE (
                    SELECT quote_ident(n.nspname) || '.vector_dims' FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                    WHERE e.extname = 'vector') END,
                part.dimension);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION use_vector_extension() RETURNS text
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    home text := current_schema();
    extension text;
    iterative boolean;
    part record;
    is_array boolean;
BEGIN
    -- migrate() of two assemblies at once would otherwise make the extension twice
    PERFORM pg_advisory_xact_lock(hashtextextended('omega-genomics vector extension', 0));
    SELECT atttypid = 'real[]'::regtype INTO is_array FROM pg_attribute
    WHERE attrelid = 'gene_embeddings'::regclass AND attname = 'embedding';
    IF is_array AND current_setting('genomics.vectors', true) = 'array' THEN
        RETURN 'real[]';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')
        AND EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
        BEGIN
            -- one a database, for all assemblies: never in an assembly's schema, which may be dropped
            IF to_regnamespace('public') IS NULL THEN
                CREATE SCHEMA IF NOT EXISTS extensions;
                CREATE EXTENSION vector SCHEMA extensions;
            ELSE
                CREATE EXTENSION vector SCHEMA public;
            END IF;
        EXCEPTION WHEN OTHERS THEN
            RAISE NOTICE 'vectors stay real[]: pgvector is offered, but CREATE EXTENSION vector failed: %', SQLERRM;
        END;
    END IF;
    SELECT quote_ident(n.nspname), string_to_array(e.extversion, '.')::int[] >= '{0,8,0}' INTO extension, iterative
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'vector' AND string_to_array(e.extversion, '.')::int[] >= '{0,5,0}';
    IF extension IS NULL THEN
        RETURN 'real[]';
    END IF;

    IF is_array THEN
        FOR part IN
            SELECT conrelid::regclass AS name, conname FROM pg_constraint JOIN pg_inherits ON inhrelid = conrelid
            WHERE inhparent = 'gene_embeddings'::regclass AND conname LIKE 'has\_%\_dimensions'
        LOOP
            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', part.name, part.conname);
        END LOOP;
        EXECUTE format('ALTER TABLE gene_embeddings ALTER COLUMN embedding TYPE %1$s.vector USING embedding::%1$s.vector', extension);
        PERFORM check_embedding_dimensions();
    END IF;

    -- loads the library, which knows the settings below
    EXECUTE format('SELECT ''[1]''::%s.vector', extension);
    EXECUTE format($make$
        CREATE OR REPLACE FUNCTION find_similar_genes(
            query %1$s.vector,
            max_results int DEFAULT 10,
            max_distance double precision DEFAULT NULL,
            gene_type text DEFAULT NULL,
            model text DEFAULT NULL,
            exact boolean DEFAULT false)
        RETURNS TABLE (gene_id text, gene_name text, biotype text, distance double precision)
        LANGUAGE plpgsql STABLE
        SET search_path = %2$I, %1$s
        SET hnsw.ef_search = 100
        %3$s
        AS $body$
        DECLARE
            m embedding_metadata := embedding_model(%1$s.vector_dims($1), $5);
            type text := format('%1$s.%%s(%%s)', coalesce(m.index_type, 'vector'), m.dimension);
            -- beyond this many results, or for a type with few genes, reading all of them is both faster and exact
            reads_all boolean := $6 OR m.index_type IS NULL OR $2 > 500 OR $4 IS NOT NULL AND (
                SELECT count(*) FROM (SELECT FROM gene_embeddings e WHERE e.dataset_id = m.dataset_id AND e.biotype = $4 LIMIT 5001) s) <= 5000;
        BEGIN
            IF NOT reads_all THEN
                PERFORM set_config('hnsw.ef_search', greatest(100, 2 * $2)::text, true);
            END IF;
            RETURN QUERY EXECUTE format(
                'SELECT n.gene_id, n.gene_name, n.biotype, n.distance FROM ('
                || 'SELECT e.gene_id, e.gene_name, e.biotype, e.embedding::%%1$s OPERATOR(%1$s.<=>) $1::%%1$s AS distance'
                || ' FROM gene_embeddings e WHERE e.dataset_id = %%2$s %%3$s'
                -- adding nothing keeps the index out
                || ' ORDER BY (e.embedding::%%1$s OPERATOR(%1$s.<=>) $1::%%1$s) %%4$s LIMIT $2) n'
                || ' WHERE $3 IS NULL OR n.distance <= $3 ORDER BY n.distance, n.gene_id',
                CASE WHEN reads_all THEN format('%1$s.vector(%%s)', m.dimension) ELSE type END,
                m.dataset_id,
                CASE WHEN $4 IS NULL THEN '' ELSE 'AND e.biotype = $4' END,
                CASE WHEN reads_all THEN '+ 0.0, e.gene_id' ELSE '' END)
            USING $1, $2, $3, $4;
        END $body$
        $make$, extension, home, CASE WHEN iterative THEN 'SET hnsw.iterative_scan = strict_order' ELSE '' END);
    COMMENT ON FUNCTION find_similar_genes IS 'The genes nearest to a vector by cosine, nearest first: at most max_results, none farther than max_distance, of gene_type if given.';
    RETURN extension || '.vector';
END $$;
COMMENT ON FUNCTION use_vector_extension IS 'Brings the vectors to pgvector if the server offers it, unless the setting genomics.vectors is array; says what they are now. May be called again at any time.';
SELECT use_vector_extension();
