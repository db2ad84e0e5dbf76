import cancelsafe.lab.explore.Cancel;

// Two threads use one counter. The lab tries the interleavings of their steps.
class Counter {
    private final AtomicInteger value = new AtomicInteger();

    void increment() {
        int before = value.get();
        value.set(before + 1);
    }

    int value() {
        return value.get();
    }
}

void main() {
    try {
        Cancel.everywhere(attempt -> {
            var counter = new Counter();
            attempt.watch("counted", counter::value)
                    .undisturbed()
                    .allInterleavings()
                    .invariant("both are counted", () -> counter.value() == 2)
                    .run(() -> {
                        var other = Thread.startVirtualThread(counter::increment);
                        counter.increment();
                        other.join();
                    });
        });
        IO.println("No interleaving breaks a promise.");
    } catch (AssertionError broken) {
        IO.println(broken.getMessage());
    }
}
