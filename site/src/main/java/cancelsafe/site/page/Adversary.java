package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The game on the recorded stories: a level for each answer, without its name. The reader breaks
 * it, or says that nothing does.
 */
public final class Adversary {
    /** The page with all levels, from the folder of the cover. */
    public static final String PAGE = "adversary.html";

    /** In the set of a chapter. */
    private static final int MOST_IN_A_SET = 10;

    private final Book book;
    private final Points points;
    private final Map<Kata, List<Level>> levels = new LinkedHashMap<>();

    /** An answer under a letter that does not tell whether it is right. */
    private record Level(String letter, ReaderTask task, RecordedStory recorded) {
        /** Stays the same while the answer does, whatever other levels come. */
        String key() {
            return recorded.key();
        }

        /** The promise that is to be broken, as a sentence. */
        private String sentence() {
            String said = recorded.sentence();
            return Html.escape(said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1));
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
        this.book = book;
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

    /** Whether a kata has levels. */
    public boolean has(Kata kata) {
        return levels.containsKey(kata);
    }

    /** The levels of a kata at which there is something to do, as addresses from the cover. */
    public List<String> addresses(Kata kata) {
        return levels.getOrDefault(kata, List.of()).stream()
                .filter(level -> level.task() != ReaderTask.NOTHING)
                .map(Level::page)
                .toList();
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
        String sets =
                book.chapters().stream()
                        .filter(chapter -> !set(chapter).isEmpty())
                        .map(chapter -> section(chapter, set(chapter)))
                        .collect(Collectors.joining());
        String main =
                """
                <h1>The adversary</h1>
                <p class="lead">Each of these classes looks right, and some of them are. Find a cancellation or an interleaving that breaks its promise, or say that nothing does.</p>
                <p>You choose the moment, and the page shows what the lab recorded for it. You have at most three strikes, so read the code before you strike.</p>
                %s\
                """
                        .formatted(sets);
        return layout(
                "The adversary",
                "",
                "",
                main,
                Layout.turn(
                        Layout.link("index.html", "Cover", false),
                        book.chapters().stream()
                                .flatMap(chapter -> set(chapter).stream())
                                .findFirst()
                                .map(level -> Layout.link(level.page(), "First level", true))
                                .orElse("")));
    }

    /** Some levels of a chapter, of all its katas in turn; none at which only a coin could help. */
    private List<Level> set(Chapter chapter) {
        List<Level> set = new ArrayList<>();
        for (int round = 0; round < 'Z' - 'A' && set.size() < MOST_IN_A_SET; round++) {
            for (Kata kata : chapter.katas()) {
                List<Level> ofKata = levels.getOrDefault(kata, List.of());
                if (round < ofKata.size()
                        && ofKata.get(round).task() != ReaderTask.NOTHING
                        && set.size() < MOST_IN_A_SET) {
                    set.add(ofKata.get(round));
                }
            }
        }
        set.sort(
                Comparator.comparingInt(level -> chapter.katas().indexOf(level.recorded().kata())));
        return set;
    }

    private static String section(Chapter chapter, List<Level> set) {
        return "<h2>%s</h2>\n<p class=\"sum\"></p>\n<ol class=\"levels\">\n%s</ol>\n"
                .formatted(
                        Html.escape(chapter.place()),
                        set.stream().map(Adversary::item).collect(Collectors.joining()));
    }

    private static String item(Level level) {
        return """
        <li data-level="%s"><a href="%s">%s</a> <small>%s, version %s: %s</small></li>
        """
                .formatted(
                        level.key(),
                        level.page(),
                        level.sentence(),
                        level.recorded().kata().id(),
                        level.letter(),
                        level.task().heading().toLowerCase(Locale.ROOT));
    }

    /** The level after one: the next of its chapter's set, or else the next version of its kata. */
    private Optional<Level> next(Level level) {
        Kata kata = level.recorded().kata();
        List<Level> sets =
                book.chapters().stream().flatMap(chapter -> set(chapter).stream()).toList();
        List<Level> sequence = sets.contains(level) ? sets : levels.getOrDefault(kata, List.of());
        int at = sequence.indexOf(level);
        return at + 1 < sequence.size() ? Optional.of(sequence.get(at + 1)) : Optional.empty();
    }

    private String ofKata(Kata kata, List<Level> ofKata) {
        String main =
                """
                <p class="number">The adversary</p>
                <h1>Break %2$s</h1>
                <p class="ways">Answers to <a href="../kata/%2$s.html">kata %1$s</a> · <a href="../%5$s">Levels of all chapters</a></p>
                <p>%3$d versions of one class. Which of them can be broken?</p>
                %4$s\
                """
                        .formatted(
                                kata.number(),
                                kata.id(),
                                ofKata.size(),
                                ofKata.stream().map(this::level).collect(Collectors.joining()),
                                PAGE);
        return layout("Break " + kata.id(), "../", contents(kata), main, turn(kata));
    }

    private String level(Level level) {
        RecordedStory recorded = level.recorded();
        return """
        <details id="%1$s" class="level" data-level="%2$s" data-next="../%10$s"><summary>Version %1$s <small>%3$s</small></summary>
        <p>%4$s.</p>
        %5$s<details class="answer"><summary>Show which answer it is</summary>
        <p>It is the answer <code>%6$s</code> to <a href="../kata/%7$s.html">kata %8$s</a>.</p>
        %9$s</details>
        </details>
        """
                .formatted(
                        level.letter(),
                        level.key(),
                        level.task().heading(),
                        level.sentence(),
                        Scrub.withoutComments(recorded, points, "../")
                                .element(
                                        "cancel-adversary",
                                        " data-move=\"" + level.task().word() + "\""),
                        recorded.answer(),
                        recorded.kata().id(),
                        recorded.kata().number(),
                        Html.prose(describe(recorded)),
                        next(level).map(Level::page).orElse(PAGE));
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
        return Layout.contents("Levels of this chapter", "Levels of this chapter", katas);
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
                        : Layout.link("../" + PAGE, "All levels", true);
        return Layout.turn(before, next);
    }

    private String layout(String title, String toRoot, String contents, String main, String turn) {
        return new Layout(book, title, title, toRoot, contents, main, turn).html();
    }
}
