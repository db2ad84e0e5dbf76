package cancelsafe.workbook.worker;

/**
 * Text that comes from elsewhere: from an answer, its exceptions, its source. Before it goes to a
 * terminal, into XML, JSON, HTML or Markdown, it is made harmless here.
 */
public final class ForeignText {
    private ForeignText() {}

    /**
     * The text with everything written out that is not shown but obeyed: control characters but for
     * tabs and line ends, marks that change the direction of writing, halves of characters, and
     * what is no character at all. An escape becomes the six characters {@code \\u001b}.
     */
    public static String clean(String foreign) {
        String text = foreign.replace("\r\n", "\n");
        return text.codePoints().allMatch(ForeignText::isHarmless)
                ? text
                : text.codePoints()
                        .collect(
                                StringBuilder::new, ForeignText::appendClean, StringBuilder::append)
                        .toString();
    }

    private static void appendClean(StringBuilder clean, int c) {
        if (isHarmless(c)) {
            clean.appendCodePoint(c);
        } else {
            clean.append("\\u%04x".formatted(c));
        }
    }

    private static boolean isHarmless(int c) {
        if (c == '\n' || c == '\t') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.FORMAT -> !changesDirection(c) && !isTag(c);
            case Character.UNASSIGNED -> (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef);
            default -> true;
        };
    }

    private static boolean changesDirection(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
                    true;
            default -> false;
        };
    }

    /** A mark that is never shown, and with which text can be hidden in text. */
    private static boolean isTag(int c) {
        return c >= 0xe0000 && c <= 0xe007f;
    }

    /** One line of text that means nothing in Markdown or HTML, such as a cell of a table. */
    public static String markdown(String text) {
        return clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|~#!@])", "\\\\$1")
                .replaceAll("\\s+", " ");
    }

    /** Text inside an element or a quoted attribute of HTML. */
    public static String html(String text) {
        return clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
