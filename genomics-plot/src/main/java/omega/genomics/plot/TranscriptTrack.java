package omega.genomics.plot;

import java.util.List;
import java.util.stream.Stream;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Transcript;
import omega.genomics.plot.Shape.Point;
import omega.genomics.plot.Shape.Style;

/** Draws transcripts, a row each: introns thin, untranslated parts half as high as coding ones, arrows in reading direction. */
record TranscriptTrack(GenomeScale scale) {
    static final double ROW = 30;
    private static final double CODING = 13;
    private static final double OTHER = 7;
    private static final double ARROW_EVERY = 42;
    private static final double ARROW = 2.6;
    private static final String UTR = Palette.SKY;
    private static final String NON_CODING = "#8A8A8A";

    void draw(Canvas canvas, Transcript transcript, double top) {
        double y = top + ROW / 2;
        name(canvas, transcript, y);
        canvas.group(tooltip(transcript), group -> {
            boolean arrows = line(group, transcript, y);
            exons(group, transcript, y);
            if (!arrows) {
                arrowInExon(group, transcript, y);
            }
        });
    }

    private void name(Canvas canvas, Transcript transcript, double y) {
        double room = scale.left() - Canvas.MARGIN - 12;
        String note = TranscriptOrder.note(transcript);
        Type type = TranscriptOrder.note(transcript).equals("MANE Select") ? Type.STRONG : Type.LABEL;
        double baseline = note.isEmpty() ? y + 4 : y - 0.5;
        canvas.text(Canvas.MARGIN, baseline, type.fit(transcript.displayName(), room), type);
        canvas.text(Canvas.MARGIN, y + 10.5, Type.NOTE.fit(note, room), Type.NOTE);
    }

    private static String tooltip(Transcript transcript) {
        String biotype = transcript.biotype().map(text -> ", " + text).orElse("");
        return transcript.displayName() + " (" + transcript.writtenId() + ") " + transcript.region()
                + transcript.strand() + ", "
                + Numbers.counted(transcript.exons().size(), "exon") + biotype;
    }

    /** Draws the thin line and its arrows; returns whether an arrow had room. */
    private boolean line(Canvas canvas, Transcript transcript, double y) {
        if (!scale.shows(transcript.interval())) {
            return true;
        }
        double x = scale.from(transcript.interval());
        canvas.line(x, y, x + scale.width(transcript.interval()), y, Palette.MUTED, 1);
        boolean drawn = false;
        for (Interval intron : transcript.introns()) {
            if (scale.shows(intron)) {
                drawn |= arrows(canvas, scale.from(intron), scale.width(intron), y, transcript.strand());
            }
        }
        return drawn;
    }

    private static boolean arrows(Canvas canvas, double from, double width, double y, Strand strand) {
        int count = (int) (width / ARROW_EVERY);
        if (count == 0 && width > 14) {
            count = 1;
        }
        for (int i = 0; i < count; i++) {
            arrow(canvas, from + (i + 0.5) * width / count, y, strand, Palette.MUTED);
        }
        return count > 0;
    }

    private static void arrow(Canvas canvas, double x, double y, Strand strand, String colour) {
        if (strand == Strand.PLUS || strand == Strand.MINUS) {
            double back = strand == Strand.PLUS ? x - ARROW : x + ARROW;
            canvas.polyline(
                    Style.stroke(colour, 1), new Point(back, y - ARROW), new Point(x, y), new Point(back, y + ARROW));
        }
    }

    private void exons(Canvas canvas, Transcript transcript, double y) {
        boolean coding = !transcript.allCds().isEmpty();
        for (Exon exon : transcript.exons()) {
            box(canvas, exon.interval(), y, OTHER, coding ? UTR : NON_CODING);
        }
        transcript.allCds().forEach(cds -> {
            Stream<Interval> segments = cds.segments().stream().map(CodingSegment::interval);
            GenomeScale.merged(Stream.concat(segments, cds.stopCodon().stream()).toList())
                    .forEach(part -> box(canvas, part, y, CODING, Palette.BLUE));
        });
    }

    private void box(Canvas canvas, Interval interval, double y, double height, String colour) {
        if (scale.shows(interval)) {
            canvas.rect(scale.from(interval), y - height / 2, scale.width(interval), height, Style.fill(colour));
        }
    }

    /** One exon without introns, or introns too short: the arrow goes into the widest exon. */
    private void arrowInExon(Canvas canvas, Transcript transcript, double y) {
        Interval widest = null;
        for (Exon exon : transcript.exons()) {
            if (scale.shows(exon.interval())
                    && (widest == null || scale.width(exon.interval()) > scale.width(widest))) {
                widest = exon.interval();
            }
        }
        if (widest != null && scale.width(widest) > 10) {
            arrow(canvas, scale.from(widest) + scale.width(widest) / 2, y, transcript.strand(), Palette.PAPER);
        }
    }

    /** What the boxes mean: an entry for each kind that is shown. */
    static double key(Canvas canvas, List<Transcript> transcripts, double right, double top) {
        boolean coding =
                transcripts.stream().anyMatch(transcript -> !transcript.allCds().isEmpty());
        boolean other =
                transcripts.stream().anyMatch(transcript -> transcript.allCds().isEmpty());
        double x = right;
        if (other) {
            x = keyEntry(canvas, "not coding", OTHER, NON_CODING, x, top);
        }
        if (coding) {
            x = keyEntry(canvas, "untranslated", OTHER, UTR, x, top);
            x = keyEntry(canvas, "coding", CODING, Palette.BLUE, x, top);
        }
        return x;
    }

    /** Draws from right to left; returns where the next one ends. */
    private static double keyEntry(Canvas canvas, String word, double height, String colour, double right, double top) {
        double left = right - Type.NOTE.width(word);
        canvas.text(left, top + 10, word, Type.NOTE);
        canvas.rect(left - 18, top + 7 - height / 2, 14, height, Style.fill(colour));
        return left - 30;
    }

    /** The space that the names need, within bounds. */
    static double gutter(List<Transcript> transcripts) {
        double widest = 0;
        for (Transcript transcript : transcripts) {
            widest = Math.max(widest, Type.STRONG.width(transcript.displayName()));
            widest = Math.max(widest, Type.NOTE.width(TranscriptOrder.note(transcript)));
        }
        return Math.max(84, Math.min(190, widest + 14));
    }
}
