package cancelsafe.workbook.screen;

import cancelsafe.book.Kata;

import org.jline.utils.AttributedString;

import java.util.List;
import java.util.Locale;

/** What stands above a verdict. */
public final class Header {
    private Header() {}

    /** The kata at the left, {@code right} at the right, a rule below. */
    public static List<AttributedString> of(Kata kata, String right, int width) {
        return List.of(
                title(kata, right, width), Ink.DIM.of(" " + "-".repeat(Math.max(1, width - 1))));
    }

    /** The kata at the left, {@code right} at the right. */
    public static AttributedString title(Kata kata, String right, int width) {
        AttributedString left =
                Ink.line(
                        Ink.PLAIN.of(" " + kata.number() + " "),
                        Ink.STRONG.of(kata.id()),
                        Ink.DIM.of("  " + kata.kind().name().toLowerCase(Locale.ROOT)));
        return Ink.spread(left, Ink.DIM.of(right), width);
    }
}
