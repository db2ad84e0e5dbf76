///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-24

import com.sun.source.util.JavacTask;
import java.util.regex.*;
import javax.tools.*;

// tag::shown[]
final String mistakes =
        """
        1 void m() { try { q.take(); } catch (InterruptedException e) { } }
        2 void m() { try { q.take(); } catch (Exception e) { n = 1; } }
        3 void m() { while (!stop) n++; }
        4 void m() throws Exception { try { s.acquire(); } finally { s.release(); } }
        5 void m(ExecutorService e) { e.submit(() -> n / stops); }
        6 int m() throws Exception { try { q.take(); } finally { return 1; } }
        7 interface R extends AutoCloseable { void close() throws InterruptedException; }
        8 void m(Thread t) { t.stop(); }
        """;

String lint(String member) throws IOException {
    var reports = new DiagnosticCollector<JavaFileObject>();
    var task = ToolProvider.getSystemJavaCompiler().getTask(
            null, null, reports, List.of("-Xlint:all"), null,     // <1>
            List.of(file(member)));
    ((JavacTask) task).analyze();
    Matcher key = Pattern.compile("\\[\\w+]")                  // <2>
            .matcher(reports.getDiagnostics().toString());
    return key.find() ? key.group() : "no report";
}
// end::shown[]

JavaFileObject file(String member) {
    return new SimpleJavaFileObject(URI.create("string:///C.java"), JavaFileObject.Kind.SOURCE) {
        public CharSequence getCharContent(boolean ignored) {
            return "import java.util.concurrent.*; class C { boolean stop; int n, stops; "
                    + "Semaphore s; BlockingQueue<String> q; " + member + "}";
        }
    };
}

void main() throws IOException {
    for (String mistake : mistakes.lines().toList()) {
        IO.println(mistake.charAt(0) + " " + lint(mistake.substring(2)));
    }
}
