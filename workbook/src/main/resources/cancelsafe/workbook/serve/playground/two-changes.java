import cancelsafe.lab.explore.Cancel;

// The method that the lab cancels at every point. Put your own here.
void transfer(AtomicInteger a, AtomicInteger b, int amount) throws InterruptedException {
    a.addAndGet(-amount);
    Thread.sleep(5); // asks the auditor
    b.addAndGet(amount);
}

void main() {
    try {
        Cancel.everywhere(attempt -> {
            var a = new AtomicInteger(100);
            var b = new AtomicInteger(0);
            attempt.watch("a", a::get)
                    .watch("b", b::get)
                    .invariant("a + b = 100", () -> a.get() + b.get() == 100)
                    .run(() -> transfer(a, b, 30));
        });
        IO.println("No cancellation breaks a promise.");
    } catch (AssertionError broken) {
        IO.println(broken.getMessage());
    }
}
