///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

long time;                                               // the true time, moved by hand

record Machine(long offset) {                            // its clock is wrong by so much
    long clock(long time) { return time + offset; }

    long trueTime(long clock) { return clock - offset; }
}

final Machine client = new Machine(0);
final Machine server = new Machine(-3_000);
final long due = 1_000;

void serverStopsAt(String sent, long clock) {
    long late = server.trueTime(clock) - due;
    IO.println(sent + ": the server stops " + Math.abs(late) + " ms "
            + (late > 0 ? "after" : "before") + " the deadline");
}

void main() {
    // tag::shown[]
    long end = client.clock(time) + 1_000;
    time += 300;
    long left = end - client.clock(time);                // <1>
    time += 50;                                          // <2>
    serverStopsAt("deadline as a time ", end);           // <3>
    serverStopsAt("what is left       ", server.clock(time) + left);
    serverStopsAt("left, minus 100 ms ", server.clock(time) + left - 100);
    // end::shown[]
}
