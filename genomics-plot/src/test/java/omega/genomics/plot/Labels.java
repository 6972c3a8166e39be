package omega.genomics.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Looks at the texts of a drawing. */
final class Labels {
    private Labels() {}

    static List<Shape.Text> of(Drawing drawing) {
        return of(drawing.shapes());
    }

    private static List<Shape.Text> of(List<Shape> shapes) {
        List<Shape.Text> texts = new ArrayList<>();
        for (Shape shape : shapes) {
            if (shape instanceof Shape.Text text) {
                texts.add(text);
            } else if (shape instanceof Shape.Group group) {
                texts.addAll(of(group.shapes()));
            }
        }
        return texts;
    }

    /** No two texts share a pixel, and none leaves the canvas. */
    static void check(Drawing drawing) {
        List<Shape.Text> texts = of(drawing);
        for (int i = 0; i < texts.size(); i++) {
            Shape.Text text = texts.get(i);
            assertThat(text.box().isWithin(drawing.width(), drawing.height()))
                    .as("%s is on the canvas of %s", text, drawing)
                    .isTrue();
            for (Shape.Text other : texts.subList(i + 1, texts.size())) {
                assertThat(text.box().intersects(other.box()))
                        .as("%s covers %s", text, other)
                        .isFalse();
            }
        }
    }
}
