///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-02

int till = 100, safe = 0;                       // together always 100

void carry(int amount, Runnable stopped) {
    till -= amount;
    stopped.run();                              // <1>
    safe += amount;
}

@SuppressWarnings("removal")
void main() {
    try {
        new Thread(() -> {}).stop();            // <2>
    } catch (UnsupportedOperationException e) {
        IO.println("Thread.stop() today: " + e);
    }
    try {
        carry(30, () -> { throw new Error("killed here"); });
    } catch (Error killed) {
        IO.println("what it used to do: " + killed.getMessage());
    }
    IO.println("till " + till + ", safe " + safe
            + ", together " + (till + safe));
}
