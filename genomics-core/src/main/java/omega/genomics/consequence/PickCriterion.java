package omega.genomics.consequence;

import java.util.List;
import omega.genomics.Attributes;
import omega.genomics.model.Transcript;

/**
 * A criterion for picking one of several transcripts of a variant; see {@link ConsequenceAnnotator.Builder#pickOrder}.
 * Each criterion except {@link #RANK} depends only on the transcript.
 */
public enum PickCriterion {
    /** The transcript that NCBI and Ensembl selected jointly: tag {@code MANE_Select}. */
    MANE_SELECT {
        @Override
        int key(Transcript transcript) {
            return transcript.isManeSelect() ? 0 : 1;
        }
    },
    /** Additional transcripts needed for clinical reports: tag {@code MANE_Plus_Clinical}. */
    MANE_PLUS_CLINICAL {
        @Override
        int key(Transcript transcript) {
            return tagged(transcript, "MANE_Plus_Clinical") || tagged(transcript, "MANE Plus Clinical") ? 0 : 1;
        }
    },
    /**
     * The representative transcript of Ensembl (tag {@code Ensembl_canonical}) or RefSeq (tag {@code RefSeq Select}).
     */
    CANONICAL {
        @Override
        int key(Transcript transcript) {
            return transcript.isCanonical() ? 0 : 1;
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
    /** Ensembl's transcript support level, 1 (best) to 5. */
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
    /** Transcripts of the consensus coding sequence (CCDS) project. */
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
    /** The transcript with the most severe consequence, by the {@link SeverityOrder}. */
    RANK {
        @Override
        int key(Transcript transcript) {
            return 0;
        }
    },
    /** The longest transcript: by number of coding bases, or else by spliced length. */
    LENGTH {
        @Override
        int key(Transcript transcript) {
            return -transcript.cds().map(cds -> cds.length()).orElseGet(transcript::splicedLength);
        }
    };

    private static final List<PickCriterion> DEFAULT = List.of(values());

    /** Returns the transcript's rank by this criterion; lower is better. */
    abstract int key(Transcript transcript);

    /**
     * Returns the order of VEP's option {@code --pick}.
     *
     * @return an immutable list of all criteria, in the order of declaration
     */
    public static List<PickCriterion> defaultOrder() {
        return DEFAULT;
    }

    private static boolean tagged(Transcript transcript, String tag) {
        return transcript.attributes().has("tag", tag);
    }

    /** Returns the digit at the end of a text. */
    private static int number(String text, int missing) {
        char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' ? last - '0' : missing;
    }
}
