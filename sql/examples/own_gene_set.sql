-- A set of one's own: members by symbol or stable id, found in every dataset by GeneQueries.inSet('sirtuins').
INSERT INTO gene_sets (set_name, description, source)
VALUES ('sirtuins', 'Human sirtuins', 'example')
ON CONFLICT DO NOTHING;

INSERT INTO gene_set_members (set_name, symbol, ordinal)
SELECT 'sirtuins', 'SIRT' || i, i
FROM generate_series(1, 7) i
ON CONFLICT DO NOTHING;

SELECT m.symbol, g.gene_id
FROM gene_set_members m
LEFT JOIN genes g ON g.display_name = m.symbol
WHERE m.set_name = 'sirtuins'
ORDER BY m.ordinal;
