package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.site.listing.Html;
import cancelsafe.site.story.Points;
import cancelsafe.site.story.ReaderTask;
import cancelsafe.site.story.RecordedStory;
import cancelsafe.site.story.Scrub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The game on the recorded stories: a level for each answer, without its name. The reader breaks
 * it, or says that nothing does.
 */
public final class Adversary {
    /** The page with all levels, from the folder of the cover. */
    public static final String PAGE = "adversary.html";

    private final Points points;
    private final Map<Kata, List<Level>> levels = new LinkedHashMap<>();

    /** An answer under a letter that does not tell whether it is right. */
    private record Level(String letter, ReaderTask task, RecordedStory recorded) {
        /** Stays the same while the answer does, whatever other levels come. */
        String key() {
            return recorded.key();
        }

        private String page() {
            return page(recorded.kata()) + "#" + letter;
        }

        private static String page(Kata kata) {
            return "adversary/" + kata.id() + ".html";
        }
    }

    /** All levels of a book; those of a kata by what is to be done, and then by their hashes. */
    public Adversary(Book book, Points points) throws IOException {
        this.points = points;
        for (Kata kata : book.katas()) {
            List<RecordedStory> recorded = RecordedStory.all(kata);
            List<RecordedStory> answers =
                    recorded.stream()
                            .filter(r -> !r.answer().equals(Kata.START))
                            .sorted(
                                    Comparator.comparing((RecordedStory r) -> task(r, recorded))
                                            .thenComparing(RecordedStory::key))
                            .toList();
            List<Level> ofKata = new ArrayList<>();
            for (RecordedStory answer : answers) {
                String letter = String.valueOf((char) ('A' + ofKata.size()));
                ofKata.add(new Level(letter, task(answer, recorded), answer));
            }
            if (!ofKata.isEmpty()) {
                levels.put(kata, List.copyOf(ofKata));
            }
        }
    }

    private static ReaderTask task(RecordedStory of, List<RecordedStory> all) {
        return ReaderTask.of(
                all.stream()
                        .map(RecordedStory::story)
                        .filter(s -> s.test().equals(of.story().test()))
                        .toList());
    }

    /** Whether no story is recorded, so that there is nothing to play. */
    boolean isEmpty() {
        return levels.isEmpty();
    }

    /** The pages, by their names from the folder of the cover; none without a level. */
    public Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        if (!levels.isEmpty()) {
            pages.put(PAGE, all());
        }
        levels.forEach((kata, ofKata) -> pages.put(Level.page(kata), ofKata(kata, ofKata)));
        return pages;
    }

    private String all() {
        Map<ReaderTask, List<Level>> byTask =
                levels.values().stream()
                        .flatMap(List::stream)
                        .collect(
                                Collectors.groupingBy(
                                        Level::task, TreeMap::new, Collectors.toList()));
        String main =
                """
                <h1>The adversary</h1>
                <p class="lead">Each of these classes looks right, and some of them are. Find a cancellation that breaks it, or say that nothing does.</p>
                <p>You choose the moment, and the page shows what the lab recorded for it. A level is done when you have found a run that breaks a promise, or have said correctly that there is none.</p>
                <p id="done" role="status"></p>
                %s\
                """
                        .formatted(
                                byTask.entrySet().stream()
                                        .map(e -> section(e.getKey(), e.getValue()))
                                        .collect(Collectors.joining()));
        return layout("The adversary", "", "", main, Layout.turn(cover(""), ""));
    }

    private static String section(ReaderTask task, List<Level> levels) {
        Map<Kata, List<Level>> byKata =
                levels.stream()
                        .collect(
                                Collectors.groupingBy(
                                        l -> l.recorded().kata(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return "<h2>%s</h2>\n<p>%s</p>\n<dl class=\"levels\">\n%s</dl>\n"
                .formatted(
                        task.heading(),
                        task.sentence(),
                        byKata.entrySet().stream()
                                .map(e -> row(e.getKey(), e.getValue()))
                                .collect(Collectors.joining()));
    }

    private static String row(Kata kata, List<Level> levels) {
        String links =
                levels.stream()
                        .map(
                                l ->
                                        "<a data-level=\"%s\" href=\"%s\" aria-label=\"%s, version %4$s\">%4$s</a>\n"
                                                .formatted(
                                                        l.key(), l.page(), kata.id(), l.letter()))
                        .collect(Collectors.joining());
        return "<dt>%s %s</dt>\n<dd>%s</dd>\n".formatted(kata.number(), kata.id(), links);
    }

    private String ofKata(Kata kata, List<Level> ofKata) {
        String main =
                """
                <p class="number">The adversary · kata %s</p>
                <h1>%s</h1>
                <p>%d versions of one class. Which of them can be broken?</p>
                %s\
                """
                        .formatted(
                                kata.number(),
                                kata.id(),
                                ofKata.size(),
                                ofKata.stream().map(this::level).collect(Collectors.joining()));
        return layout("Break " + kata.id(), "../", contents(kata), main, turn(kata));
    }

    private String level(Level level) {
        RecordedStory recorded = level.recorded();
        return """
        <details id="%1$s" class="level" data-level="%2$s"><summary>Version %1$s <small>%3$s</small></summary>
        <p>The test says: %4$s.</p>
        %5$s<details class="answer"><summary>Show which answer it is</summary>
        <p>It is the answer <code>%6$s</code> to <a href="../kata/%7$s.html">kata %8$s</a>.</p>
        %9$s</details>
        </details>
        """
                .formatted(
                        level.letter(),
                        level.key(),
                        level.task().heading(),
                        Html.escape(recorded.sentence()),
                        Scrub.withoutComments(recorded, points, "../")
                                .element(
                                        "cancel-adversary",
                                        " data-move=\"" + level.task().word() + "\""),
                        recorded.answer(),
                        recorded.kata().id(),
                        recorded.kata().number(),
                        Html.prose(describe(recorded)));
    }

    private static String describe(RecordedStory recorded) {
        Kata kata = recorded.kata();
        return kata.wrong().containsKey(recorded.answer())
                ? kata.wrong().get(recorded.answer()).diagnosis()
                : kata.right().getOrDefault(recorded.answer(), kata.solved());
    }

    /** The other katas of the same chapter, as on the pages of the katas. */
    private String contents(Kata kata) {
        String katas =
                levels.keySet().stream()
                        .filter(k -> k.chapter().equals(kata.chapter()))
                        .map(
                                k ->
                                        "<li><a%s href=\"%s.html\">%s %2$s</a></li>\n"
                                                .formatted(
                                                        k.equals(kata)
                                                                ? " aria-current=\"page\""
                                                                : "",
                                                        k.id(),
                                                        k.number()))
                        .collect(Collectors.joining());
        return """
        <nav class="toc" aria-label="Levels of this chapter"><b><a href="../%s">All levels</a></b><ol>
        %s</ol></nav>
        """
                .formatted(PAGE, katas);
    }

    private String turn(Kata kata) {
        List<Kata> katas = List.copyOf(levels.keySet());
        int at = katas.indexOf(kata);
        String before =
                at == 0
                        ? Layout.link("../" + PAGE, "All levels", false)
                        : Layout.link(
                                katas.get(at - 1).id() + ".html", katas.get(at - 1).id(), false);
        String next =
                at + 1 < katas.size()
                        ? Layout.link(
                                katas.get(at + 1).id() + ".html", katas.get(at + 1).id(), true)
                        : "";
        return Layout.turn(before, next);
    }

    private static String cover(String toRoot) {
        return Layout.link(toRoot + "index.html", "Cover", false);
    }

    private static String layout(
            String title, String toRoot, String contents, String main, String turn) {
        return new Layout(title + " · Cancel-Safe Java", title, toRoot, contents, main, turn)
                .html();
    }
}
