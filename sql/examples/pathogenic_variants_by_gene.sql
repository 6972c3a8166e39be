-- Genes with most pathogenic variants, from the counts that refresh_variant_stats() keeps.
SELECT gene, sum(alleles) AS pathogenic
FROM variant_gene_stats
WHERE gene <> '' AND clinical_class IN ('pathogenic', 'pathogenic_or_likely', 'likely_pathogenic')
GROUP BY gene
ORDER BY pathogenic DESC
LIMIT 20;
