import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import okio.Buffer;
import okio.Okio;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads a few bytes; before each read the library asks whether the thread is interrupted. */
public final class OkioRead implements LibraryDriver {
    @Override
    public void body() throws IOException {
        Okio.source(new ByteArrayInputStream(new byte[10])).read(new Buffer(), 10);
    }

    @Override
    public void check(Ended ended) {
        if (ended.thrown() != null && !ended.interrupted()) {
            throw new AssertionError(
                    "a time limit ends the read with the same exception, and the interrupt status"
                            + " is off");
        }
    }
}
