package cancelsafe.workbook.command;

import cancelsafe.site.Site;
import cancelsafe.site.SiteReport;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(name = "site", description = "Builds the pages of the book.")
final class SiteCommand implements Callable<Integer> {
    private final Desk desk;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to; the usual place is workbook/target/site.")
    private @Nullable Path out;

    SiteCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = out == null ? desk.root().resolve("workbook/target/site") : out;
        SiteReport report = Site.build(desk.book(), folder.toAbsolutePath().normalize());
        report.problems().forEach(desk::print);
        desk.print(
                " %d pages in %s; begin with %s"
                        .formatted(report.pages().size(), folder, folder.resolve("index.html")));
        return report.problems().isEmpty() ? Exit.RIGHT : Exit.FAILED;
    }
}
