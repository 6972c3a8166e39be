-- What is loaded, counted: brought up to date, by chromosome, and by consequence over the whole genome.
SELECT refresh_variant_stats();

SELECT dataset, chromosome, alleles, snv, ins + del + delins AS indels, round(ti_tv::numeric, 2) AS ti_tv
FROM variant_stats
ORDER BY dataset, length(chromosome), chromosome;

SELECT term, sum(count::bigint) AS alleles
FROM variant_stats, jsonb_each_text(consequences) AS consequence (term, count)
GROUP BY term
ORDER BY alleles DESC;
