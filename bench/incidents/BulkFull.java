import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkProcessor;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.bulk.BulkResponse;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.client.Client;
import org.elasticsearch.common.settings.Settings;

import java.lang.reflect.Proxy;

/** A processor that sends one request at a time; the second waits until the first is answered. */
public final class BulkFull implements LibraryDriver {
    private final BulkProcessor processor =
            BulkProcessor.builder(client(), new Silent())
                    .setBulkActions(1)
                    .setConcurrentRequests(1)
                    .build();

    private static final class Silent implements BulkProcessor.Listener {
        @Override
        public void beforeBulk(long id, BulkRequest request) {}

        @Override
        public void afterBulk(long id, BulkRequest request, BulkResponse response) {}

        @Override
        public void afterBulk(long id, BulkRequest request, Throwable failure) {}
    }

    /** A client whose server answers when it is waited for. */
    @SuppressWarnings("unchecked")
    private static Client client() {
        return (Client)
                Proxy.newProxyInstance(
                        Client.class.getClassLoader(),
                        new Class<?>[] {Client.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("bulk")) {
                                ActionListener<BulkResponse> listener =
                                        (ActionListener<BulkResponse>) arguments[1];
                                new Thread(() -> answer(listener)).start();
                            }
                            return method.getReturnType() == Settings.class
                                    ? Settings.EMPTY
                                    : null;
                        });
    }

    private static void answer(ActionListener<BulkResponse> listener) {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        listener.onResponse(new BulkResponse(new BulkItemResponse[0], 1));
    }

    @Override
    public void body() {
        processor.add(new IndexRequest("index", "type", "1").source("field", "one"));
        processor.add(new IndexRequest("index", "type", "2").source("field", "two"));
    }
}
