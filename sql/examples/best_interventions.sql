-- Compounds with the highest score that at least three studies tested; docs/how-to/longevity.md has the formula.
SELECT rank, compound, round(score::numeric, 2) AS score, scored_studies, increases, decreases, null_results, itp
FROM intervention_rankings
WHERE scored_studies >= 3
ORDER BY rank
LIMIT 20;
