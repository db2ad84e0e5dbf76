package cancelsafe.workbook.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/** Requests of a page, made by a test. */
record Asking(SmallBook book, HttpClient client) {
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + book.server().port() + path));
    }

    HttpRequest.Builder post(String name, String body) {
        return request("/live/" + name).POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Asks with the key. */
    HttpResponse<String> ask(String name, String body) throws IOException, InterruptedException {
        return send(post(name, body).header(LiveApi.KEY, book.key()));
    }

    /** The lines of an answer, as they come. */
    Stream<String> follow(String name, String body) throws IOException, InterruptedException {
        return client.send(
                        post(name, body).header(LiveApi.KEY, book.key()).build(),
                        BodyHandlers.ofLines())
                .body();
    }
}
