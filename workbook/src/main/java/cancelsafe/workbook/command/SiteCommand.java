package cancelsafe.workbook.command;

import cancelsafe.site.Publication;
import cancelsafe.site.Site;
import cancelsafe.site.SiteReport;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(name = "site", description = "Builds the pages of the book.")
final class SiteCommand implements Callable<Integer> {
    private final Desk desk;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to write to; the default is workbook/target/site.")
    private @Nullable Path out;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description =
                    "The address at which the pages will be published; adds a site map and link"
                            + " previews.")
    private @Nullable URI address;

    SiteCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = out == null ? desk.root().resolve("workbook/target/site") : out;
        SiteReport report = Site.build(desk.book(), folder.toAbsolutePath().normalize());
        report.problems().forEach(desk::print);
        if (address != null) {
            new Publication(folder.toAbsolutePath().normalize(), address).complete(report.pages());
        }
        desk.print(
                " %d pages in %s; begin with %s"
                        .formatted(report.pages().size(), folder, folder.resolve("index.html")));
        return report.problems().isEmpty() ? Exit.RIGHT : Exit.FAILED;
    }
}
