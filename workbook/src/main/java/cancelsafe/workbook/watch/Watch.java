package cancelsafe.workbook.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.RunInProgress;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.AnswerFile;
import cancelsafe.workbook.reader.AnswerFile.Content;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.reader.Track;
import cancelsafe.workbook.screen.Sentence;
import cancelsafe.workbook.screen.SourceLines;
import cancelsafe.workbook.serve.Judging;
import cancelsafe.workbook.serve.News;
import cancelsafe.workbook.serve.PageServer;
import cancelsafe.workbook.watch.Reducer.Step;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Judges the answer that the reader is at whenever it is saved. A save during a run cancels the
 * run. Events come from the terminal, the files, the runs and the pages; {@link Reducer} decides
 * what they change, and this class does what has to be done then, on one thread.
 */
public final class Watch {
    private final Book book;
    private final Progress progress;
    private final boolean colour;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final RunInProgress run;
    private final News news;
    private final PageStart pages;

    /** Read by the thread that looks for saves. */
    private volatile WatchState state;

    /**
     * A watch that has not begun.
     *
     * @param track which katas the reader goes through
     * @param first the kata that the reader is at
     * @param judge used by this watch alone, and left open
     * @param news told of verdicts and progress
     * @param pageServer builds and serves the pages; called once, after the first verdict
     */
    public Watch(
            Book book,
            Progress progress,
            Track track,
            Kata first,
            Judge judge,
            boolean colour,
            News news,
            Serving pageServer)
            throws IOException {
        this.book = book;
        this.progress = progress;
        this.colour = colour;
        this.run = new RunInProgress(judge);
        this.news = news;
        this.pages = new PageStart(() -> pageServer.serve(new ForPages()), events::add);
        this.state = WatchState.start(book, track, progress.states(), first);
    }

    /** What is saved in a page is judged as if it were saved elsewhere. */
    private final class ForPages implements Judging {
        @Override
        public void judge(Kata kata, boolean written) {
            if (!written) {
                events.add(new Event.Saved(kata));
            }
        }

        @Override
        public void cancel() {
            // the watch sees that the file has changed
        }
    }

    /** Makes the server of the pages. */
    @FunctionalInterface
    public interface Serving {
        /**
         * Builds the pages and serves them.
         *
         * @param judging judges what is saved in a page as if it were saved elsewhere
         */
        PageServer serve(Judging judging) throws IOException;
    }

    /** Watches until the reader quits; leaves the terminal as it was. */
    public void run() throws IOException, InterruptedException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).provider("ffm").build();
                PrintStream log = log()) {
            System.setErr(log); // keeps what libraries print off the screen
            run(terminal);
        }
    }

    /** Watches, in a terminal that the caller closes. */
    public void run(Terminal terminal) throws IOException, InterruptedException {
        Saves saves = new Saves(book, () -> state.kata(), k -> events.add(new Event.Saved(k)));
        try (pages;
                Screen screen = new Screen(terminal, colour, events::add)) {
            Thread watching = Thread.ofVirtual().start(() -> untilInterrupted(saves));
            try {
                Step next = Reducer.turnTo(state, state.kata());
                while (isDone(next, screen)) {
                    state = screen.draw(state);
                    next = Reducer.reduce(state, events.take());
                }
            } finally {
                watching.interrupt();
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

    /** Takes a step with all its effects; false if it was the last one. */
    private boolean isDone(Step step, Screen screen) throws InterruptedException {
        state = step.state();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Quit) {
                return false;
            }
            perform(effect, screen);
        }
        return true;
    }

    private void perform(Effect effect, Screen screen) throws InterruptedException {
        switch (effect) {
            case Effect.Judge(int number, Kata kata) -> judge(number, kata);
            case Effect.CallOff _ -> callOff();
            case Effect.Choose(Kata kata) -> keep(() -> progress.choose(kata));
            case Effect.Remember(Kata kata, State reached) -> keep(() -> remember(kata, reached));
            case Effect.BuildPages _ -> pages.begin();
            case Effect.OpenPage(URI page) ->
                    note(Browser.open(page) ? page.toString() : "Open " + page);
            case Effect.Edit(Kata kata, int line) ->
                    note(screen.lend(() -> Editor.open(kata.exercise(), line)));
            case Effect.Reset(Kata kata) -> reset(kata);
            case Effect.Redraw _ -> screen.clear();
            case Effect.Quit _ -> {}
        }
    }

    private void judge(int number, Kata kata) {
        Content content = new AnswerFile(kata).readIfAny();
        List<String> source = SourceLines.of(content.text());
        news.judging(kata);
        run.judge(
                kata,
                new RunInProgress.Listener() {
                    @Override
                    public void judged(Verdict verdict) {
                        events.add(new Event.Judged(number, verdict, source));
                        news.judged(kata, verdict, content);
                    }

                    @Override
                    public void failed(Exception why) {
                        String sentence = "Your answer could not be judged. " + Sentence.of(why);
                        events.add(new Event.NotJudged(number, sentence + " Save again."));
                        news.notJudged(kata, Sentence.of(why));
                    }
                });
    }

    private void callOff() {
        run.cancel();
        news.notJudged(state.kata(), "The run was stopped.");
    }

    private void note(String text) {
        events.add(new Event.Note(text));
    }

    private void remember(Kata kata, State reached) throws IOException {
        progress.note(kata, reached);
        events.add(new Event.ProgressKnown(progress.states())); // another window may solve some
        news.progressed();
    }

    /** A change of the reader's progress. */
    @FunctionalInterface
    private interface Keeping {
        void keep() throws IOException;
    }

    private void keep(Keeping change) {
        try {
            change.keep();
        } catch (IOException e) {
            note("Your progress cannot be saved. " + Sentence.of(e));
        }
    }

    private void reset(Kata kata) {
        try {
            Optional<Path> kept = progress.reset(kata);
            events.add(new Event.WasReset(kata));
            note(
                    kept.map(k -> "Your text is kept in " + progress.describe(k))
                            .orElse("The starting class is restored."));
        } catch (IOException e) {
            note("Your answer cannot be reset. " + Sentence.of(e));
        }
    }
}
