-- Variants that studies of longevity looked at, with how many found something, and where they lie if they are loaded.
SELECT a.rs_id, v.chromosome, v.position, v.ref, v.alt,
       count(*) FILTER (WHERE a.longevity_effect = 'significant') AS significant,
       count(*) FILTER (WHERE a.longevity_effect = 'not_significant') AS not_significant,
       array_agg(DISTINCT a.population) AS populations
FROM variant_annotations a
LEFT JOIN variants v ON v.rs_number = a.rs_number
WHERE a.rs_number IS NOT NULL
GROUP BY a.rs_id, v.chromosome, v.position, v.ref, v.alt
ORDER BY significant DESC, a.rs_id
LIMIT 20;
