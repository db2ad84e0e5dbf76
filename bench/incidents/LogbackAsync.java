import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

/** Two events through a queue; what was logged before the cancellation must be written. */
public final class LogbackAsync implements LibraryDriver {
    private final AsyncAppender async = new AsyncAppender();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final Logger log;

    /** A logger of its own. */
    public LogbackAsync() {
        LoggerContext context = new LoggerContext();
        written.setContext(context);
        written.start();
        async.setContext(context);
        async.setDiscardingThreshold(0);
        async.setQueueSize(4);
        async.addAppender(written);
        async.start();
        log = context.getLogger("driver");
        log.addAppender(async);
        log.setAdditive(false);
    }

    @Override
    public void body() {
        log.info("one");
        log.info("two");
    }

    @Override
    public void check(Ended ended) {
        async.stop();
        if (written.list.size() != 2) {
            throw new AssertionError(written.list.size() + " of 2 events are written");
        }
    }
}
