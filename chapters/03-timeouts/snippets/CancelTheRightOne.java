///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-68

class Session {                                          // one connection to a server
    String running;

    synchronized void begin(String statement) { running = statement; }

    synchronized void end() { running = null; }

    synchronized void cancelRunning() { IO.println("  the server cancels: " + running); }
}

// tag::shown[]
class Statement {
    final Session session;
    boolean ended;

    Statement(Session session, String sql) {
        this.session = session;
        session.begin(sql);
    }

    synchronized void end() { session.end(); ended = true; }

    void cancel() { session.cancelRunning(); }           // <1>

    synchronized void cancelIfRunning() {                // <2>
        if (!ended) session.cancelRunning();
    }
}
// end::shown[]

void main() {
    for (var how : List.<Consumer<Statement>>of(Statement::cancel, Statement::cancelIfRunning)) {
        var session = new Session();
        var slow = new Statement(session, "SELECT the report");
        slow.end();                                      // it ends a moment before the limit
        var next = new Statement(session, "UPDATE the account");
        IO.println("the limit of the SELECT is reached:");
        how.accept(slow);
        next.end();
    }
}
