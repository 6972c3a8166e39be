package omega.genomics.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Maps tissues of GTEx to organs, named by GTEx's coarse labels (SMTS). */
final class GtexOrgans {
    /** The organs of tissues whose detailed label does not begin with the coarse one. */
    private static final Map<String, String> OTHERS = Map.of(
            "adipose", "Adipose Tissue",
            "artery", "Blood Vessel",
            "cells cultured fibroblasts", "Skin",
            "cells transformed fibroblasts", "Skin",
            "cells ebv transformed lymphocytes", "Blood",
            "cells leukemia cell line cml", "Bone Marrow",
            "whole blood", "Blood",
            "minor salivary gland", "Salivary Gland",
            "cervix", "Cervix Uteri");

    private static final List<String> ORGANS = List.of(
            "Adipose Tissue",
            "Adrenal Gland",
            "Bladder",
            "Blood Vessel",
            "Blood",
            "Bone Marrow",
            "Brain",
            "Breast",
            "Cervix Uteri",
            "Colon",
            "Esophagus",
            "Fallopian Tube",
            "Heart",
            "Kidney",
            "Liver",
            "Lung",
            "Muscle",
            "Nerve",
            "Ovary",
            "Pancreas",
            "Pituitary",
            "Prostate",
            "Salivary Gland",
            "Skin",
            "Small Intestine",
            "Spleen",
            "Stomach",
            "Testis",
            "Thyroid",
            "Uterus",
            "Vagina");

    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
    private static final Map<String, String> BY_WORDS = byWords();

    private GtexOrgans() {}

    private static Map<String, String> byWords() {
        Map<String, String> organs = new LinkedHashMap<>();
        ORGANS.forEach(organ -> organs.put(words(organ), organ));
        return organs;
    }

    static String organOf(String name) {
        String words = words(name);
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (begins(words, other.getKey())) {
                return other.getValue();
            }
        }
        for (Map.Entry<String, String> organ : BY_WORDS.entrySet()) {
            if (begins(words, organ.getKey())) {
                return organ.getValue();
            }
        }
        int dash = name.indexOf(" - ");
        return dash > 0 ? name.substring(0, dash) : name;
    }

    private static String words(String name) {
        return NO_WORD.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    private static boolean begins(String words, String start) {
        return words.startsWith(start) && (words.length() == start.length() || words.charAt(start.length()) == ' ');
    }
}
