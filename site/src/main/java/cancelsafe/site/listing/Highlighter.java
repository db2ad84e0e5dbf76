package cancelsafe.site.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells the words of Java 25 apart. It loses nothing: its tokens, joined, are its input. */
public final class Highlighter {
    /** What a piece of source is. */
    enum Kind {
        PLAIN(""),
        KEYWORD("kw"),
        STRING("str"),
        COMMENT("com");

        private final String css;

        Kind(String css) {
            this.css = css;
        }
    }

    /** A piece of source. */
    record Token(Kind kind, String text) {
        /** As HTML, for a single line. */
        String html() {
            String escaped = Html.escape(text);
            return kind == Kind.PLAIN
                    ? escaped
                    : "<span class=\"%s\">%s</span>".formatted(kind.css, escaped);
        }
    }

    private static final Set<String> KEYWORDS =
            Set.of(
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "byte",
                    "case",
                    "catch",
                    "char",
                    "class",
                    "const",
                    "continue",
                    "default",
                    "do",
                    "double",
                    "else",
                    "enum",
                    "extends",
                    "final",
                    "finally",
                    "float",
                    "for",
                    "goto",
                    "if",
                    "implements",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "native",
                    "new",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "return",
                    "short",
                    "static",
                    "strictfp",
                    "super",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "transient",
                    "try",
                    "void",
                    "volatile",
                    "while",
                    "true",
                    "false",
                    "null");

    private static final Set<String> CONTEXTUAL =
            Set.of("record", "var", "sealed", "non", "permits", "yield", "when", "module");

    /** Strings are read in runs, not letter by letter: the matcher would recurse for each. */
    private static final Pattern PIECE =
            Pattern.compile(
                    """
                    (?<com>//[^\\n]*|/\\*.*?(?:\\*/|\\z))\
                    |(?<str>\"""[^"\\\\]*+(?:(?:\\\\.|"(?!""))[^"\\\\]*+)*+(?:\"""|\\\\?\\z)\
                    |"[^"\\\\\\n]*+(?:\\\\.[^"\\\\\\n]*+)*+"?|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'?)\
                    |(?<word>\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)\
                    |(?<other>\\d[\\w.]*|.)\
                    """,
                    Pattern.DOTALL);

    private static final Pattern DECLARES =
            Pattern.compile("\\s+[\\w_][\\w]*\\s*[(<].*", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\s+[\\w_].*", Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile(
                    "\\s+(?:class|interface|abstract|public|private|protected|static|strictfp)\\b.*",
                    Pattern.DOTALL);
    private static final Pattern NON_SEALED =
            Pattern.compile("-sealed" + TYPE.pattern(), Pattern.DOTALL);
    private static final Pattern VALUE =
            Pattern.compile("\\s+[^=.\\[(+\\s].*|\\s*-\\d.*", Pattern.DOTALL);

    private static final Pattern IN_CASE = Pattern.compile(".*\\bcase\\b.*[\\w)]", Pattern.DOTALL);
    private static final Pattern AFTER_WORD = Pattern.compile("(?:.*\\W)?else", Pattern.DOTALL);

    /** So much of the code before a word is enough to tell what it is. */
    private static final int LOOK_BACK = 400;

    private final String source;
    private final List<Token> tokens = new ArrayList<>();

    /** What was read so far, without comments and the insides of strings. */
    private final StringBuilder code = new StringBuilder();

    private Highlighter(String source) {
        this.source = source;
    }

    /** The source with as many lines, and none of its comments. */
    public static String withoutComments(String source) {
        return tokens(source).stream()
                .map(t -> t.kind() == Kind.COMMENT ? t.text().replaceAll(".+", "") : t.text())
                .collect(Collectors.joining())
                .replaceAll("(?m)[ ]+$", "");
    }

    /** The source in pieces. */
    static List<Token> tokens(String source) {
        Highlighter highlighter = new Highlighter(source);
        highlighter.read();
        return highlighter.tokens;
    }

    private void read() {
        Matcher piece = PIECE.matcher(source);
        while (piece.find()) {
            String text = piece.group();
            Kind kind =
                    piece.group("com") != null
                            ? Kind.COMMENT
                            : piece.group("str") != null
                                    ? Kind.STRING
                                    : piece.group("word") != null && isKeyword(text, piece)
                                            ? Kind.KEYWORD
                                            : Kind.PLAIN;
            add(kind, text);
            code.append(kind == Kind.COMMENT ? " " : kind == Kind.STRING ? "\"\"" : text);
        }
    }

    private void add(Kind kind, String text) {
        if (!tokens.isEmpty() && tokens.getLast().kind() == kind) {
            tokens.set(tokens.size() - 1, new Token(kind, tokens.getLast().text() + text));
        } else {
            tokens.add(new Token(kind, text));
        }
    }

    private boolean isKeyword(String word, Matcher at) {
        return KEYWORDS.contains(word)
                || (CONTEXTUAL.contains(word) && isContextual(word, at.end()));
    }

    /** Words that are keywords in one place and names in another. */
    private boolean isContextual(String word, int end) {
        CharSequence rest = source.subSequence(end, Math.min(source.length(), end + 80));
        String before = code.substring(Math.max(0, code.length() - LOOK_BACK)).stripTrailing();
        boolean opensStatement =
                before.isEmpty()
                        || "{};>:)".indexOf(last(before)) >= 0
                        || AFTER_WORD.matcher(before).matches();
        return switch (word) {
            case "record" -> DECLARES.matcher(rest).matches() && last(before) != '.';
            case "var" -> VARIABLE.matcher(rest).matches() && last(before) != '.';
            case "sealed" -> TYPE.matcher(rest).matches();
            case "non" -> NON_SEALED.matcher(rest).matches();
            case "permits" -> VARIABLE.matcher(rest).matches() && isNameOrBracket(last(before));
            case "yield" -> opensStatement && VALUE.matcher(rest).matches();
            case "when" -> VARIABLE.matcher(rest).matches() && isInCase(before);
            case "module" -> before.endsWith("import");
            default -> false;
        };
    }

    private static boolean isNameOrBracket(char c) {
        return Character.isJavaIdentifierPart(c) || c == '>' || c == ')';
    }

    private static char last(String text) {
        return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    }

    private static boolean isInCase(String before) {
        int statement =
                Math.max(
                        before.lastIndexOf(';'),
                        Math.max(before.lastIndexOf('{'), before.lastIndexOf("->")));
        return IN_CASE.matcher(before.substring(statement + 1)).matches();
    }

    /** The source as lines of HTML. */
    public static List<String> lines(String source) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (Token token : tokens(source)) {
            String[] parts = token.text().split("\n", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                if (!parts[i].isEmpty()) {
                    line.append(new Token(token.kind(), parts[i]).html());
                }
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
