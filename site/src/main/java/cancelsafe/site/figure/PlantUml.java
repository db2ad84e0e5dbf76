package cancelsafe.site.figure;

import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.core.DiagramDescription;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure in the language of PlantUML (its MIT edition). Layout is done by its own port of
 * Graphviz. Its colours and inline styles are taken out: the page's security policy forbids them,
 * and they would be wrong in the dark.
 */
final class PlantUml {
    private static final String STYLE =
            """
            !pragma layout smetana
            skinparam backgroundColor transparent
            skinparam shadowing false
            skinparam defaultFontName monospaced
            skinparam defaultFontSize 13
            skinparam roundCorner 8
            """;
    private static final Pattern SVG =
            Pattern.compile(
                    "<svg[^>]*viewBox=\"0 0 (\\d+) (\\d+)\"[^>]*>(.*)</svg>", Pattern.DOTALL);
    private static final Pattern DECLARED = Pattern.compile("\\sstyle=\"([^\"]*)\"");
    private static final Pattern COLOUR = Pattern.compile("(fill|stroke)=\"#([0-9A-Fa-f]{6})\"");
    private static final Pattern UNWANTED =
            Pattern.compile(
                    "<defs/>|<title>[^<]*</title>|<!--.*?-->|<\\?[^>]*\\?>"
                        + "|\\s(?:id|xmlns|data-[a-z-]+|font-family|font-size|codeLine)=\"[^\"]*\"",
                    Pattern.DOTALL);
    private static final Pattern AT_LINE = Pattern.compile("\\[?line:? (\\d+)");

    private PlantUml() {}

    static Svg draw(String text) throws FigureException {
        System.setProperty("java.awt.headless", "true");
        String body = text.replaceAll("(?m)^@(start|end)uml.*$", "").strip();
        SourceStringReader reader =
                new SourceStringReader("@startuml\n" + STYLE + body + "\n@enduml\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DiagramDescription drawn =
                    reader.outputImage(bytes, new FileFormatOption(FileFormat.SVG));
            String svg = bytes.toString(StandardCharsets.UTF_8);
            if (drawn == null
                    || drawn.getDescription().toLowerCase(Locale.ROOT).contains("error")) {
                throw new FigureException(lineOf(svg), "PlantUML does not understand it");
            }
            return cleaned(svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lineOf(String svg) {
        Matcher line = AT_LINE.matcher(svg.replaceAll("<[^>]*>|&#160;", " "));
        int before = 1 + (int) STYLE.lines().count();
        return line.find() ? Math.max(1, Integer.parseInt(line.group(1)) - before) : 1;
    }

    private static Svg cleaned(String svg) throws FigureException {
        Matcher parts = SVG.matcher(svg);
        if (!parts.find()) {
            throw new FigureException(1, "PlantUML drew nothing");
        }
        String body = UNWANTED.matcher(parts.group(3)).replaceAll("");
        body = DECLARED.matcher(body).replaceAll(m -> Matcher.quoteReplacement(attributes(m)));
        body = COLOUR.matcher(body).replaceAll(PlantUml::colour);
        return new Svg()
                .raw(
                        "<g class=\"uml\">" + body + "</g>\n",
                        Double.parseDouble(parts.group(1)),
                        Double.parseDouble(parts.group(2)));
    }

    /** Inline styles as the attributes of SVG that mean the same. */
    private static String attributes(MatchResult style) {
        StringBuilder attributes = new StringBuilder();
        for (String declaration : style.group(1).split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                attributes
                        .append(' ')
                        .append(declaration.substring(0, colon).strip())
                        .append("=\"")
                        .append(declaration.substring(colon + 1).strip())
                        .append('"');
            }
        }
        return attributes.toString();
    }

    /** Red is the cancellation; dark is ink; what is light is paper. */
    private static String colour(MatchResult match) {
        int rgb = Integer.parseInt(match.group(2), 16);
        int red = rgb >> 16;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        String role;
        if (red > 150 && green < 100 && blue < 100) {
            role = "var(--cancel)";
        } else {
            role = red + green + blue > 3 * 150 ? "var(--raised)" : "currentColor";
        }
        return match.group(1) + "=\"" + role + "\"";
    }
}
