package cancelsafe.site.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkDocsTest {
    private static final String API = "https://docs.oracle.com/en/java/javase/25/docs/api/";

    @ParameterizedTest
    @CsvSource({
        "Semaphore, java.base/java/util/concurrent/Semaphore.html",
        "Thread.sleep(t), java.base/java/lang/Thread.html",
        "Future.cancel(true), java.base/java/util/concurrent/Future.html#cancel(boolean)",
        "CompletableFuture.allOf(a),"
            + " java.base/java/util/concurrent/CompletableFuture.html#allOf(java.util.concurrent.CompletableFuture...)",
        "Statement.cancel(), java.sql/java/sql/Statement.html#cancel()"
    })
    void aNameLeadsToItsPage(String code, String page) {
        assertThat(JdkDocs.address(code)).contains(API + page);
    }

    @Test
    void namesOfTheBookLeadNowhere() {
        assertThat(JdkDocs.address("TornTransfer.transfer(a, b)")).isEmpty();
        assertThat(JdkDocs.address("interrupt()")).isEmpty();
    }

    @Test
    void onlyCodeIsLinked() {
        assertThat(JdkDocs.linked("a <code>Semaphore</code> is not a Thread"))
                .isEqualTo(
                        "a <a href=\""
                                + API
                                + "java.base/java/util/concurrent/Semaphore.html\"><code>Semaphore</code></a>"
                                + " is not a Thread");
    }
}
