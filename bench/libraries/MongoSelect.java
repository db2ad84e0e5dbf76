import cancelsafe.lab.real.LibraryDriver;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

/** A thread waits for a server that does not exist, until the time limit of 500 ms. */
public final class MongoSelect implements LibraryDriver {
    private MongoClient client;

    @Override
    public void before() {
        client = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500");
    }

    @Override
    public void body() {
        try {
            client.getDatabase("db").getCollection("c").countDocuments();
        } catch (MongoTimeoutException e) {
            // nothing else can come
        }
    }

    @Override
    public void after() {
        client.close();
    }
}
