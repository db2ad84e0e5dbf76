package cancelsafe.workbook.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class OperatorsTest {
    private static final String HEAD =
            "import java.time.*; import java.util.*; import java.util.concurrent.*;"
                    + " import java.util.concurrent.atomic.*; import java.util.concurrent.locks.*;"
                    + " class A { ";

    /** What an operator makes of the members of a class. */
    private static List<String> of(Operator operator, String members) throws IOException {
        String text = HEAD + members + " }";
        AnswerTree tree = AnswerTree.of("A", text, List.of());
        return operator.changes(tree)
                .map(change -> change.applyTo(text))
                .map(changed -> changed.substring(HEAD.length(), changed.length() - 2))
                .toList();
    }

    @Test
    void statementsAreDeletedOneAtATime() throws IOException {
        assertThat(of(new DeleteStatement(), "int n; void m() { n = 1; if (n > 0) m(); }"))
                .containsExactly(
                        "int n; void m() { ; if (n > 0) m(); }",
                        "int n; void m() { n = 1; if (n > 0) ; }");
    }

    @Test
    void declarationsAndBlocksStay() throws IOException {
        assertThat(of(new DeleteStatement(), "A() {} void m() { int n = 0; { } }")).isEmpty();
    }

    @Test
    void aLoopBecomesACheck() throws IOException {
        assertThat(of(new WhileToIf(), "void m() { while (true) m(); }"))
                .containsExactly("void m() { if (true) m(); }");
    }

    @Test
    void aCatchDoesNothing() throws IOException {
        assertThat(of(new EmptyCatch(), "void m() { try { m(); } catch (Error e) { m(); } }"))
                .containsExactly("void m() { try { m(); } catch (Error e) {} }");
    }

    @Test
    void anEmptyCatchStays() throws IOException {
        assertThat(of(new EmptyCatch(), "void m() { try { m(); } catch (Error e) { } }")).isEmpty();
    }

    @Test
    void aFinallyIsDroppedOnAllPathsOnFailureAndOnSuccess() throws IOException {
        assertThat(of(new DropFinally(), "void m() { try { a(); } finally { b(); } }"))
                .containsExactly(
                        "void m() { { a(); } }",
                        "void m() { { a(); } { b(); } }",
                        "void m() { try { a(); } catch (Throwable any) { { b(); } throw any; } }");
    }

    @Test
    void catchesStayWhereAFinallyIsDropped() throws IOException {
        assertThat(
                        of(
                                new DropFinally(),
                                "void m() { try { a(); } catch (Error e) {} finally { b(); } }"))
                .containsExactly(
                        "void m() { try { a(); } catch (Error e) {} }",
                        "void m() { try { a(); } catch (Error e) {} { b(); } }",
                        "void m() { try { try { a(); } catch (Error e) {} }"
                                + " catch (Throwable any) { { b(); } throw any; } }");
    }

    @Test
    void theMonitorOfABlockAndOfAMethodIsDropped() throws IOException {
        assertThat(
                        of(
                                new DropSynchronized(),
                                "synchronized void m() { synchronized (this) { m(); } }"))
                .containsExactly(
                        "synchronized void m() { { m(); } }",
                        "void m() { synchronized (this) { m(); } }");
    }

    @Test
    void volatileIsDropped() throws IOException {
        assertThat(of(new DropVolatile(), "private volatile int n; int k;"))
                .containsExactly("private int n; int k;");
    }

    @Test
    void anAtomicStepBecomesTwo() throws IOException {
        assertThat(
                        of(
                                new SplitAtomic(),
                                "AtomicInteger n; boolean m() { return n.compareAndSet(0, 1); }"))
                .containsExactly(
                        "AtomicInteger n; boolean m() { return (n.get() == 0 &&"
                                + " String.valueOf(n.getAndSet(1)) != null); }");
        assertThat(
                        of(
                                new SplitAtomic(),
                                "AtomicInteger n; int m() { return n.getAndIncrement(); }"))
                .containsExactly("AtomicInteger n; int m() { return n.getAndSet(n.get() + (1)); }");
    }

    @Test
    void resourcesStayOpen() throws IOException {
        assertThat(of(new LeaveOpen(), "void m(Semaphore s) { try (var e = open()) { m(s); } }"))
                .containsExactly("void m(Semaphore s) { { var e = open(); m(s); } }");
    }

    @Test
    void boundsOfComparisonsMoveAndAreNegated() throws IOException {
        assertThat(of(new RelaxComparison(), "boolean m(int n) { return n < 3; }"))
                .containsExactly(
                        "boolean m(int n) { return n <= 3; }",
                        "boolean m(int n) { return n >= 3; }");
    }

    @Test
    void oneBranchIsTakenAlways() throws IOException {
        assertThat(of(new FixCondition(), "void m(int n) { if (n > 0) m(0); }"))
                .containsExactly(
                        "void m(int n) { if (true) m(0); }", "void m(int n) { if (false) m(0); }");
    }

    @Test
    void operandsOfConditionsAreDropped() throws IOException {
        assertThat(of(new DropOperand(), "boolean m(boolean a, boolean b) { return a && b; }"))
                .containsExactly(
                        "boolean m(boolean a, boolean b) { return a; }",
                        "boolean m(boolean a, boolean b) { return b; }",
                        "boolean m(boolean a, boolean b) { return a || b; }");
    }

    @Test
    void signsAreChangedInSumsOfNumbersOnly() throws IOException {
        assertThat(of(new ChangeSign(), "int m(int n, String s) { s += 1; n++; return n - 1; }"))
                .containsExactly(
                        "int m(int n, String s) { s += 1; n--; return n - 1; }",
                        "int m(int n, String s) { s += 1; n++; return n + 1; }");
    }

    @Test
    void literalsAreFlipped() throws IOException {
        assertThat(of(new FlipLiteral(), "boolean b = true; int n = 7; String s = null;"))
                .containsExactly(
                        "boolean b = false; int n = 7; String s = null;",
                        "boolean b = true; int n = 6; String s = null;",
                        "boolean b = true; int n = 8; String s = null;");
    }

    @Test
    void anotherValueIsReturned() throws IOException {
        assertThat(of(new ReturnOther(), "Object m(Object o) { return o; }"))
                .containsExactly("Object m(Object o) { return null; }");
        assertThat(of(new ReturnOther(), "boolean m(boolean b) { return b; }"))
                .containsExactly("boolean m(boolean b) { return !(b); }");
        assertThat(of(new ReturnOther(), "long m(long n) { return n; }"))
                .containsExactly("long m(long n) { return (n) + 1; }");
    }

    @Test
    void somethingElseIsThrown() throws IOException {
        assertThat(of(new ReplaceThrown(), "void m(Error e) { throw e; }"))
                .containsExactly("void m(Error e) { throw new IllegalStateException(e); }");
        assertThat(of(new ReplaceThrown(), "void m() { throw new IllegalStateException(\"x\"); }"))
                .containsExactly("void m() { throw new UnsupportedOperationException(); }");
    }

    @Test
    void moreOrLessIsCaught() throws IOException {
        assertThat(
                        of(
                                new ChangeCatch(),
                                "void m() { try { m(); } catch (RuntimeException e) { } }"))
                .containsExactly("void m() { try { m(); } catch (Exception e) { } }");
        assertThat(
                        of(
                                new ChangeCatch(),
                                "void m() { try { m(); }"
                                        + " catch (IllegalStateException | Error e) { } }"))
                .containsExactly(
                        "void m() { try { m(); } catch (Error e) { } }",
                        "void m() { try { m(); } catch (IllegalStateException e) { } }");
    }

    @Test
    void aDurationIsScaledWhereItIsHandedOn() throws IOException {
        assertThat(of(new ScaleDuration(), "void m(Duration d) { m(d); }"))
                .containsExactly(
                        "void m(Duration d) { m(java.time.Duration.ZERO); }",
                        "void m(Duration d) { m((d).dividedBy(2)); }",
                        "void m(Duration d) { m((d).multipliedBy(2)); }",
                        "void m(Duration d) { m(java.time.Duration.ofMillis((d).toMillis())); }",
                        "void m(Duration d) { m(java.time.Duration.ofSeconds((d).toSeconds())); }");
    }

    @Test
    void aNumberOfUnitsIsScaled() throws IOException {
        assertThat(
                        of(
                                new ScaleDuration(),
                                "void m(Semaphore s, int n) throws Exception"
                                        + " { s.tryAcquire(n, 9, TimeUnit.SECONDS); }"))
                .extracting(changed -> changed.replaceAll(".*tryAcquire|;.*", ""))
                .containsExactly(
                        "(n, 0, TimeUnit.SECONDS)",
                        "(n, 9 / 2, TimeUnit.SECONDS)",
                        "(n, 9 * 2, TimeUnit.SECONDS)");
    }

    @Test
    void aWaitIsGivenUp() throws IOException {
        assertThat(of(new BoundWait(), "void m(CountDownLatch l) throws Exception { l.await(); }"))
                .extracting(changed -> changed.replaceAll(".*await|;.*", ""))
                .containsExactly(
                        "(5, java.util.concurrent.TimeUnit.SECONDS)",
                        "(1, java.util.concurrent.TimeUnit.HOURS)");
        assertThat(of(new BoundWait(), "void m(Thread t) throws Exception { t.join(); }"))
                .extracting(changed -> changed.replaceAll(".*join|;.*", ""))
                .containsExactly("(5_000)", "(3_600_000)");
    }

    @Test
    void aWaitInALoopAndACallOfTheSameNameStay() throws IOException {
        assertThat(
                        of(
                                new BoundWait(),
                                "void m(Condition c, AtomicInteger n) throws Exception"
                                        + " { while (n.get() > 0) c.await(); }"))
                .isEmpty();
    }

    @Test
    void loopsEndEarlyAndBeginLate() throws IOException {
        assertThat(of(new BoundLoop(), "void m(int n) { for (int i = 0; i < n; i++) m(i); }"))
                .extracting(changed -> changed.replaceAll(".*for |; i[+].*", ""))
                .containsExactly(
                        "(int i = 1; i < n",
                        "(int i = 0; i < Math.min(n, 1)",
                        "(int i = 0; i < Math.min(n, 3)",
                        "(int i = 0; i < Math.min(n, 10)");
        assertThat(of(new BoundLoop(), "void m(List<A> all) { for (A a : all) a.m(all); }"))
                .extracting(changed -> changed.replaceAll(".*for .A a : |[)] a[.].*", ""))
                .containsExactly(
                        "(all).stream().skip(1).toList()",
                        "(all).stream().limit(1).toList()",
                        "(all).stream().limit(3).toList()",
                        "(all).stream().limit(10).toList()");
    }

    @Test
    void aLoopGivesUpAfterSomeRounds() throws IOException {
        assertThat(of(new BoundLoop(), "void m(int n) { while (n > 0) m(n); }"))
                .containsExactly(
                        "void m(int n) { for (int rounds = 0; rounds < 3 && (n > 0); rounds++)"
                                + " m(n); }",
                        "void m(int n) { for (int rounds = 0; rounds < 10 && (n > 0); rounds++)"
                                + " m(n); }");
        assertThat(of(new BoundLoop(), "void m() { while (true) m(); }"))
                .contains("void m() { for (int rounds = 0; rounds < 3; rounds++) m(); }");
    }

    @Test
    void theInterruptStatusIsClearedWhereAMethodBeginsReturnsAndThrows() throws IOException {
        assertThat(
                        of(
                                new ClearInterrupt(),
                                "int m(int n) { if (n > 0) throw new Error(); return m(n); }"))
                .containsExactly(
                        "int m(int n) { Thread.interrupted();"
                                + " if (n > 0) throw new Error(); return m(n); }",
                        "int m(int n) { if (n > 0) throw new Error();"
                                + " { Thread.interrupted(); return m(n); } }",
                        "int m(int n) { if (n > 0) { Thread.interrupted(); throw new Error(); }"
                                + " return m(n); }");
    }

    @Test
    void anInterruptedExceptionTellsOfTheInterruptAnyway() throws IOException {
        assertThat(
                        of(
                                new ClearInterrupt(),
                                "private void m(InterruptedException e) throws Exception"
                                        + " { throw e; }"))
                .isEmpty();
    }

    @Test
    void theInterruptStatusIsSetWhereAMethodReturns() throws IOException {
        assertThat(of(new SetInterrupt(), "void m() { m(); }"))
                .containsExactly("void m() { m(); Thread.currentThread().interrupt(); }");
    }

    @Test
    void methodsThatOnlyGiveAValueAreLeftAlone() throws IOException {
        assertThat(of(new ClearInterrupt(), "int n; int m() { return n; }")).isEmpty();
        assertThat(of(new SetInterrupt(), "int n; int m() { return n; }")).isEmpty();
    }

    @Test
    void neighboursAreSwappedIfOneOfThemCalls() throws IOException {
        assertThat(of(new SwapNeighbours(), "int n; void m() { n = 1; n = 2; m(); }"))
                .containsExactly("int n; void m() { n = 1; m(); n = 2; }");
    }

    @Test
    void aCallIsMadeTwiceUnlessTheSecondDoesNothing() throws IOException {
        assertThat(of(new DuplicateCall(), "void m(Thread t) { t.interrupt(); m(t); }"))
                .containsExactly("void m(Thread t) { t.interrupt(); { m(t); m(t); } }");
    }

    @Test
    void theFirstAndTheLastStatementMoveOut() throws IOException {
        assertThat(of(new MoveOut(), "void m() { synchronized (this) { a(); b(); } }"))
                .containsExactly(
                        "void m() { a(); synchronized (this) {  b(); } }",
                        "void m() { synchronized (this) { a();  } b(); }");
    }

    @Test
    void neighboursMoveIn() throws IOException {
        assertThat(of(new MoveIn(), "void m(int n) { a(); if (n > 0) { b(); } c(); }"))
                .containsExactly(
                        "void m(int n) {  if (n > 0) { a();  b(); } c(); }",
                        "void m(int n) { a(); if (n > 0) { b();  c(); }  }");
    }

    @Test
    void aSiblingIsCalled() throws IOException {
        assertThat(of(new SiblingCall(), "void m() { notifyAll(); }"))
                .containsExactly("void m() { notify(); }");
        assertThat(of(new SiblingCall(), "boolean m() { return Thread.interrupted(); }"))
                .containsExactly("boolean m() { return Thread.currentThread().isInterrupted(); }");
    }

    @Test
    void aLocalVariableSurvivesTheCall() throws IOException {
        assertThat(of(new LocalToField(), "void m(int k) { int n = 0; int o = k; }"))
                .containsExactly("int n = 0; void m(int k) { ; int o = k; }");
    }

    @Test
    void objectsShareAField() throws IOException {
        assertThat(of(new FieldToStatic(), "private final int n; private final A a = null;"))
                .containsExactly(
                        "private static int n; private final A a = null;",
                        "private final int n; private final static A a = null;");
    }

    @Test
    void theSecondCallFails() throws IOException {
        assertThat(of(new FailSecondCall(), "public void m() { } void n() { }"))
                .containsExactly(
                        "private boolean called; public void m() { if (called) throw new"
                                + " IllegalStateException(); called = true; } void n() { }");
    }

    @Test
    void aStaticInitializerIsLeftAlone() throws IOException {
        assertThat(of(new DeleteStatement(), "static int n; static { n = 1; }")).isEmpty();
    }

    @Test
    void everyOperatorHasANameOfItsOwn() {
        assertThat(Operators.ALL).extracting(Operator::name).doesNotHaveDuplicates();
    }
}
