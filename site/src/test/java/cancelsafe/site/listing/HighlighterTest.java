package cancelsafe.site.listing;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.site.RealBook;
import cancelsafe.site.listing.Highlighter.Kind;
import cancelsafe.site.listing.Highlighter.Token;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class HighlighterTest {
    private static List<String> of(Kind kind, String source) {
        return Highlighter.tokens(source).stream()
                .filter(t -> t.kind() == kind)
                .map(Token::text)
                .toList();
    }

    private static List<String> keywords(String source) {
        return of(Kind.KEYWORD, source);
    }

    private static String joined(String source) {
        return Highlighter.tokens(source).stream().map(Token::text).collect(Collectors.joining());
    }

    @Test
    void wordsThatAreAlwaysReservedAreKeywords() {
        assertThat(keywords("synchronized (lock) { throw new Error(); }"))
                .containsExactly("synchronized", "throw", "new");
    }

    @Test
    void aRecordIsAKeywordWhereItDeclaresAndANameElsewhere() {
        assertThat(keywords("record Point(int x) {}")).containsExactly("record", "int");
        assertThat(keywords("record Box<T>(T t) {}")).containsExactly("record");
        assertThat(keywords("record = log.record(record);")).isEmpty();
    }

    @Test
    void varIsAKeywordBeforeANameOnly() {
        assertThat(keywords("for (var x : xs) use((var a, var b) -> a);"))
                .containsExactly("for", "var", "var", "var");
        assertThat(keywords("var = 3; o.var(var);")).isEmpty();
    }

    @Test
    void sealedHierarchiesAreKnownByTheirPlaces() {
        assertThat(keywords("sealed interface Shape permits Circle, Square {}"))
                .containsExactly("sealed", "interface", "permits");
        assertThat(keywords("non-sealed class Circle {}"))
                .containsExactly("non", "sealed", "class");
        assertThat(keywords("int left = non-sealed; acquire(permits);")).containsExactly("int");
    }

    @Test
    void yieldIsAStatementAndThreadYieldIsACall() {
        assertThat(keywords("default -> { yield n; }")).containsExactly("default", "yield");
        assertThat(keywords("{ // the same\n yield -1; }")).containsExactly("yield");
        assertThat(keywords("if (a) yield 1; else yield 2;"))
                .containsExactly("if", "yield", "else", "yield");
        assertThat(keywords("Thread.yield(); yield = 3; yield.run();")).isEmpty();
    }

    @Test
    void whenGuardsACaseAndIsANameElsewhere() {
        assertThat(keywords("case String s when s.isEmpty() -> 1;"))
                .containsExactly("case", "when");
        assertThat(keywords("case Pair(var a, var b) when a == b -> 1;"))
                .containsExactly("case", "var", "var", "when");
        assertThat(keywords("Instant when = clock.now(); run(when);")).isEmpty();
    }

    @Test
    void aModuleIsImportedAndIsANameElsewhere() {
        assertThat(keywords("import module java.base;")).containsExactly("import", "module");
        assertThat(keywords("module = modules.get(0);")).isEmpty();
    }

    @Test
    void aTextBlockEndsAtItsOwnQuotes() {
        assertThat(of(Kind.STRING, "s = \"\"\"\n  a \"b\" \\\"\"\" c\n  \"\"\";"))
                .containsExactly("\"\"\"\n  a \"b\" \\\"\"\" c\n  \"\"\"");
    }

    @Test
    void quotesMayBeEscaped() {
        assertThat(of(Kind.STRING, "a('\\'', '\"', \"\\\"\", \"\\\\\", \"\");"))
                .containsExactly("'\\''", "'\"'", "\"\\\"\"", "\"\\\\\"", "\"\"");
    }

    @Test
    void aStringHoldsNoCommentAndACommentNoString() {
        assertThat(of(Kind.COMMENT, "u = \"http://x\"; // it's \"so\"\nint i;"))
                .containsExactly("// it's \"so\"");
        assertThat(of(Kind.COMMENT, "/**/ int /* a\n * b */ i;"))
                .containsExactly("/**/", "/* a\n * b */");
    }

    @Test
    void keywordsInCommentsAndStringsAreNone() {
        assertThat(keywords("// while true\nrun(\"new\"); /** if */")).isEmpty();
    }

    @Test
    void numbersAndNamesThatHoldKeywordsArePlain() {
        assertThat(keywords("x = 0xFF_FFL + 1_000.5e-3 + newest + doWhile + $if;")).isEmpty();
    }

    @Test
    void anAnnotationTypeIsDeclaredByAKeyword() {
        assertThat(keywords("@Override @interface Slow { int value() default 1; }"))
                .containsExactly("interface", "int", "default");
    }

    @Test
    void markupIsEscaped() {
        assertThat(Highlighter.lines("List<A> a = b && c ? \"<i>\" : null;"))
                .containsExactly(
                        "List&lt;A&gt; a = b &amp;&amp; c ? "
                                + "<span class=\"str\">&quot;&lt;i&gt;&quot;</span> : "
                                + "<span class=\"kw\">null</span>;");
    }

    @Test
    void aCommentOverSeveralLinesIsMarkedInEach() {
        assertThat(Highlighter.lines("/* a\nb */"))
                .containsExactly(
                        "<span class=\"com\">/* a</span>", "<span class=\"com\">b */</span>");
    }

    @Test
    void aLongTextBlockIsNoTrouble() {
        String block = "\"\"\"\n" + "a \\\" line\n".repeat(20_000) + "\"\"\"";
        assertThat(of(Kind.STRING, block)).containsExactly(block);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\"", "'", "\"\"\"", "/*", "\\", "\"\\", "𝛼 = 1;", "a\r\nb"})
    void whatIsBrokenOrRareIsKept(String source) {
        assertThat(joined(source)).isEqualTo(source);
    }

    @Test
    void nothingIsLostFromAnyMixture() {
        List<String> pieces =
                List.of(
                        "\"", "'", "\"\"\"", "\\", "/*", "*/", "//", "\n", " ", "yield", "when",
                        "case", "record", "x", "1_0", "<", "&", ";", "{", "}", "->", "é", "𝛼");
        Random random = new Random(25);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder source = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                source.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(joined(source.toString())).isEqualTo(source.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record Point(int x) {}| record,int",
                "var record = map.record(1);| var",
                "sealed interface Shape permits Circle, Square {}| sealed,interface,permits",
                "non-sealed class Circle implements Shape {}| non,sealed,class,implements",
                "int sealed = permits + 1;| int",
                "case Circle c when c.r() > 0 -> yield 1;| case,when,yield",
                "boolean when = when(yield);| boolean",
                "void module(Module module) {}| void",
                "if (o instanceof Point(var x, var y)) {}| if,instanceof,var,var",
                "switch (o) { case null, default -> {} }| switch,case,null,default",
            })
    void keywordsAreKeywordsWhereTheyAreMeant(String source, String keywords) {
        assertThat(keywords(source)).isEqualTo(List.of(keywords.split(",", -1)));
    }

    @Test
    void nothingIsLostFromAnySourceOfThisProject() throws IOException {
        Path root = Book.read(RealBook.ROOT).root();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java"))
                            .filter(f -> !f.toString().contains("target"))
                            .toList()) {
                String source = Files.readString(file);
                assertThat(joined(source)).as("%s", file).isEqualTo(source);
            }
        }
    }
}
