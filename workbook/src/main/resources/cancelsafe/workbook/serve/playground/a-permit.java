import cancelsafe.lab.explore.Cancel;

// What happens to the permit if the wait for it is cancelled?
void print(Semaphore printers, List<String> pages) throws InterruptedException {
    try {
        printers.acquire();
        Thread.sleep(20);
        pages.add("a page");
    } finally {
        printers.release();
    }
}

void main() {
    try {
        Cancel.everywhere(attempt -> {
            var printers = new Semaphore(2);
            var pages = new ArrayList<String>();
            attempt.watch("permits", printers::availablePermits)
                    .watch("pages", pages::size)
                    .invariant("two permits", () -> printers.availablePermits() == 2)
                    .run(() -> print(printers, pages));
        });
        IO.println("No cancellation breaks a promise.");
    } catch (AssertionError broken) {
        IO.println(broken.getMessage());
    }
}
