package cancelsafe.site.figure;

/** A drawing that grows as things are put into it. All measures are pixels at the usual size. */
final class Svg {
    /** Of one letter of the mono font in which figures are lettered. */
    static final double LETTER = 7.8;

    private static final double ROOM = 2; // for strokes at the edge

    private final StringBuilder body = new StringBuilder();
    private double width;
    private double height;

    /** How wide this text will be. */
    static double widthOf(String text) {
        return text.codePointCount(0, text.length()) * LETTER;
    }

    private void grow(double x, double y) {
        width = Math.max(width, x + ROOM);
        height = Math.max(height, y + ROOM);
    }

    private static String number(double value) {
        return Long.toString(Math.round(value));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void element(String name, String attributes, double... numbers) {
        body.append('<').append(name).append(' ');
        String[] parts = attributes.split("#", -1);
        for (int i = 0; i < parts.length; i++) {
            body.append(parts[i]);
            if (i < numbers.length) {
                body.append(number(numbers[i]));
            }
        }
        body.append("/>\n");
    }

    Svg box(String role, double x, double y, double w, double h) {
        grow(x + w, y + h);
        element(
                "rect",
                "class=\"" + role + "\" x=\"#\" y=\"#\" width=\"#\" height=\"#\" rx=\"5\"",
                x,
                y,
                w,
                h);
        return this;
    }

    /** A path, which takes fewer bytes than a line element. */
    Svg line(String role, double x1, double y1, double x2, double y2) {
        grow(Math.max(x1, x2), Math.max(y1, y2));
        String path = "class=\"" + role + "\" d=\"M# #";
        if (x1 == x2) {
            element("path", path + "V#\"", x1, y1, y2);
        } else if (y1 == y2) {
            element("path", path + "H#\"", x1, y1, x2);
        } else {
            element("path", path + "L# #\"", x1, y1, x2, y2);
        }
        return this;
    }

    Svg dot(String role, double x, double y, double radius) {
        grow(x + radius, y + radius);
        element("circle", "class=\"" + role + "\" cx=\"#\" cy=\"#\" r=\"#\"", x, y, radius);
        return this;
    }

    /** A step: along, then down or up short of the end, then along. */
    Svg elbow(String role, double x1, double y1, double x2, double y2) {
        grow(Math.max(x1, x2), Math.max(y1, y2));
        element("path", "class=\"" + role + "\" d=\"M# #H#V#H#\"", x1, y1, x2 - 16, y2, x2);
        return this;
    }

    /** A triangle that points down, or up. */
    Svg arrowhead(String role, double x, double y, double down) {
        element(
                "path",
                "class=\"" + role + "\" d=\"M# #L# #L# #Z\"",
                x,
                y,
                x - 4,
                y - 8 * down,
                x + 4,
                y - 8 * down);
        return this;
    }

    /** Text that begins at {@code x}; {@code y} is the line on which it stands. */
    Svg text(String role, double x, double y, String text) {
        grow(x + widthOf(text), y + 4);
        body.append("<text class=\"%s\" x=\"%s\" y=\"%s\">".formatted(role, number(x), number(y)))
                .append(escape(text))
                .append("</text>\n");
        return this;
    }

    /** Elements that were made elsewhere. */
    Svg raw(String elements, double w, double h) {
        grow(w - ROOM, h - ROOM);
        body.append(elements);
        return this;
    }

    String html(String alt) {
        String w = number(Math.ceil(width));
        String h = number(Math.ceil(height));
        return """
        <svg role="img" aria-label="%s" width="%s" height="%s" viewBox="0 0 %s %s">
        %s</svg>
        """
                .formatted(escape(alt), w, h, w, h, body);
    }
}
