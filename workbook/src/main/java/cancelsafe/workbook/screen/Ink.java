package cancelsafe.workbook.screen;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The four inks of the screen. The words carry the meaning without them. */
public enum Ink {
    /** What is to be read. */
    PLAIN(AttributedStyle.DEFAULT),
    /** The cancellation, and what it broke. */
    CANCEL(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED)),
    /** What held. */
    KEPT(AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)),
    /** The rest. */
    DIM(AttributedStyle.DEFAULT.faint()),
    /** Names. */
    STRONG(AttributedStyle.DEFAULT.bold());

    @SuppressWarnings("ImmutableEnumChecker") // a style is a constant
    private final AttributedStyle style;

    Ink(AttributedStyle style) {
        this.style = style;
    }

    /** The text in this ink; a tab, whose width no row knows, is four blanks. */
    public AttributedString of(String text) {
        return new AttributedString(text.replace("\t", "    "), style);
    }

    /** A part of a row in one ink. */
    public record Piece(Ink ink, String text) {}

    /** The pieces of a row. */
    public static List<Piece> pieces(AttributedString row) {
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < row.length(); from = row.runLimit(from)) {
            AttributedStyle style = row.styleAt(from);
            Ink ink =
                    Arrays.stream(values())
                            .filter(i -> i.style.equals(style))
                            .findFirst()
                            .orElse(PLAIN);
            pieces.add(new Piece(ink, row.subSequence(from, row.runLimit(from)).toString()));
        }
        return pieces;
    }

    /** Texts one after the other. */
    public static AttributedString line(AttributedString... parts) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        for (AttributedString part : parts) {
            line.append(part);
        }
        return line.toAttributedString();
    }

    /** A text at the left and one at the right of a row, one blank between them at least. */
    public static AttributedString spread(
            AttributedString left, AttributedString right, int width) {
        int gap = Math.max(1, width - left.columnLength() - right.columnLength());
        return line(left, PLAIN.of(" ".repeat(gap)), right);
    }
}
