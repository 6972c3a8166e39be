-- Genotypes of cohorts: a row a variant, not a row a sample. What is asked of a whole cohort is counted into columns; who has what
-- is packed into a few bytes beside them.

CREATE TABLE samples (
    dataset_id int NOT NULL,
    sample_index int NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (dataset_id, sample_index)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_samples_name ON samples (name);
COMMENT ON TABLE samples IS 'The samples of a dataset of variants that was loaded with genotypes.';
COMMENT ON COLUMN samples.sample_index IS 'Place in the header of the file, from 0; the number that packed genotypes know the sample by.';

-- What follows reads the packed bytes and nothing else. Their form: byte 0 has bit 0 for the form with two bits a sample, bits 1 and 2
-- for the usual category, bit 3 where refinements follow; byte 1 is the usual ploidy; with refinements bytes 2 to 5 say where they
-- begin. Categories are 0 none, 1 some, 2 all copies, 3 missing. The sparse form has a number for each sample whose category is not
-- the usual one: the samples skipped before it times four, plus the category, seven bits a byte, lowest first, top bit set if more follow.
-- A refinement is ploidy, copies, missing alleles (255: as the category says), 0 for a list or 1 for a bitmap, four bytes of
-- length, and its samples.

CREATE FUNCTION genotype_category(genotypes bytea, sample_index int) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    head int := get_byte(genotypes, 0);
    at int := 2;
    stop int := octet_length(genotypes);
    next int := 0;
    entry int;
    shift int;
    b int;
BEGIN
    IF head & 8 <> 0 THEN
        at := 6;
        stop := (get_byte(genotypes, 2) << 24) + (get_byte(genotypes, 3) << 16) + (get_byte(genotypes, 4) << 8) + get_byte(genotypes, 5);
    END IF;
    IF head & 1 <> 0 THEN
        RETURN (get_byte(genotypes, at + sample_index / 4) >> (sample_index % 4 * 2)) & 3;
    END IF;
    WHILE at < stop LOOP
        b := get_byte(genotypes, at);
        entry := b & 127;
        shift := 7;
        at := at + 1;
        WHILE b > 127 LOOP
            b := get_byte(genotypes, at);
            entry := entry | ((b & 127) << shift);
            shift := shift + 7;
            at := at + 1;
        END LOOP;
        next := next + (entry >> 2);
        IF next >= sample_index THEN
            EXIT WHEN next > sample_index;
            RETURN entry & 3;
        END IF;
        next := next + 1;
    END LOOP;
    RETURN (head >> 1) & 3;
END $$;
COMMENT ON FUNCTION genotype_category IS 'What a sample has of the allele: 0 no copy, 1 some, 2 nothing else, 3 not known. Samples are numbered from 0.';

CREATE FUNCTION genotype_refinement(genotypes bytea, sample_index int) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    at int;
    size int;
    place int;
    next int;
    entry int;
    shift int;
    b int;
    found boolean;
BEGIN
    IF get_byte(genotypes, 0) & 8 = 0 THEN
        RETURN NULL;
    END IF;
    at := (get_byte(genotypes, 2) << 24) + (get_byte(genotypes, 3) << 16) + (get_byte(genotypes, 4) << 8) + get_byte(genotypes, 5);
    WHILE at < octet_length(genotypes) LOOP
        size := (get_byte(genotypes, at + 4) << 24) + (get_byte(genotypes, at + 5) << 16)
            + (get_byte(genotypes, at + 6) << 8) + get_byte(genotypes, at + 7);
        found := false;
        IF get_byte(genotypes, at + 3) = 1 THEN
            found := (get_byte(genotypes, at + 8 + sample_index / 8) >> (sample_index % 8)) & 1 = 1;
        ELSE
            place := at + 8;
            next := 0;
            WHILE place < at + 8 + size AND next <= sample_index LOOP
                b := get_byte(genotypes, place);
                entry := b & 127;
                shift := 7;
                place := place + 1;
                WHILE b > 127 LOOP
                    b := get_byte(genotypes, place);
                    entry := entry | ((b & 127) << shift);
                    shift := shift + 7;
                    place := place + 1;
                END LOOP;
                next := next + entry;
                found := found OR next = sample_index;
                next := next + 1;
            END LOOP;
        END IF;
        IF found THEN
            RETURN ARRAY[get_byte(genotypes, at), get_byte(genotypes, at + 1), get_byte(genotypes, at + 2)];
        END IF;
        at := at + 8 + size;
    END LOOP;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION genotype_refinement IS 'Ploidy, copies and missing alleles of a sample where these are not what its category and the usual ploidy say (255: they are); null for all others.';

CREATE FUNCTION genotype(genotypes bytea, sample_index int) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT left(repeat('./', n.missing) || repeat('0/', n.ploidy - n.missing - n.copies) || repeat('1/', n.copies), 2 * n.ploidy - 1)
    FROM (
        SELECT p.ploidy,
            CASE WHEN coalesce(p.refined[2], 255) < 255 THEN p.refined[2]
                WHEN p.category = 2 THEN p.ploidy WHEN p.category = 1 THEN 1 ELSE 0 END AS copies,
            CASE WHEN coalesce(p.refined[3], 255) < 255 THEN p.refined[3]
                WHEN p.category = 3 THEN p.ploidy ELSE 0 END AS missing
        FROM (
            SELECT r.refined, coalesce(r.refined[1], get_byte(genotypes, 1)) AS ploidy,
                genotype_category(genotypes, sample_index) AS category
            FROM (SELECT genotype_refinement(genotypes, sample_index) AS refined) r
        ) p
    ) n;
END;
COMMENT ON FUNCTION genotype IS 'Genotype of a sample without phase, seen from this allele: missing alleles, then 0 for all others, then 1 for each copy, such as 0/1, ./1, 1. Samples are numbered from 0.';

CREATE FUNCTION genotype_carriers(genotypes bytea, sample_count int) RETURNS SETOF int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    head int := get_byte(genotypes, 0);
    usual boolean := (head >> 1) & 3 IN (1, 2);
    at int := 2;
    stop int := octet_length(genotypes);
    next int := 0;
    entry int;
    shift int;
    b int;
BEGIN
    IF head & 8 <> 0 THEN
        at := 6;
        stop := (get_byte(genotypes, 2) << 24) + (get_byte(genotypes, 3) << 16) + (get_byte(genotypes, 4) << 8) + get_byte(genotypes, 5);
    END IF;
    IF head & 1 <> 0 THEN
        FOR i IN 0 .. sample_count - 1 LOOP
            IF (get_byte(genotypes, at + i / 4) >> (i % 4 * 2)) & 3 IN (1, 2) THEN
                RETURN NEXT i;
            END IF;
        END LOOP;
        RETURN;
    END IF;
    WHILE at < stop LOOP
        b := get_byte(genotypes, at);
        entry := b & 127;
        shift := 7;
        at := at + 1;
        WHILE b > 127 LOOP
            b := get_byte(genotypes, at);
            entry := entry | ((b & 127) << shift);
            shift := shift + 7;
            at := at + 1;
        END LOOP;
        IF usual THEN
            RETURN QUERY SELECT generate_series(next, next + (entry >> 2) - 1);
        END IF;
        next := next + (entry >> 2);
        IF entry & 3 IN (1, 2) THEN
            RETURN NEXT next;
        END IF;
        next := next + 1;
    END LOOP;
    IF usual THEN
        RETURN QUERY SELECT generate_series(next, sample_count - 1);
    END IF;
END $$;
COMMENT ON FUNCTION genotype_carriers IS 'Samples that have the allele, numbered from 0; the number of samples is the sum of the four counts.';

CREATE FUNCTION variant_carriers(contig text, pos int, reference text, alternate text)
RETURNS TABLE (dataset text, sample text, genotype text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT d.name, s.name, genotype(v.genotypes, s.sample_index)
    FROM variants v
    CROSS JOIN LATERAL genotype_carriers(
        v.genotypes, v.hom_ref_count + v.het_count + v.hom_alt_count + v.missing_count) AS carrier (sample_index)
    JOIN samples s ON s.dataset_id = v.dataset_id AND s.sample_index = carrier.sample_index
    JOIN datasets d ON d.dataset_id = v.dataset_id
    WHERE v.chromosome = contig AND v.position = pos AND v.ref = reference AND v.alt = alternate
    ORDER BY d.dataset_id, v.record_number, s.sample_index;
END;
COMMENT ON FUNCTION variant_carriers IS 'Samples that have a variant, with their genotypes, in every dataset that has genotypes.';

CREATE FUNCTION sample_variants(sample text, contig text, first_base int, last_base int)
RETURNS TABLE (dataset text, chromosome text, "position" int, id text, ref text, alt text, genotype text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT d.name, v.chromosome, v.position, v.id, v.ref, v.alt, genotype(v.genotypes, s.sample_index)
    FROM samples s
    JOIN datasets d ON d.dataset_id = s.dataset_id
    JOIN variants_overlapping(contig, first_base, last_base) v ON v.dataset_id = s.dataset_id
    WHERE s.name = sample_variants.sample
      AND v.het_count + v.hom_alt_count > 0
      AND genotype_category(v.genotypes, s.sample_index) IN (1, 2)
    ORDER BY v.position, s.dataset_id, v.record_number, v.allele_index;
END;
COMMENT ON FUNCTION sample_variants IS 'Variants of a sample that share a base with contig:first_base-last_base, 1-based and inclusive, with its genotypes.';
