package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.site.listing.SnippetText;
import cancelsafe.site.listing.SnippetText.Body;
import cancelsafe.workbook.judge.Problem;
import cancelsafe.workbook.program.ProgramEvent;
import cancelsafe.workbook.program.ProgramRun;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.program.Start;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The programs of the book, and that of the {@link Playground}.
 *
 * <ul>
 *   <li>{@code program}, {@code {"name": NAME}}: the {@link Body} of the program.
 *   <li>{@code run}, {@code {"name": NAME, "text": BODY}}: compiles the program and runs it; with
 *       the body of the book if {@code text} is not there. The first line of the answer is {@code
 *       {"run": ID}} or, if the program does not compile, {@code {"problems": [{"line": 3,
 *       "column": 1, "message": "..."}]}}, which is then the only one. Each line after it is a
 *       {@link ProgramEvent}.
 *   <li>{@code stop}, {@code {"run": ID}}: interrupts the main thread of the program; the second
 *       time, ends its JVM.
 * </ul>
 */
final class ProgramCalls {
    /** So often a silent program is followed by an empty line. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Supplier<Book> book;
    private final Programs programs;

    private record Named(String name) {}

    /** A program: its file, and its text as the page begins with it. */
    private record Source(Path file, String text) {}

    private record Run(String name, @Nullable String text) {}

    private record Begun(String run) {}

    private record Rejected(List<Problem> problems) {}

    ProgramCalls(Supplier<Book> book, Programs programs) {
        this.book = book;
        this.programs = programs;
    }

    /** Its routes, by name. */
    Map<String, LiveApi.Route> routes() {
        return Map.of("program", this::body, "run", this::run, "stop", this::stop);
    }

    private void body(Call call) throws IOException, Refusal {
        call.answer(200, SnippetText.body(source(call.body(Named.class).name).text));
    }

    private Source source(@Nullable String name) throws IOException, Refusal {
        if (Playground.NAME.equals(name)) {
            return new Source(Playground.FILE, Playground.source());
        }
        Path file =
                book.get()
                        .snippet(name == null ? "" : name)
                        .orElseThrow(
                                () -> new Refusal(404, "The book has no program of this name."))
                        .source();
        return new Source(file, Files.readString(file));
    }

    private void stop(Call call) throws IOException, Refusal {
        String id = call.body(Begun.class).run;
        programs.find(id == null ? "" : id)
                .orElseThrow(() -> new Refusal(404, "This program has already ended."))
                .stop();
        call.done();
    }

    private void run(Call call) throws IOException, InterruptedException, Refusal {
        Run wanted = call.body(Run.class);
        Source source = source(wanted.name);
        String text =
                wanted.text == null ? source.text : SnippetText.withBody(source.text, wanted.text);
        switch (programs.start(source.file, text)) {
            case Start.Full _ ->
                    throw new Refusal(
                            429, "Too many programs are running. Stop one of them first.");
            case Start.Rejected(List<Problem> problems) -> {
                try (Call.Lines lines = call.lines()) {
                    lines.write(new Rejected(problems));
                }
            }
            case Start.Running(ProgramRun run) -> {
                try (run;
                        Call.Lines lines = call.lines()) {
                    follow(run, lines);
                }
            }
        }
    }

    private static void follow(ProgramRun run, Call.Lines lines)
            throws IOException, InterruptedException {
        lines.write(new Begun(run.id()));
        while (true) {
            ProgramEvent event = run.next(HEARTBEAT);
            if (event == null) {
                lines.heartbeat();
                continue;
            }
            lines.write(event);
            if (event.kind() == ProgramEvent.Kind.END) {
                return;
            }
        }
    }
}
