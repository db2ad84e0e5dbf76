package cancelsafe.site;

import cancelsafe.site.page.CoverPage;
import cancelsafe.site.page.Layout;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What pages need beyond themselves to stand at an address of the web: a map of the site, and for
 * those who link to them a card with title and picture. The pages still ask no other host for
 * anything.
 */
public final class Publication {
    /** The whole book as a PDF, put beside the pages by {@code .ci/publish}. */
    private static final String PDF = "cancel-safe-java.pdf";

    /** All pages, put beside them by {@code .ci/publish}. */
    private static final String ZIP = "cancel-safe-java.zip";

    private static final Pattern OF_A_REPOSITORY =
            Pattern.compile("https://([\\w-]+)\\.github\\.io/([\\w.-]+)/");

    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");

    private final Path folder;
    private final URI address;

    /**
     * Pages in a folder that are to be read at an address.
     *
     * @param address absolute, with a slash at its end
     */
    public Publication(Path folder, URI address) {
        this.folder = folder;
        this.address = address;
    }

    /** Writes the map, and completes the pages. */
    public void complete(List<Path> pages) throws IOException {
        for (Path page : pages) {
            Files.writeString(page, completed(page, Files.readString(page)));
        }
        Files.writeString(
                folder.resolve("sitemap.xml"),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                %s</urlset>
                """
                        .formatted(
                                pages.stream()
                                        .map(p -> "<url><loc>" + addressOf(p) + "</loc></url>\n")
                                        .collect(Collectors.joining())));
        Files.writeString(
                folder.resolve("robots.txt"),
                "User-agent: *\nAllow: /\nSitemap: " + address.resolve("sitemap.xml") + "\n");
    }

    private URI addressOf(Path page) {
        String name = folder.relativize(page).toString().replace('\\', '/');
        return address.resolve(name.equals("index.html") ? "" : name);
    }

    /** How a reader of the pages gets the book, if the address tells its repository. */
    private String start() {
        Matcher pages = OF_A_REPOSITORY.matcher(address.toString());
        return pages.matches()
                ? """
                git clone https://github.com/%1$s/%2$s</span>
                <span class="c">cd %2$s</span>
                <span class="c">%3$s\
                """
                        .formatted(pages.group(1), pages.group(2), CoverPage.COMMAND)
                : CoverPage.COMMAND;
    }

    private String completed(Path page, String html) {
        String title =
                TITLE.matcher(html)
                        .results()
                        .map(m -> m.group(1))
                        .findFirst()
                        .orElse("Cancel-Safe Java");
        String card =
                """
                <link rel="canonical" href="%s">
                <meta property="og:title" content="%s">
                <meta property="og:description" content="%s">
                <meta property="og:type" content="website">
                <meta property="og:url" content="%s">
                <meta property="og:image" content="%s">
                <meta name="twitter:card" content="summary_large_image">
                </head>
                """
                        .formatted(
                                addressOf(page),
                                title,
                                Layout.DESCRIPTION,
                                addressOf(page),
                                address.resolve("assets/card.png"));
        String offline =
                """
                <p>To read offline: <a href="%s">the book as a PDF</a> or <a href="%s">these pages as a ZIP file</a>.</p>
                </main>
                """
                        .formatted(PDF, ZIP);
        String complete = html.replace("</head>\n", card);
        return addressOf(page).equals(address)
                ? complete.replace("</main>\n", offline)
                        .replace(
                                "<span class=\"c\">" + CoverPage.COMMAND + "<",
                                "<span class=\"c\">" + start() + "<")
                : complete;
    }
}
