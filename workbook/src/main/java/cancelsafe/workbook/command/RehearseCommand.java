package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.Track;
import cancelsafe.workbook.serve.News;
import cancelsafe.workbook.serve.PageServer;
import cancelsafe.workbook.watch.Watch;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Goes through what a start of the workbook does, after a build: the virtual machines of this
 * process and of its worker write down what they have loaded, and later starts take it from there.
 */
@Command(name = "rehearse", hidden = true, description = "Prepares the next start; done by ./kata.")
final class RehearseCommand implements Callable<Integer> {
    private static final int KATAS = 3;

    private final Desk desk;

    RehearseCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Judge judge = Judge.rehearsing(desk.installation())) {
            Book book = desk.book();
            Path folder = Files.createTempDirectory("kata-rehearsal");
            try {
                Progress progress = Progress.in(folder, book);
                watch(book, progress, judge);
                for (Kata kata : book.katas().stream().limit(KATAS).toList()) {
                    for (Path file : List.of(kata.start(), kata.solution())) {
                        Answer answer = new Answer(kata, file);
                        new Printed(desk).print(answer, judge.judgePlainly(answer));
                    }
                }
                judge.finish();
            } finally {
                delete(folder);
            }
        }
        return Exit.RIGHT;
    }

    /** A watch in a terminal that is not there, ended as soon as there is a verdict. */
    private static void watch(Book book, Progress progress, Judge judge)
            throws IOException, InterruptedException {
        try (PipedOutputStream keys = new PipedOutputStream();
                PipedInputStream typed = new PipedInputStream(keys);
                Terminal terminal =
                        TerminalBuilder.builder()
                                .type("xterm-256color")
                                .streams(typed, OutputStream.nullOutputStream())
                                .build()) {
            new Watch(
                            book,
                            progress,
                            Track.WHOLE,
                            progress.current(),
                            judge,
                            true,
                            new News(progress),
                            _ -> quit(keys))
                    .run(terminal);
        }
    }

    /** Presses q where the pages would be built, which is after the first verdict. */
    private static PageServer quit(OutputStream keys) throws IOException {
        keys.write('q');
        keys.flush();
        throw new IOException("A rehearsal has no pages.");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
