package omega.genomics.consequence;

import java.util.List;
import omega.genomics.Attributes;
import omega.genomics.model.Transcript;

/**
 * What decides which of several transcripts speaks for a variant: {@link ConsequenceAnnotator.Builder#pickOrder} takes them in
 * order. Each criterion but {@link #RANK} belongs to the transcript alone.
 */
public enum PickCriterion {
    /** The transcript that NCBI and Ensembl selected together: tag {@code MANE_Select}. */
    MANE_SELECT {
        @Override
        int key(Transcript transcript) {
            return tagged(transcript, "MANE_Select") || tagged(transcript, "MANE Select") ? 0 : 1;
        }
    },
    /** Further transcripts that clinical reports need: tag {@code MANE_Plus_Clinical}. */
    MANE_PLUS_CLINICAL {
        @Override
        int key(Transcript transcript) {
            return tagged(transcript, "MANE_Plus_Clinical") || tagged(transcript, "MANE Plus Clinical") ? 0 : 1;
        }
    },
    /** The one transcript Ensembl (tag {@code Ensembl_canonical}) or RefSeq (tag {@code RefSeq Select}) shows first. */
    CANONICAL {
        @Override
        int key(Transcript transcript) {
            return tagged(transcript, "Ensembl_canonical") || tagged(transcript, "RefSeq Select") ? 0 : 1;
        }
    },
    /** The level of APPRIS: principal 1 to 5, then alternative 1 and 2; tags such as {@code appris_principal_1}. */
    APPRIS {
        @Override
        int key(Transcript transcript) {
            int best = 9;
            for (String tag : transcript.attributes().all("tag")) {
                if (tag.startsWith("appris_")) {
                    best = Math.min(best, (tag.startsWith("appris_alternative") ? 5 : 0) + number(tag, 1));
                }
            }
            return best;
        }
    },
    /** Ensembl's transcript support level, 1 to 5. */
    TSL {
        @Override
        int key(Transcript transcript) {
            return transcript
                    .attributes()
                    .first("transcript_support_level")
                    .map(text -> number(text.split(" ", 2)[0], 9))
                    .orElse(9);
        }
    },
    /** Protein-coding transcripts first. */
    BIOTYPE {
        @Override
        int key(Transcript transcript) {
            return transcript.biotype().filter("protein_coding"::equals).isPresent() ? 0 : 1;
        }
    },
    /** Transcripts of the consensus coding sequence project. */
    CCDS {
        @Override
        int key(Transcript transcript) {
            Attributes attributes = transcript.attributes();
            return tagged(transcript, "CCDS") || attributes.first("ccds_id").isPresent() || ccdsid(attributes) ? 0 : 1;
        }

        private boolean ccdsid(Attributes attributes) {
            return attributes.first("ccdsid").isPresent();
        }
    },
    /** The transcript the variant does the worst to, by the {@link SeverityOrder}. */
    RANK {
        @Override
        int key(Transcript transcript) {
            return 0;
        }
    },
    /** The longest: by coding bases, failing that by spliced bases. */
    LENGTH {
        @Override
        int key(Transcript transcript) {
            return -transcript.cds().map(cds -> cds.length()).orElseGet(transcript::splicedLength);
        }
    };

    private static final List<PickCriterion> DEFAULT = List.of(values());

    /** The lower, the better. */
    abstract int key(Transcript transcript);

    /**
     * Returns the order of VEP's option {@code --pick}.
     *
     * @return all criteria, as they stand here
     */
    public static List<PickCriterion> defaultOrder() {
        return DEFAULT;
    }

    private static boolean tagged(Transcript transcript, String tag) {
        return transcript.attributes().has("tag", tag);
    }

    /** The digit at the end of a text. */
    private static int number(String text, int missing) {
        char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' ? last - '0' : missing;
    }
}
