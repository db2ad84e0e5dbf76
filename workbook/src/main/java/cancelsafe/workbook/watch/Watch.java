package cancelsafe.workbook.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.screen.Sentence;
import cancelsafe.workbook.serve.PageServer;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Judges the answer that the reader is at whenever it is saved. A save during a run cancels the
 * run.
 */
public final class Watch {
    private final Book book;
    private final Progress progress;
    private final boolean colour;
    private final View view;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile Kata current;
    private final RunInProgress run;
    private final PageStart pages;
    private @Nullable Key asked;
    private @Nullable URI address;

    /**
     * A watch that has not begun.
     *
     * @param first the kata that the reader is at
     * @param judge used by this watch alone, and left open
     * @param pageServer builds and serves the pages; called once, after the first verdict
     */
    public Watch(
            Book book,
            Progress progress,
            Kata first,
            Judge judge,
            boolean colour,
            Callable<PageServer> pageServer)
            throws IOException {
        this.book = book;
        this.progress = progress;
        this.colour = colour;
        this.run = new RunInProgress(judge, events::add);
        this.pages = new PageStart(pageServer, events::add);
        this.current = first;
        this.view = new View(book, progress.states(), current);
    }

    /** Watches until the reader quits; leaves the terminal as it was. */
    public void run() throws IOException, InterruptedException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).provider("ffm").build();
                PrintStream log = log()) {
            System.setErr(log); // the screen is no place for what a library has to say
            run(terminal);
        }
    }

    /** Watches, in a terminal that the caller closes. */
    public void run(Terminal terminal) throws IOException, InterruptedException {
        Saves saves = new Saves(book, () -> current, k -> events.add(new Event.Saved(k)));
        try (pages;
                Screen screen = new Screen(terminal, colour, events::add)) {
            Thread looking = Thread.ofVirtual().start(() -> untilInterrupted(saves));
            try {
                choose(current);
                judge();
                loop(screen);
            } finally {
                looking.interrupt();
                run.cancel();
            }
        }
    }

    private PrintStream log() {
        try {
            Files.createDirectories(progress.folder());
            return new PrintStream(
                    Files.newOutputStream(progress.folder().resolve("watch.log")), true, UTF_8);
        } catch (IOException _) {
            return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        }
    }

    private static void untilInterrupted(Saves saves) {
        try {
            saves.watch();
        } catch (InterruptedException _) {
            // the end of the watch
        }
    }

    private void loop(Screen screen) throws IOException, InterruptedException {
        while (true) {
            screen.draw(view);
            switch (events.take()) {
                case Event.Saved(Kata kata) -> saved(kata);
                case Event.Judged(int of, Verdict verdict) -> judged(of, verdict);
                case Event.NotJudged(int of, String why) -> {
                    if (run.isNewest(of)) {
                        view.judging = false;
                        view.note = why;
                    }
                }
                case Event.PagesReady(URI ready) -> address = ready;
                case Event.NoPages(String why) -> view.note = why;
                case Event.Resized _ -> screen.clear();
                case Event.Pressed(Key key) -> {
                    if (key == Key.QUIT) {
                        return;
                    }
                    if (key == Key.OPEN) {
                        open(screen);
                    } else {
                        pressed(key);
                    }
                }
            }
        }
    }

    private void saved(Kata kata) {
        view.hinted = false;
        if (kata.equals(current)) {
            judge();
        } else {
            turnTo(kata);
        }
    }

    private void turnTo(Kata kata) {
        current = kata;
        view.turnTo(kata);
        choose(kata);
        judge();
    }

    private void choose(Kata kata) {
        try {
            progress.choose(kata);
        } catch (IOException e) {
            view.note = "Your progress cannot be kept. " + Sentence.of(e);
        }
    }

    private void judge() {
        view.judging = true;
        run.judge(current);
    }

    private void judged(int of, Verdict verdict) {
        if (!run.isNewest(of)) {
            return;
        }
        view.judging = false;
        view.verdict = verdict;
        view.note = "";
        view.states.put(current.id(), State.after(verdict));
        try {
            progress.note(current, State.after(verdict));
        } catch (IOException e) {
            view.note = "Your progress cannot be kept. " + Sentence.of(e);
        }
        pages.begin();
    }

    private void pressed(Key key) {
        boolean again = key == asked;
        asked = null;
        view.note = "";
        switch (key) {
            case NEXT -> move(1);
            case PREVIOUS -> move(-1);
            case HINT -> view.hint();
            case MORE -> {
                view.more = !view.more;
                view.scroll = 0;
            }
            case BREAK -> breakIt();
            case LIST -> {
                view.chosen = current;
                toggle(View.Middle.LIST);
            }
            case ENTER -> openListed();
            case SOLUTION -> {
                Verdict known = view.verdict;
                if (view.middle == View.Middle.SOLUTION
                        || again
                        || (known != null && known.passed())) {
                    toggle(View.Middle.SOLUTION);
                } else {
                    ask(key, "Not solved yet. Press s again to see the solution all the same.");
                }
            }
            case RESET -> {
                if (again) {
                    reset();
                } else {
                    ask(key, "Press r again to put the start back; your text is kept.");
                }
            }
            case PAGE -> page();
            case UP -> step(-1);
            case DOWN -> step(1);
            case PAGE_UP -> leaf(-10);
            case PAGE_DOWN -> leaf(10);
            case OPEN, QUIT, OTHER -> {}
        }
    }

    private void move(int places) {
        Kata other = view.next(places);
        if (other.equals(current)) {
            view.note = places > 0 ? "This is the last kata." : "This is the first kata.";
        } else {
            turnTo(other);
        }
    }

    /**
     * One cancellation on where the reader walks through them, one kata in the list, else a row.
     */
    private void step(int by) {
        switch (view.middle) {
            case BREAK -> view.at += by;
            case LIST -> view.choose(by);
            case VERDICT, SOLUTION -> view.scroll = Math.max(0, view.scroll + by);
        }
    }

    private void leaf(int rows) {
        if (view.middle == View.Middle.LIST) {
            view.choose(rows);
        } else {
            view.scroll = Math.max(0, view.scroll + rows);
        }
    }

    private void openListed() {
        if (view.middle == View.Middle.LIST) {
            if (view.chosen.equals(current)) {
                toggle(View.Middle.LIST);
            } else {
                turnTo(view.chosen);
            }
        }
    }

    private void breakIt() {
        if (view.middle != View.Middle.BREAK && !view.canBeBroken()) {
            view.note = "There is no run with a cancellation to walk through.";
            return;
        }
        view.at = 0;
        toggle(View.Middle.BREAK);
    }

    private void toggle(View.Middle middle) {
        view.middle = view.middle == middle ? View.Middle.VERDICT : middle;
        view.scroll = 0;
    }

    private void ask(Key key, String question) {
        asked = key;
        view.note = question;
    }

    private void reset() {
        try {
            Optional<Path> kept = progress.reset(current);
            view.hints = 0;
            view.states.put(current.id(), State.UNTRIED);
            view.note =
                    kept.map(k -> "Your text is kept in " + progress.spoken(k))
                            .orElse("It is as it was at the start.");
        } catch (IOException e) {
            view.note = "It cannot be reset. " + Sentence.of(e);
        }
    }

    private void page() {
        URI ready = address;
        if (ready == null) {
            view.note = "The pages are still being built.";
            return;
        }
        URI page = ready.resolve("kata/" + current.id() + ".html");
        view.note = Browser.open(page) ? "" + page : "Open " + page;
    }

    private void open(Screen screen) throws InterruptedException {
        view.note = screen.lend(() -> Editor.open(current.exercise(), line()));
    }

    /** The line of the answer that the reader is to look at. */
    private int line() {
        Verdict known = view.verdict;
        if (known == null) {
            return 1;
        }
        if (!known.problems().isEmpty()) {
            return Math.max(1, (int) known.problems().getFirst().line());
        }
        return known.failures().stream()
                .map(TestVerdict::story)
                .filter(s -> s != null)
                .flatMap(
                        s ->
                                s.points().stream()
                                        .filter(p -> p.file().equals(current.id() + ".java"))
                                        .map(Story.Point::line))
                .findFirst()
                .orElse(1);
    }
}
