package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.program.Limits;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.serve.LiveBook;
import cancelsafe.workbook.serve.LivePages;
import cancelsafe.workbook.serve.News;
import cancelsafe.workbook.serve.OwnJudging;
import cancelsafe.workbook.serve.PageServer;
import cancelsafe.workbook.serve.Pages;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(
        name = "serve",
        description =
                "Serves the pages of the book on this machine, and updates them when you change a"
                        + " file of the book.")
final class ServeCommand implements Callable<Integer> {
    private final Desk desk;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + PageServer.USUAL_PORT,
            description = "The port to listen on; if it is taken, the next free port is used.")
    private int port;

    @Spec private @Nullable CommandSpec spec;

    ServeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 1 || port > 65_535) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "The port must be a number from 1 to 65535, but is " + port + ".");
        }
        Book book = desk.book();
        Pages built = Pages.of(book);
        built.build().forEach(desk::print);
        LivePages pages = new LivePages(book, built.folder(), desk::print);
        Progress progress = desk.progress(book);
        News news = new News(progress);
        try (Judge judge = desk.judge();
                OwnJudging judging = new OwnJudging(judge, progress, news);
                PageServer server =
                        PageServer.start(
                                new LiveBook(
                                        pages,
                                        progress,
                                        new Programs(desk.jbangIfAny(), Limits.USUAL),
                                        judging,
                                        news),
                                port)) {
            if (server.port() != port) {
                desk.print(
                        " Port %d is taken, so the server listens on port %d."
                                .formatted(port, server.port()));
            }
            desk.print(" The book is at " + server.address() + "  (Ctrl-C ends)");
            pages.watch();
        }
        return Exit.RIGHT;
    }
}
