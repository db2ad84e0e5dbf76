import cancelsafe.lab.real.LibraryDriver;

import org.springframework.retry.support.RetryTemplate;

/** A call that succeeds the third time; the library sleeps in between. */
public final class SpringRetry implements LibraryDriver {
    private int calls;

    @Override
    public void body() {
        RetryTemplate template = RetryTemplate.builder().maxAttempts(3).fixedBackoff(20).build();
        template.execute(context -> call());
    }

    private int call() {
        if (++calls < 3) {
            throw new IllegalStateException("not yet");
        }
        return calls;
    }
}
