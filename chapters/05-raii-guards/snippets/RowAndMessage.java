///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-22 B-80

static class Crash extends Error {}

int stepsLeft;
boolean row;                                                            // in the database
boolean inOutbox;                                                       // in the database
int sent;                                                               // to the queue

void step() { if (--stepsLeft == 0) throw new Crash(); }

// tag::shown[]
void commitThenSend() {
    row = true;                                                         // <1>
    step();
    sent++;
    step();
}

void sendThenCommit() {
    sent++;
    step();
    row = true;
    step();
}

void outbox() {
    row = inOutbox = true;                                              // <2>
    step();
    relay();
}

void relay() {
    if (inOutbox) {
        sent++;                                                         // <3>
        step();
        inOutbox = false;
        step();
    }
}
// end::shown[]

void crashing(String name, Runnable way, int after) {
    row = inOutbox = false;
    sent = 0;
    stepsLeft = after;
    try { way.run(); } catch (Crash e) { /* the process has ended */ }
    stepsLeft = 0;
    relay();                                                            // after the restart
    IO.println("%-18s crash after step %d: row %s, sent %d".formatted(name, after, row ? "new" : "old", sent));
}

void main() {
    for (int n = 1; n <= 2; n++) crashing("commit, then send:", this::commitThenSend, n);
    for (int n = 1; n <= 2; n++) crashing("send, then commit:", this::sendThenCommit, n);
    for (int n = 1; n <= 3; n++) crashing("outbox:", this::outbox, n);
}
