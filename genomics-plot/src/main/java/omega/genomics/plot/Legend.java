package omega.genomics.plot;

import java.util.ArrayList;
import java.util.List;
import omega.genomics.plot.Shape.Style;

/** Colours and what they mean, in as many rows as needed. */
final class Legend {
    private static final double SWATCH = 10;
    private static final double GAP = 18;
    private static final double ROW = 17;

    private record Entry(String colour, String label) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(String colour, String label) {
        entries.add(new Entry(colour, label));
    }

    /** Draws, and returns the y below. */
    double draw(Canvas canvas, double left, double right, double top) {
        if (entries.isEmpty()) {
            return top;
        }
        double x = left;
        double y = top;
        for (Entry entry : entries) {
            String label = Type.LABEL.fit(entry.label, right - left - SWATCH - 5);
            double width = SWATCH + 5 + Type.LABEL.width(label);
            if (x > left && x + width > right) {
                x = left;
                y += ROW;
            }
            canvas.rounded(x, y, SWATCH, SWATCH, 2, Style.fill(entry.colour));
            canvas.text(x + SWATCH + 5, y + 9, label, Type.LABEL);
            x += width + GAP;
        }
        return y + ROW + 4;
    }
}
