-- Where each longevity gene is expressed most.
SELECT DISTINCT ON (ordinal, dataset_id) member, symbol, tissue, median, unit
FROM expression_of_sets
WHERE set_name = 'longevity'
ORDER BY ordinal, dataset_id, median DESC;
