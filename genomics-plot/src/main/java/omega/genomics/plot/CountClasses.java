package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A few classes of counts with round bounds, each a colour from light to dark.
 *
 * <p>Equal steps where counts are alike; steps of 1, 2, 5 times powers of ten where a few windows have many times the usual
 * number, as they do around well-studied genes.
 */
final class CountClasses {
    private static final int MOST = 7;
    private static final double SKEWED = 12;
    private static final int[] LIGHT = {0xCF, 0xE5, 0xF3};
    private static final int[] MIDDLE = {0x00, 0x72, 0xB2};
    private static final int[] DARK = {0x00, 0x1E, 0x38};

    /** The least count of each class but that of 0. */
    private final List<Long> bounds;

    private CountClasses(List<Long> bounds) {
        this.bounds = bounds;
    }

    static CountClasses of(List<Long> counts) {
        List<Long> positive =
                counts.stream().filter(count -> count > 0).sorted().toList();
        if (positive.isEmpty()) {
            return new CountClasses(List.of());
        }
        long usual = positive.get(positive.size() / 2);
        long high = positive.get((int) Math.ceil(positive.size() * 0.99) - 1);
        return new CountClasses(high > SKEWED * usual ? decades(high) : steps(high));
    }

    private static List<Long> steps(long high) {
        long step = step(high / (double) MOST);
        List<Long> bounds = new ArrayList<>(List.of(1L));
        for (long bound = step; bound <= high && bounds.size() < MOST; bound += step) {
            if (bound > 1) {
                bounds.add(bound);
            }
        }
        return bounds;
    }

    /** 25, 250 and so on are round enough here. */
    private static long step(double least) {
        double step = Math.max(1, Numbers.roundUp(least));
        return (long) (step >= 50 && step / 2 >= least ? step / 2 : step);
    }

    /** From the top down: 1000, 500, 200, 100, … 1. */
    private static List<Long> decades(long high) {
        List<Long> round = new ArrayList<>();
        for (long power = 1; power <= high; power *= 10) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * power <= high) {
                    round.add(factor * power);
                }
            }
        }
        int every = (round.size() + MOST - 1) / MOST;
        List<Long> bounds = new ArrayList<>();
        for (int i = round.size() - 1; i > 0; i -= every) {
            bounds.add(round.get(i));
        }
        if (bounds.size() == MOST) {
            bounds.remove(bounds.size() - 1);
        }
        bounds.add(1L);
        Collections.reverse(bounds);
        return bounds;
    }

    /** 0 for a count of 0. */
    int classOf(long count) {
        int index = 0;
        while (index < bounds.size() && count >= bounds.get(index)) {
            index++;
        }
        return index;
    }

    String colour(int index) {
        if (index == 0) {
            return Palette.NOTHING;
        }
        double share = bounds.size() < 2 ? 0.5 : (index - 1.0) / (bounds.size() - 1);
        return share < 0.5 ? mix(LIGHT, MIDDLE, share * 2) : mix(MIDDLE, DARK, share * 2 - 1);
    }

    private static String mix(int[] from, int[] to, double share) {
        StringBuilder colour = new StringBuilder("#");
        for (int i = 0; i < 3; i++) {
            long part = Math.round(from[i] + (to[i] - from[i]) * share);
            colour.append(Character.forDigit((int) part >> 4, 16)).append(Character.forDigit((int) part & 15, 16));
        }
        return colour.toString();
    }

    Legend legend() {
        Legend legend = new Legend();
        legend.add(Palette.NOTHING, "0");
        for (int i = 0; i < bounds.size(); i++) {
            legend.add(colour(i + 1), range(i));
        }
        return legend;
    }

    private String range(int index) {
        String from = Numbers.grouped(bounds.get(index));
        if (index + 1 == bounds.size()) {
            return "≥ " + from;
        }
        long last = bounds.get(index + 1) - 1;
        return last == bounds.get(index) ? from : from + '–' + Numbers.grouped(last);
    }
}
