import cancelsafe.lab.real.LibraryDriver;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.testing.http.MockHttpTransport;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import com.google.api.client.util.ExponentialBackOff;

import java.io.IOException;

/** A request that is answered the third time; the library sleeps in between. */
public final class GoogleBackOff implements LibraryDriver {
    private int sent;

    @Override
    public void body() throws IOException {
        HttpRequest request =
                new Transport()
                        .createRequestFactory()
                        .buildGetRequest(new GenericUrl("http://localhost/"));
        ExponentialBackOff pause =
                new ExponentialBackOff.Builder().setInitialIntervalMillis(20).build();
        request.setIOExceptionHandler(new HttpBackOffIOExceptionHandler(pause));
        request.execute().disconnect();
    }

    private final class Transport extends MockHttpTransport {
        @Override
        public MockLowLevelHttpRequest buildRequest(String method, String url) {
            return new MockLowLevelHttpRequest(url) {
                @Override
                public MockLowLevelHttpResponse execute() throws IOException {
                    if (++sent < 3) {
                        throw new IOException("no answer");
                    }
                    return new MockLowLevelHttpResponse();
                }
            };
        }
    }
}
