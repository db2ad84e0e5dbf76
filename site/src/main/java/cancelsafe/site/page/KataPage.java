package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.book.Wrong;
import cancelsafe.lab.story.Story;
import cancelsafe.site.chapter.Typesetter.Part;
import cancelsafe.site.listing.Html;
import cancelsafe.site.listing.Listing;
import cancelsafe.site.story.Points;
import cancelsafe.site.story.RecordedStory;
import cancelsafe.site.story.Scrub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A kata: the task, the starting point, hints, wrong answers, and the other right ones. */
public final class KataPage {
    private static final Pattern GIVEN =
            Pattern.compile("^import cancelsafe\\.given\\.(\\w+);$", Pattern.MULTILINE);

    private final Book book;
    private final Kata kata;
    private final Points points;
    private final Contents contents;
    private final boolean isGame;
    private final List<String> problems = new ArrayList<>();

    /**
     * The page of a kata.
     *
     * @param isGame whether the answers to it are levels of the game
     */
    public KataPage(Book book, Kata kata, Points points, Contents contents, boolean isGame) {
        this.book = book;
        this.kata = kata;
        this.points = points;
        this.contents = contents;
        this.isGame = isGame;
    }

    public String html() throws IOException {
        return new Layout(
                        book,
                        "Kata %s, %s".formatted(kata.number(), kata.id()),
                        "Kata %s, %s".formatted(kata.number(), kata.id()),
                        "../",
                        contents(),
                        main(),
                        turn())
                .html();
    }

    /** What a reader without a screen needs of it, as a section of the whole book. */
    String onPaper() throws IOException {
        return """
        <section class="katatext" id="kata/%1$s">
        <h2>Kata %2$s, %1$s: %3$s</h2>
        %4$s
        <h3>What must hold</h3>
        %5$s
        <h3>Starting point</h3>
        %6$s</section>
        """
                .formatted(
                        kata.id(),
                        kata.number(),
                        Html.inline(kata.title()),
                        Html.prose(kata.task()),
                        Html.prose(kata.invariant()),
                        listing("", kata.start()));
    }

    /** Where the given classes are that the start names. */
    private String given() throws IOException {
        String names =
                GIVEN.matcher(Files.readString(kata.start()))
                        .results()
                        .map(found -> "<code>" + found.group(1) + "</code>")
                        .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? ""
                : "<p>Given classes, in <code>given/src/main/java/cancelsafe/given</code>: "
                        + names
                        + ".</p>\n";
    }

    /** What was wrong when the page was made, a sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private String main() throws IOException {
        StringBuilder html = new StringBuilder();
        html.append(
                """
                <p class="number">Kata %s · %s · difficulty %d of 5</p>
                <h1>%s</h1>
                <p class="ways">%s</p>
                %s
                <h2>What must hold</h2>
                %s
                <h2>Starting point</h2>
                %s
                %s<p>Edit <code>%s</code>. While <code>./kata</code> is running, it judges the file each time you save it; <code>./kata test %s</code> judges it once.</p>
                """
                        .formatted(
                                kata.number(),
                                kata.kind().name().toLowerCase(Locale.ROOT),
                                kata.difficulty(),
                                Html.inline(kata.title()),
                                ways(),
                                Html.prose(kata.task()),
                                Html.prose(kata.invariant()),
                                listing("start", kata.start()),
                                given(),
                                Html.escape(book.root().relativize(kata.exercise()).toString()),
                                kata.number()));
        html.append(breakItFirst());
        html.append("<h2>Hints</h2>\n");
        for (int n = 0; n < kata.hints().size(); n++) {
            html.append(folded("Hint " + (n + 1), Html.prose(kata.hints().get(n))));
        }
        html.append("<h2>Common wrong answers</h2>\n");
        for (Map.Entry<String, Wrong> wrong : kata.wrong().entrySet()) {
            html.append(
                    folded(
                            wrong.getKey(),
                            "%s<p>This answer fails the test <code>%s</code>.</p>\n%s"
                                    .formatted(
                                            Html.prose(wrong.getValue().diagnosis()),
                                            Html.escape(wrong.getValue().fails()),
                                            handled(wrong.getKey()))));
        }
        html.append("<h2>Solutions</h2>\n<p>Open these after you have solved the kata.</p>\n");
        html.append(
                folded(
                        "Reference solution",
                        Html.prose(kata.solved()) + listing("reference", kata.solution())));
        for (Map.Entry<String, String> right : kata.right().entrySet()) {
            html.append(
                    folded(
                            right.getKey(),
                            Html.prose(right.getValue())
                                    + listing(right.getKey(), kata.rightAnswer(right.getKey()))));
        }
        html.append(folded("Changes from the start and wrong answers to the reference", changes()));
        return html.toString();
    }

    /** From the start and from each wrong answer to the reference. */
    private String changes() throws IOException {
        StringBuilder html = new StringBuilder();
        html.append(changes("the starting class", kata.start()));
        for (String wrong : kata.wrong().keySet()) {
            html.append(changes(wrong, kata.wrongAnswer(wrong)));
        }
        return html.toString();
    }

    private String changes(String name, Path from) throws IOException {
        if (!Files.exists(from) || !Files.exists(kata.solution())) {
            return ""; // the listings tell of it
        }
        return Listing.changes(
                "From " + Html.escape(name),
                Files.readString(from),
                Files.readString(kata.solution()));
    }

    private String listing(String key, Path file) throws IOException {
        if (!Files.exists(file)) {
            problems.add(
                    "chapters/%s/katas.yaml: %s needs the file %s, which is not there"
                            .formatted(kata.chapter(), kata.id(), book.root().relativize(file)));
            return "";
        }
        String source = Files.readString(file);
        return Listing.java(kata.id() + ".java", key, source, points.of(file, source), 1);
    }

    /** The answer with what cancellations leave behind in it, if that is recorded. */
    private String handled(String answer) throws IOException {
        Optional<RecordedStory> story = RecordedStory.of(kata, answer);
        return story.isPresent()
                ? new Scrub(story.get(), points, "../").folded()
                : listing(answer, kata.answer(answer));
    }

    /** Who has broken the start knows what there is to mend. */
    private String breakItFirst() throws IOException {
        return RecordedStory.of(kata, Kata.START)
                .map(
                        story ->
                                """
                                <h2>Break it first</h2>
                                <p>Before you edit the class, %spredict which promise it breaks.</p>
                                """
                                                .formatted(whatBreaks(story))
                                        + new Scrub(story, points, "../").open())
                .orElse("");
    }

    /** What does harm in a run of the story, if there are several to choose from. */
    private static String whatBreaks(RecordedStory story) {
        List<Story.Run> runs = story.story().runs();
        if (runs.stream().anyMatch(run -> !run.cancel().isEmpty())) {
            return "find a point where a cancellation does harm, and ";
        }
        return runs.size() > 1 ? "find an interleaving that does harm, and " : "";
    }

    private static String folded(String name, String inside) {
        return "<details><summary>%s</summary>\n%s</details>\n"
                .formatted(Html.escape(name), inside);
    }

    private Chapter chapter() {
        return book.chapters().stream()
                .filter(c -> c.katas().contains(kata))
                .findFirst()
                .orElseThrow();
    }

    /** To the section that leads here, and to the game with answers to this kata. */
    private String ways() {
        Chapter chapter = chapter();
        List<String> ways = new ArrayList<>();
        if (chapter.hasText()) {
            Optional<Part> section = contents.section(kata);
            String page = "../" + chapter.folder() + ".html";
            ways.add(
                    "Read first: <a href=\"%s\">%s</a>"
                            .formatted(
                                    section.map(s -> page + "#" + s.id()).orElse(page),
                                    section.map(Part::title).orElse(Html.escape(chapter.place()))));
        }
        if (isGame) {
            ways.add(
                    "<a href=\"../adversary/%s.html\">Break other answers to this kata</a>"
                            .formatted(kata.id()));
        }
        return String.join(" · ", ways);
    }

    private String contents() {
        Chapter chapter = chapter();
        String katas =
                chapter.katas().stream()
                        .map(
                                k ->
                                        "<li><a%s href=\"%s.html\">%s %s</a></li>\n"
                                                .formatted(
                                                        k.equals(kata)
                                                                ? " aria-current=\"page\""
                                                                : "",
                                                        k.id(),
                                                        k.number(),
                                                        k.id()))
                        .collect(Collectors.joining());
        return Layout.contents(
                "Katas of this chapter", "Katas: " + Html.escape(chapter.title()), katas);
    }

    private String turn() {
        List<Kata> katas = book.katas();
        int at = katas.indexOf(kata);
        return Layout.turn(
                at == 0 ? beforeAll() : link(katas.get(at - 1), false),
                at + 1 < katas.size()
                        ? link(katas.get(at + 1), true)
                        : Layout.link("../" + Contents.PAGE, "Contents", true));
    }

    private String beforeAll() {
        Chapter chapter = chapter();
        return chapter.hasText()
                ? Layout.link("../" + chapter.folder() + ".html", chapter.place(), false)
                : Layout.link("../index.html", "Cover", false);
    }

    private static String link(Kata to, boolean next) {
        return Layout.link(to.id() + ".html", "Kata " + to.number() + ", " + to.id(), next);
    }
}
