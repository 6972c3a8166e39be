package omega.genomics.expression;

import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    private GtexOrgans() {}

    static String organOf(String name) {
        String words = words(name);
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (begins(words, other.getKey())) {
                return other.getValue();
            }
        }
        for (String organ : ORGANS) {
            if (begins(words, words(organ))) {
                return organ;
            }
        }
        int dash = name.indexOf(" - ");
        return dash > 0 ? name.substring(0, dash) : name;
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    private static boolean begins(String words, String start) {
        return words.equals(start) || words.startsWith(start + " ");
    }
}
