package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Snippet;
import cancelsafe.workbook.process.Processes;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

@Command(name = "run", description = "Runs a snippet or a program of the book with JBang.")
final class RunCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The name of the program, such as StopByFlag or stop-by-flag.")
    private String name = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "Passed to the program.")
    private List<String> arguments = new ArrayList<>();

    @Spec private @Nullable CommandSpec spec;

    RunCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, Lacking {
        Book book = desk.book();
        Snippet snippet = book.snippet(name).orElseThrow(() -> unknown(book));
        List<String> command = desk.jbang().commandFor(snippet.source(), arguments);
        Process process = Processes.builder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    private ParameterException unknown(Book book) {
        String all = book.snippets().stream().map(Snippet::alias).collect(Collectors.joining(", "));
        return new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "There is no program %s. The programs are: %s".formatted(name, all));
    }
}
