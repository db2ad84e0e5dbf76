package cancelsafe.workbook.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class PageServerTest {
    @TempDir Path folder;

    private static String get(int port, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            ("GET /index.html HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPageIsServed() throws Exception {
        Files.writeString(folder.resolve("index.html"), "<p>the book</p>");
        try (PageServer server = PageServer.start(folder, 28_025);
                HttpClient client = HttpClient.newHttpClient()) {
            URI page = server.address().resolve("index.html");
            String body =
                    client.send(
                                    HttpRequest.newBuilder(page).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            assertThat(body).isEqualTo("<p>the book</p>");
        }
    }

    @Test
    void aTakenPortLeadsToTheNext() throws Exception {
        try (PageServer first = PageServer.start(folder, 28_125);
                PageServer second = PageServer.start(folder, first.port())) {
            assertThat(second.port()).isGreaterThan(first.port());
        }
    }

    @Test
    void aRequestThatNamesAnotherHostIsRefused() throws Exception {
        Files.writeString(folder.resolve("index.html"), "<p>the book</p>");
        try (PageServer server = PageServer.start(folder, 28_225)) {
            int port = server.port();
            assertThat(get(port, "Host: elsewhere.example:" + port + "\r\n")).contains(" 403 ");
            assertThat(
                            get(
                                    port,
                                    "Host: localhost:%d\r\nOrigin: http://elsewhere.example\r\n"
                                            .formatted(port)))
                    .contains(" 403 ");
            assertThat(get(port, "Host: localhost:%d\r\n".formatted(port))).contains(" 200 ");
        }
    }
}
