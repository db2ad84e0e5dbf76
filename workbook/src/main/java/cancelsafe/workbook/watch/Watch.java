package cancelsafe.workbook.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.screen.Sentence;
import cancelsafe.workbook.serve.PageServer;

import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Judges the answer that the reader is at whenever it is saved. A save during a run cancels the
 * run.
 */
public final class Watch {
    private static final List<Capability> FAREWELL =
            List.of(Capability.cursor_normal, Capability.keypad_local, Capability.exit_ca_mode);

    private final Book book;
    private final Progress progress;
    private final Judge judge;
    private final boolean colour;
    private final Callable<PageServer> pageServer;
    private final View view;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile Kata current;
    private @Nullable Thread running;
    private int run;
    private @Nullable Key asked;
    private @Nullable URI pages;
    private volatile @Nullable PageServer server;
    private boolean pagesBegun;
    private final ReentrantLock drawing = new ReentrantLock();

    /**
     * A watch that has not begun.
     *
     * @param first the kata that the reader is at
     * @param judge used by this watch alone, and left open
     * @param pageServer builds and serves the pages; called once, behind the first verdict
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
        this.judge = judge;
        this.colour = colour;
        this.pageServer = pageServer;
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
        Attributes usual = terminal.enterRawMode();
        Thread atExit = new Thread(() -> leaveAtOnce(terminal));
        Runtime.getRuntime().addShutdownHook(atExit);
        enter(terminal);
        Saves saves = new Saves(book, () -> current, k -> events.add(new Event.Saved(k)));
        Thread looking = Thread.ofVirtual().start(() -> untilInterrupted(saves));
        Thread reading = Thread.ofPlatform().daemon().start(() -> read(terminal));
        try {
            choose(current);
            judge();
            loop(terminal, usual);
        } finally {
            looking.interrupt();
            reading.interrupt();
            cancelRun();
            PageServer serving = server;
            if (serving != null) {
                serving.close();
            }
            leave(terminal, usual);
            Runtime.getRuntime().removeShutdownHook(atExit);
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

    private void enter(Terminal terminal) {
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        terminal.handle(Terminal.Signal.WINCH, _ -> events.add(new Event.Resized()));
        terminal.handle(Terminal.Signal.INT, _ -> events.add(new Event.Pressed(Key.QUIT)));
    }

    private static void leave(Terminal terminal, Attributes usual) {
        FAREWELL.forEach(each -> terminal.puts(each));
        terminal.flush();
        terminal.setAttributes(usual);
    }

    /**
     * Leaves when a signal ends this virtual machine. The terminal's own hook restores its settings
     * and closes it meanwhile, so this goes past it to where it writes.
     */
    private void leaveAtOnce(Terminal terminal) {
        StringWriter farewell = new StringWriter();
        for (Capability each : FAREWELL) {
            Curses.tputs(farewell, terminal.getStringCapability(each));
        }
        drawing.lock(); // and keeps it: nothing is drawn any more
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(farewell.toString().getBytes(UTF_8));
        } catch (IOException _) {
            // nobody looks any more
        }
    }

    private static void untilInterrupted(Saves saves) {
        try {
            saves.watch();
        } catch (InterruptedException _) {
            // the end of the watch
        }
    }

    private void read(Terminal terminal) {
        BindingReader reader = new BindingReader(terminal.reader());
        KeyMap<Key> keys = keys(terminal);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Key key = reader.readBinding(keys);
                events.add(new Event.Pressed(key == null ? Key.QUIT : key));
                if (key == null) {
                    return;
                }
            }
        } catch (IOError | RuntimeException _) {
            events.add(new Event.Pressed(Key.QUIT)); // the terminal is gone
        }
    }

    private static KeyMap<Key> keys(Terminal terminal) {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setNomatch(Key.OTHER);
        keys.setUnicode(Key.OTHER);
        keys.bind(Key.NEXT, "n", KeyMap.key(terminal, Capability.key_right));
        keys.bind(Key.PREVIOUS, "p", KeyMap.key(terminal, Capability.key_left));
        keys.bind(Key.HINT, "h");
        keys.bind(Key.MORE, "m");
        keys.bind(Key.BREAK, "b");
        keys.bind(Key.LIST, "l");
        keys.bind(Key.OPEN, "o");
        keys.bind(Key.SOLUTION, "s");
        keys.bind(Key.RESET, "r");
        keys.bind(Key.PAGE, "w");
        keys.bind(Key.QUIT, "q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        keys.bind(Key.UP, "k", KeyMap.key(terminal, Capability.key_up));
        keys.bind(Key.DOWN, "j", KeyMap.key(terminal, Capability.key_down));
        keys.bind(Key.ENTER, "\r", "\n");
        keys.bind(Key.PAGE_UP, KeyMap.key(terminal, Capability.key_ppage));
        keys.bind(Key.PAGE_DOWN, " ", KeyMap.key(terminal, Capability.key_npage));
        return keys;
    }

    private void loop(Terminal terminal, Attributes usual)
            throws IOException, InterruptedException {
        Display display = new Display(terminal, true);
        while (true) {
            draw(terminal, display);
            switch (events.take()) {
                case Event.Saved(Kata kata) -> saved(kata);
                case Event.Judged(int of, Verdict verdict) -> judged(of, verdict);
                case Event.NotJudged(int of, String why) -> {
                    if (of == run) {
                        view.judging = false;
                        view.note = why;
                    }
                }
                case Event.PagesReady(URI address) -> pages = address;
                case Event.NoPages(String why) -> view.note = why;
                case Event.Resized _ -> display.clear();
                case Event.Pressed(Key key) -> {
                    if (key == Key.QUIT) {
                        return;
                    }
                    if (key == Key.OPEN) {
                        open(terminal, usual);
                        display.clear();
                    } else {
                        pressed(key);
                    }
                }
            }
        }
    }

    private void draw(Terminal terminal, Display display) throws IOException {
        int width = terminal.getWidth() > 0 ? terminal.getWidth() : 80;
        int height = terminal.getHeight() > 0 ? terminal.getHeight() : 24;
        display.resize(height, width);
        List<AttributedString> rows = new ArrayList<>(); // the display adds to it
        for (AttributedString row : view.rows(width, height)) {
            rows.add(colour ? row : new AttributedString(row.toString()));
        }
        drawing.lock();
        try {
            display.update(rows, 0);
        } finally {
            drawing.unlock();
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

    private void cancelRun() {
        Thread stale = running;
        if (stale != null) {
            stale.interrupt();
        }
    }

    /** Judges the current answer; a run that is under way is stale. */
    private void judge() {
        cancelRun();
        int mine = ++run;
        Kata kata = current;
        view.judging = true;
        running = Thread.ofVirtual().start(() -> judge(mine, kata));
    }

    private void judge(int mine, Kata kata) {
        try {
            Verdict plain = judge.judgePlainly(Answer.ofReader(kata));
            events.add(new Event.Judged(mine, plain));
            Verdict compared = judge.compared(kata, plain);
            if (compared.resembles() != null) {
                events.add(new Event.Judged(mine, compared));
            }
        } catch (InterruptedException _) {
            // a newer run has taken over
        } catch (IOException | RuntimeException e) {
            events.add(
                    new Event.NotJudged(
                            mine, "It could not be judged. " + Sentence.of(e) + " Save again."));
        }
    }

    private void judged(int of, Verdict verdict) {
        if (of != run) {
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
        if (!pagesBegun) {
            pagesBegun = true;
            Thread.ofPlatform().daemon().name("pages").start(this::servePages);
        }
    }

    private void servePages() {
        try {
            PageServer started = pageServer.call();
            server = started;
            events.add(new Event.PagesReady(started.address()));
        } catch (Exception e) {
            events.add(new Event.NoPages("The pages cannot be served. " + Sentence.of(e)));
        }
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
        URI address = pages;
        if (address == null) {
            view.note = "The pages are still being built.";
            return;
        }
        URI page = address.resolve("kata/" + current.id() + ".html");
        view.note = Browser.open(page) ? "" + page : "Open " + page;
    }

    private void open(Terminal terminal, Attributes usual) throws InterruptedException {
        leave(terminal, usual);
        terminal.pause();
        try {
            view.note = Editor.open(current.exercise(), line());
        } finally {
            terminal.resume();
            terminal.enterRawMode();
            enter(terminal);
        }
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
