package cancelsafe.site.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of figures. The ending of a file's name says which one it is. */
public enum Figure {
    /** Tokens and the tokens that hang on them. */
    TREE("tree") {
        @Override
        Svg draw(String text) throws FigureException {
            return TokenTree.draw(text);
        }
    },
    /** What is opened, and in which order it is closed. */
    CLOSING("closing") {
        @Override
        Svg draw(String text) throws FigureException {
            return ClosingOrder.draw(text);
        }
    },
    /** Measured values. */
    BARS("bars") {
        @Override
        Svg draw(String text) throws FigureException {
            return Bars.draw(text);
        }
    },
    /** Threads beside each other in time. */
    TIME("time") {
        @Override
        Svg draw(String text) throws FigureException {
            return TimeLines.draw(text);
        }
    },
    /** Everything else, in the language of PlantUML. */
    PLANTUML("puml") {
        @Override
        Svg draw(String text) throws FigureException {
            return PlantUml.draw(text);
        }
    };

    private final String ending;

    Figure(String ending) {
        this.ending = ending;
    }

    abstract Svg draw(String text) throws FigureException;

    /** The file of this name in a folder, if one of the kinds is there. */
    public static Optional<Path> find(Path folder, String name) {
        return List.of(values()).stream()
                .map(kind -> folder.resolve(name + "." + kind.ending))
                .filter(Files::exists)
                .findFirst();
    }

    /** The endings, as a sentence has them. */
    public static String endings() {
        return List.of(values()).stream()
                .map(k -> "." + k.ending)
                .collect(Collectors.joining(", "));
    }

    /**
     * An SVG element, to stand in a page. It names no colours: the page's style does, so that it is
     * right in light and dark.
     *
     * @param alt what it shows, in words
     */
    public static String svg(Path file, String alt) throws IOException, FigureException {
        String name = String.valueOf(file.getFileName());
        for (Figure kind : values()) {
            if (name.endsWith("." + kind.ending)) {
                return kind.draw(Files.readString(file)).html(alt);
            }
        }
        throw new IllegalArgumentException(name);
    }
}
