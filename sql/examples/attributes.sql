-- Attributes without a column of their own: a repeated key is an array. Transcripts with a tag:
SELECT transcript_id, attributes -> 'tag' AS tags
FROM transcripts
WHERE attributes -> 'tag' ? 'basic'
LIMIT 10;
