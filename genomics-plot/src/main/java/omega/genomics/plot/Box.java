package omega.genomics.plot;

/** A rectangle of pixels that a label covers. */
record Box(double left, double top, double right, double bottom) {
    boolean intersects(Box other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean isWithin(double width, double height) {
        return left >= 0 && top >= 0 && right <= width && bottom <= height;
    }
}
