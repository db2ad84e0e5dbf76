import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;

import java.util.concurrent.atomic.AtomicInteger;

/** A queue of one event, whose appender is slow until the body waits; all events are written. */
public final class LogbackFull implements LibraryDriver {
    private final AtomicInteger written = new AtomicInteger();
    private final AsyncAppender async = new AsyncAppender();
    private Logger log;

    @Override
    public void before() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        AppenderBase<ILoggingEvent> slow =
                new AppenderBase<>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        if (written.get() == 0) {
                            Hold.untilBodyWaits();
                        }
                        written.incrementAndGet();
                    }
                };
        slow.setContext(context);
        slow.start();
        async.setContext(context);
        async.setDiscardingThreshold(0);
        async.setQueueSize(1);
        async.setMaxFlushTime(0);
        async.addAppender(slow);
        async.start();
        log = context.getLogger("driver");
        log.addAppender(async);
        log.setAdditive(false);
    }

    @Override
    public void body() {
        log.info("one");
        log.info("two");
        log.info("three");
        log.info("four");
    }

    @Override
    public void check(Ended ended) {
        async.stop();
        if (written.get() != 4) {
            throw new AssertionError(written + " of 4 events are written");
        }
    }
}
