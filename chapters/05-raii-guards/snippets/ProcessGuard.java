///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-73

// tag::shown[]
record ProcessGuard(Process process) implements AutoCloseable {
    @Override
    public void close() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);                            // <1>
        for (ProcessHandle each : all) {
            each.onExit().completeOnTimeout(each, 2, TimeUnit.SECONDS).join();  // <2>
            each.destroyForcibly();
        }
    }
}
// end::shown[]

Process start() throws IOException {
    var process = new ProcessBuilder("sh", "-c", "sleep 100 & echo started; wait").start();
    process.inputReader().readLine();
    return process;
}

void convert(Process process) throws InterruptedException {
    Thread.currentThread().interrupt();
    process.waitFor();
}

void print(String when, Process process, ProcessHandle child) {
    IO.println("%-26s shell alive: %-5b child alive: %b".formatted(when, process.isAlive(), child.isAlive()));
}

void main() throws Exception {
    var first = start();
    var child = first.descendants().findFirst().orElseThrow();
    try { convert(first); } catch (InterruptedException e) { /* cancelled */ }
    print("after the interrupt:", first, child);
    first.destroy();
    first.waitFor();
    print("after destroy():", first, child);
    child.destroy();

    var second = start();
    var secondChild = second.descendants().findFirst().orElseThrow();
    try (var guard = new ProcessGuard(second)) {
        convert(guard.process());
    } catch (InterruptedException e) { /* cancelled */ }
    print("after the guard:", second, secondChild);
}
