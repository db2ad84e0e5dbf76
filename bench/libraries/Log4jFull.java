import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue of one event, whose appender is slow until the body waits; all events are written. */
public final class Log4jFull implements LibraryDriver {
    private final AtomicInteger written = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private AsyncAppender async;

    /** Waits before it writes the first event. */
    private final class Slow extends AbstractAppender {
        Slow() {
            super("slow", null, null, false, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (written.get() == 0) {
                Hold.untilBodyWaits();
            }
            written.incrementAndGet();
            first.countDown();
        }
    }

    @Override
    public void before() {
        Configuration configuration = new DefaultConfiguration();
        new LoggerContext("driver").start(configuration);
        Slow slow = new Slow();
        slow.start();
        configuration.addAppender(slow);
        async =
                AsyncAppender.newBuilder()
                        .setName("async")
                        .setAppenderRefs(
                                new AppenderRef[] {
                                    AppenderRef.createAppenderRef("slow", Level.ALL, null)
                                })
                        .setBufferSize(1)
                        .setBlocking(true)
                        .setConfiguration(configuration)
                        .build();
        async.start();
    }

    @Override
    public void body() {
        for (int i = 0; i < 4; i++) {
            async.append(
                    Log4jLogEvent.newBuilder()
                            .setLoggerName("driver")
                            .setLevel(Level.INFO)
                            .setMessage(new SimpleMessage("event " + i))
                            .build());
        }
    }

    @Override
    public void check(Ended ended) throws InterruptedException {
        first.await(); // stop() would interrupt the slow appender
        async.stop();
        if (written.get() != 4) {
            throw new AssertionError(written + " of 4 events are written");
        }
    }
}
