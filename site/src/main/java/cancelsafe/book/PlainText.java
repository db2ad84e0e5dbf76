package cancelsafe.book;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences of the chapters without the marks of AsciiDoc, for a terminal. */
public final class PlainText {
    private static final Pattern MARK =
            Pattern.compile(
                    "`\\+(?<literal>.*?)\\+`"
                            + "|(?<code>`[^`]*`)"
                            + "|(?:link:|https?://)[^\\s\\[]*"
                            + "\\[(?:\"(?<quoted>[^\"]*)\"[^\\]]*|(?<link>[^\\]]*))\\]"
                            + "|<<[^,>]*,(?<reference>[^>]*)>>"
                            + "|(?<!\\w)([_*])(?<stressed>\\S|\\S.*?\\S)\\6(?!\\w)");

    private final Glossary glossary;

    private PlainText(Glossary glossary) {
        this.glossary = glossary;
    }

    /** For the texts of this book, with the words of its glossary. */
    public static PlainText of(Book book) {
        return new PlainText(Glossary.of(book));
    }

    /**
     * The text with each term, link and reference as its words. Code keeps its backticks, as in the
     * texts of the katas.
     */
    public String of(String asciidoc) {
        return unmarked(glossary.spelled(asciidoc));
    }

    private static String unmarked(String text) {
        return MARK.matcher(text).replaceAll(mark -> Matcher.quoteReplacement(words(mark)));
    }

    private static String words(MatchResult mark) {
        if (mark.group("code") != null) {
            return mark.group("code");
        }
        if (mark.group("literal") != null) {
            return "`" + mark.group("literal") + "`";
        }
        for (String name : new String[] {"quoted", "link", "reference", "stressed"}) {
            if (mark.group(name) != null) {
                return unmarked(mark.group(name));
            }
        }
        return "";
    }
}
