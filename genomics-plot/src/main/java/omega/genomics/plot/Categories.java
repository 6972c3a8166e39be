package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Colours of the categories that marks have, the gravest first. */
final class Categories {
    /** Every scheme's own order; categories of different schemes do not meet. */
    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("high impact", Palette.VERMILION);
        KNOWN.put("moderate impact", Palette.ORANGE);
        KNOWN.put("low impact", Palette.GREEN);
        KNOWN.put("modifier", Palette.GREY);
        KNOWN.put("pathogenic", Palette.VERMILION);
        KNOWN.put("likely pathogenic", Palette.ORANGE);
        KNOWN.put("conflicting", Palette.PURPLE);
        KNOWN.put("uncertain significance", Palette.GREY);
        KNOWN.put("likely benign", Palette.SKY);
        KNOWN.put("benign", Palette.BLUE);
        KNOWN.put("deletion", Palette.VERMILION);
        KNOWN.put("insertion", Palette.ORANGE);
        KNOWN.put("SNV", Palette.BLUE);
        KNOWN.put("MNV", Palette.GREEN);
        KNOWN.put("structural", Palette.PURPLE);
        KNOWN.put("other", "#C4C4C4");
    }

    private final List<String> order = new ArrayList<>();
    private final Map<String, String> colours = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    Categories(Collection<GeneMark> marks) {
        marks.forEach(mark -> counts.merge(mark.category(), 1, Integer::sum));
        KNOWN.keySet().stream().filter(counts::containsKey).forEach(order::add);
        int free = 0;
        for (String name : counts.keySet()) {
            if (!KNOWN.containsKey(name)) {
                order.add(name);
                colours.put(name, Palette.category(free++));
            }
        }
    }

    String colour(String category) {
        String known = KNOWN.get(category);
        return known != null ? known : colours.getOrDefault(category, Palette.GREY);
    }

    /** 0 for the gravest. */
    int rank(String category) {
        return order.indexOf(category);
    }

    List<String> order() {
        return order;
    }

    Legend legend() {
        Legend legend = new Legend();
        order.forEach(
                name -> legend.add(colour(name), name + " (" + Numbers.grouped(counts.getOrDefault(name, 0)) + ')'));
        return legend;
    }
}
