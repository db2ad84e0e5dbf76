package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.site.listing.Listing;
import cancelsafe.site.page.Layout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A page for programs of one's own, with the lab at hand. Only this server has it. */
final class Playground {
    /** Its address. */
    static final String PATH = "/playground.html";

    /** Name of its program, which no program of the book has. */
    static final String NAME = "Playground";

    /** Of its program, which has no file. */
    static final Path FILE = Path.of(NAME + ".java");

    private static final String LAB = "cancelsafe:lab:1.0.0";

    private static final String HEADER =
            """
            ///usr/bin/env jbang --javaagent=%1$s "$0" "$@" ; exit $?
            //JAVA 25
            //DEPS %1$s
            """
                    .formatted(LAB);

    /** The first is what the page begins with. */
    private static final List<String> TEMPLATES = List.of("two-changes", "a-permit", "two-threads");

    private record Templates(Map<String, String> templates) {}

    private Playground() {}

    /** The program that the page begins with. */
    static String source() throws IOException {
        return HEADER + template(TEMPLATES.getFirst());
    }

    private static String template(String name) throws IOException {
        try (InputStream in =
                Playground.class.getResourceAsStream("playground/" + name + ".java")) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Its routes, by name: {@code templates} answers with {@code {"templates": {NAME: BODY}}}. */
    static Map<String, LiveApi.Route> routes() {
        return Map.of("templates", call -> call.answer(200, templates()));
    }

    private static Templates templates() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : TEMPLATES) {
            all.put(name.replace('-', ' '), template(name));
        }
        return new Templates(all);
    }

    /** The page, without the scripts that speak with the server. */
    static String page(Book book) throws IOException {
        return Layout.page(
                book,
                "Playground",
                """
                <h1>Playground</h1>
                <p class="lead">Put a method of your own in place of the example, and say what must hold. Run cancels the method at every point, and prints what each cancellation left behind.</p>
                <p><code>watch</code> names a value that the report shows, <code>invariant</code> says what must hold at the end, and <code>run</code> takes the code that is cancelled. The lab itself also checks the following: the interrupt is not lost, no thread is left running, no lock or permit is kept, and there is no data race.</p>
                <p id="playground-templates"></p>
                %s
                """
                        .formatted(Listing.java(NAME + ".java", NAME, source(), Map.of(), 1)));
    }
}
