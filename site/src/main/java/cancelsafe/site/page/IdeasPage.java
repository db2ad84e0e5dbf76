package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Coverage;
import cancelsafe.book.Coverage.Idea;
import cancelsafe.book.Coverage.Place;
import cancelsafe.book.Coverage.Place.InKata;
import cancelsafe.book.Coverage.Place.InProgram;
import cancelsafe.book.Coverage.Place.InText;
import cancelsafe.site.chapter.Typesetter;
import cancelsafe.site.listing.DataTable;
import cancelsafe.site.listing.Html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page with every idea of the five sources, and of the systems that the book learns from, each
 * with the places that cover it.
 */
public final class IdeasPage {
    /** Where it lies, beside the chapters. */
    public static final String NAME = "ideas.html";

    /** Its heading. */
    static final String TITLE = "Where the book covers each idea";

    private static final String HEADS = "<th scope=\"col\">idea</th><th scope=\"col\">where</th>";

    private static final Typesetter.Text UNWRITTEN =
            new Typesetter.Text(List.of(), "", List.of(), List.of());

    private static final Map<String, String> ORIGINS = new LinkedHashMap<>();

    static {
        ORIGINS.put("S0", "The token lesson");
        ORIGINS.put("S1", "The async notes");
        ORIGINS.put("S2", "The cancellation lesson");
        ORIGINS.put("S3", "The long tutorial");
        ORIGINS.put("S4", "The talk notes");
        ORIGINS.put("B", "Beyond the sources");
    }

    private final Book book;
    private final Coverage coverage;
    private final Map<Chapter, Typesetter.Text> texts = new LinkedHashMap<>();

    public IdeasPage(Book book, Coverage coverage) {
        this.book = book;
        this.coverage = coverage;
    }

    /** Puts in a chapter whose sections can be named. */
    public void add(Chapter chapter, Typesetter.Text text) {
        texts.put(chapter, text);
    }

    /** The page. */
    public String html() {
        List<Idea> ideas = coverage.ideas();
        long carried = ideas.stream().filter(i -> !coverage.places(i.id()).isEmpty()).count();
        String main =
                """
                <p class="number">Appendix</p>
                <h1>%s</h1>
                <p>This book covers the ideas of five texts about cancellation in Rust, and ideas from other sources. \
                Each row is an idea, a listing, an exercise or a claim, with links to the places in this book that cover it. \
                %s%s</p>
                """
                        .formatted(TITLE, missing(ideas.size() - carried), sources());
        String tables =
                ORIGINS.entrySet().stream()
                        .map(o -> table(o.getKey(), o.getValue()))
                        .collect(Collectors.joining());
        String back =
                texts.keySet().stream()
                        .filter(c -> c.number() == 99)
                        .map(c -> Layout.link(c.folder() + ".html", c.title(), false))
                        .collect(Collectors.joining());
        return new Layout(book, TITLE, TITLE, "", contents(), main + tables, Layout.turn(back, ""))
                .html();
    }

    private static String missing(long ideas) {
        return ideas == 0
                ? "All of them are covered."
                : "For an idea that is not covered yet, the table names the planned chapter.";
    }

    /** The way to the page that names and links the texts, if the book has one. */
    private String sources() {
        return texts.entrySet().stream()
                .filter(e -> e.getValue().parts().stream().anyMatch(p -> p.id().equals("sources")))
                .findFirst()
                .map(e -> e.getKey().folder() + ".html#sources")
                .map(
                        " The <a href=\"%s\">sources</a> are in the appendix, most with a link."
                                ::formatted)
                .orElse("");
    }

    private static String contents() {
        return Layout.contents(
                "On this page",
                TITLE,
                ORIGINS.entrySet().stream()
                        .map(
                                o ->
                                        "<li><a href=\"#%s\">%s</a></li>\n"
                                                .formatted(anchor(o.getKey()), o.getValue()))
                        .collect(Collectors.joining()));
    }

    private static String anchor(String origin) {
        return "from-" + origin;
    }

    private String table(String origin, String title) {
        String rows =
                coverage.ideas().stream()
                        .filter(i -> i.id().startsWith(origin + "-"))
                        .map(this::row)
                        .collect(Collectors.joining());
        String heading =
                "<h2 id=\"%1$s\">%2$s<a class=\"anchor\" href=\"#%1$s\" aria-label=\"Link to this section\"></a></h2>\n"
                        .formatted(anchor(origin), title);
        return heading + DataTable.figure(anchor(origin) + "-table", title, HEADS, rows, "");
    }

    private String row(Idea idea) {
        List<String> places =
                coverage.places(idea.id()).stream().map(this::link).distinct().toList();
        return DataTable.rowHead(idea.id(), Html.inline(idea.item()))
                + "<td>%s</td></tr>\n"
                        .formatted(
                                places.isEmpty()
                                        ? "planned for chapter " + Html.escape(idea.chapter())
                                        : String.join("; ", places));
    }

    private String link(Place place) {
        return switch (place) {
            case InKata(var kata) ->
                    "<a href=\"kata/%s.html\">kata %s</a>".formatted(kata.id(), kata.number());
            case InText(var chapter, var id, int line) ->
                    "<a href=\"%s.html%s\">%s</a>"
                            .formatted(
                                    chapter.folder(),
                                    id.isEmpty() ? "" : "#" + id,
                                    named(chapter) + ", " + section(chapter, id));
            case InProgram(var chapter, var file, int line) ->
                    program(chapter, file.toFile().getName());
        };
    }

    private static String named(Chapter chapter) {
        return switch (chapter.number()) {
            case 0 -> "front";
            case 99 -> "appendix";
            default -> "chapter " + chapter.number();
        };
    }

    private String section(Chapter chapter, String id) {
        return text(chapter).parts().stream()
                .filter(p -> p.id().equals(id))
                .map(Typesetter.Part::title)
                .findFirst()
                .orElse("opening");
    }

    private Typesetter.Text text(Chapter chapter) {
        return texts.getOrDefault(chapter, UNWRITTEN);
    }

    private String program(Chapter chapter, String file) {
        String name = file.substring(0, file.length() - ".java".length());
        String shown = "<code>" + Html.escape(name) + "</code>";
        return Pattern.compile("id=\"(" + Pattern.quote(name) + "-L\\d+)\"")
                .matcher(text(chapter).html())
                .results()
                .findFirst()
                .map(
                        line ->
                                "<a href=\"%s.html#%s\">%s</a>"
                                        .formatted(chapter.folder(), line.group(1), shown))
                .orElse(shown);
    }
}
