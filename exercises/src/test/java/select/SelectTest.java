package select;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Channel;
import cancelsafe.given.Chosen;
import cancelsafe.given.Clause;
import cancelsafe.given.Clause.After;
import cancelsafe.given.Clause.Disabled;
import cancelsafe.given.Clause.OnCancel;
import cancelsafe.given.Clause.OrElse;
import cancelsafe.given.Clause.Receive;
import cancelsafe.given.Clause.Send;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

class SelectTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_CENTURY = Duration.ofDays(36_525);

    private Select select = new Select(false);
    private final Channel a = new Channel();
    private final Channel b = new Channel();
    private final CallbackToken token = new CallbackToken();
    private final CallbackToken another = new CallbackToken();
    private final List<Effect> effects = new CopyOnWriteArrayList<>();

    /** What one call of select has done. */
    private record Effect(Chosen chosen, Clause clause) {}

    private void select(Clause... clauses) throws InterruptedException {
        choose(clauses);
    }

    private Chosen choose(Clause... clauses) throws InterruptedException {
        Chosen chosen = select.select(List.of(clauses));
        effects.add(new Effect(chosen, clauses[chosen.clause()]));
        return chosen;
    }

    private List<Integer> chosen() {
        return effects.stream().map(effect -> effect.chosen().clause()).toList();
    }

    private List<String> received() {
        return effects.stream()
                .map(effect -> effect.chosen().message())
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    private List<String> sent() {
        return effects.stream()
                .map(Effect::clause)
                .filter(Send.class::isInstance)
                .map(clause -> ((Send) clause).message())
                .sorted()
                .toList();
    }

    /** Another thread selects; an interrupt ends it. */
    private Thread other(Clause... clauses) {
        return Thread.startVirtualThread(
                () -> {
                    try {
                        select(clauses);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("sent", this::sent)
                .watch("received", this::received)
                .watch("chosen clauses", this::chosen)
                .invariant(
                        "the messages that were sent are those that were received",
                        () -> sent().equals(received()))
                .invariant(
                        "no clause is left at a channel",
                        () -> a.waiters().isEmpty() && b.waiters().isEmpty());
    }

    private Attempt quiet(Attempt attempt) {
        return watched(attempt).undisturbed();
    }

    private Attempt explored(Attempt attempt, int runs) {
        return quiet(attempt).delayBound(1).runBudget(runs);
    }

    @CancelEverywhere
    void aMessageReachesItsReceiverWhicheverOfTheTwoWaits(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            other(
                                    new OnCancel(another),
                                    new Receive(a),
                                    new Receive(b),
                                    new OnCancel(token));
                            Thread.sleep(A_DAY);
                            select(new Send(a, "one"));
                            other(new Send(a, "three"), new Send(b, "two"), new Send(a, "three"));
                            Thread.sleep(A_DAY);
                            select(new Receive(b));
                            attempt.settle();
                        });
        assertThat(chosen()).as("chosen clauses").containsExactlyInAnyOrder(1, 0, 1, 0);
    }

    @CancelEverywhere
    void twoSelectsThatMeetAtTwoChannelsPassOneMessage(Attempt attempt) {
        explored(attempt, 1_200)
                .run(
                        () -> {
                            Thread other = other(new Receive(a), new Send(b, "two"));
                            select(new Receive(b), new Send(a, "one"));
                            other.join();
                        });
        assertThat(received()).as("received").hasSize(1);
    }

    @CancelEverywhere
    void aSelectTakesOneMessageAndLeavesTheOtherWithItsSender(Attempt attempt) {
        explored(attempt, 300)
                .run(
                        () -> {
                            other(new Send(a, "one"));
                            other(new Send(b, "two"));
                            select(new Receive(a), new Receive(b));
                            assertThat(received()).as("received by one select").hasSize(1);
                            select(new Receive(a), new Receive(b));
                            attempt.settle();
                        });
        assertThat(received()).as("received").containsExactly("one", "two");
    }

    /** Two selects wait; the first one is decided, and may not have left its channels yet. */
    private void whileTwoWait(Attempt attempt, Clause[] first, Clause second, Clause... then) {
        explored(attempt, 250)
                .run(
                        () -> {
                            Thread one = other(first);
                            attempt.settle();
                            Thread two = other(second);
                            attempt.settle();
                            if (then.length == 1) {
                                one.interrupt();
                            }
                            for (Clause clause : then) {
                                select(clause);
                            }
                            attempt.settle();
                            two.interrupt();
                            two.join();
                        });
        assertThat(received()).as("received").hasSize(then.length);
    }

    @CancelEverywhere
    void aSenderPassesOverASelectThatWasClaimed(Attempt attempt) {
        Clause[] first = {new Receive(a), new Receive(b)};
        whileTwoWait(attempt, first, new Receive(a), new Send(a, "one"), new Send(a, "two"));
    }

    @CancelEverywhere
    void aReceiverPassesOverASelectThatWasClaimed(Attempt attempt) {
        Clause[] first = {new Send(a, "one"), new Send(b, "one")};
        whileTwoWait(attempt, first, new Send(b, "two"), new Receive(a), new Receive(b));
    }

    @CancelEverywhere
    void aSenderPassesOverASelectThatWasInterrupted(Attempt attempt) {
        Clause[] first = {new Receive(a), new Receive(b)};
        whileTwoWait(attempt, first, new Receive(a), new Send(a, "one"));
    }

    @CancelEverywhere
    void aReceiverPassesOverASelectThatWasInterrupted(Attempt attempt) {
        Clause[] first = {new Send(a, "one"), new Send(b, "one")};
        whileTwoWait(attempt, first, new Send(a, "two"), new Receive(a));
    }

    @CancelEverywhere
    void aSelectDoesNotMeetItself(Attempt attempt) {
        quiet(attempt).run(() -> select(new Send(a, "x"), new Receive(a), new After(A_SECOND)));
        assertThat(chosen()).as("chosen clauses").containsExactly(2);
    }

    @CancelEverywhere
    void anInterruptedSelectThrowsAndHasNoEffect(Attempt attempt) {
        watched(attempt)
                .atLeastOnePoint()
                .mayWaitForever("no other select comes")
                .inPairs()
                .run(
                        () ->
                                select(
                                        new Receive(a),
                                        new Send(b, "x"),
                                        new OnCancel(another),
                                        new OnCancel(token),
                                        new After(A_DAY.multipliedBy(20))));
        assertThat(effects).as("effects").isEmpty();
    }

    @CancelEverywhere
    void anInterruptIsThrownOrKeptIfAMessageComes(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .delayBound(1)
                .runBudget(300)
                .run(
                        () -> {
                            Thread sender = other(new Send(a, "one"));
                            try {
                                select(new Receive(a), new Receive(b));
                            } finally {
                                attempt.settle();
                                sender.interrupt();
                                attempt.settle();
                            }
                        });
    }

    /** The first select is interrupted twice while another one passes its message on. */
    @CancelEverywhere
    void twoInterruptsMayComeTogetherWithAMessage(Attempt attempt) {
        explored(attempt, 1_500)
                .run(
                        () -> {
                            Thread receiver = other(new Receive(a), new Receive(b));
                            attempt.settle();
                            Thread sender = other(new Send(a, "one"));
                            receiver.interrupt();
                            receiver.interrupt();
                            attempt.settle();
                            sender.interrupt();
                            attempt.settle();
                        });
    }

    @CancelEverywhere
    void aThreadThatWasInterruptedBeforeTheCallThrowsOrKeepsItsStatus(Attempt attempt) {
        watched(attempt)
                .run(
                        () -> {
                            Thread receiver = other(new Receive(a));
                            attempt.settle();
                            try {
                                select(new Send(a, "one"));
                                select(new OrElse());
                            } finally {
                                receiver.interrupt();
                                attempt.settle();
                            }
                        });
    }

    @CancelEverywhere
    void aSelectCanBeCalledAgainAfterAnInterrupt(Attempt attempt) {
        Clause[] clauses = {new OnCancel(another), new OnCancel(token), new After(A_SECOND)};
        watched(attempt).again().run(() -> select(clauses));
    }

    @CancelEverywhere
    void theShortestTimeEndsTheWait(Attempt attempt) {
        Duration shortest = A_DAY.plusNanos(1_500_500_000);
        quiet(attempt)
                .run(
                        () -> {
                            Instant begin = Instant.now();
                            select(
                                    new OnCancel(another),
                                    new After(A_CENTURY),
                                    new After(shortest.plusMillis(2)),
                                    new After(shortest),
                                    new OnCancel(token));
                            assertThat(Duration.between(begin, Instant.now()))
                                    .as("time until select() returned")
                                    .isBetween(shortest, shortest.plusMillis(10));
                            select(new After(A_SECOND), new After(A_CENTURY));
                        });
        assertThat(chosen()).as("chosen clauses").containsExactly(3, 0);
    }

    @CancelEverywhere
    void aMessageMayComeTogetherWithOrElseAndTheEndOfTheTime(Attempt attempt) {
        explored(attempt, 300)
                .allInterleavingsAndTimers()
                .run(
                        () -> {
                            Thread sender = other(new Send(a, "one"), new After(A_SECOND));
                            select(new Receive(a), new Receive(b), new OrElse());
                            select(new Receive(a), new Receive(b), new After(A_SECOND));
                            sender.join();
                        });
    }

    @CancelEverywhere
    void aTokenThatIsCancelledEndsTheWait(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            other(new OnCancel(token), new Receive(a));
                            other(twelve(new OnCancel(another), new OnCancel(token)));
                            Thread.sleep(A_DAY);
                            token.cancel();
                            attempt.settle();
                        });
        assertThat(chosen()).as("chosen clauses").containsExactlyInAnyOrder(0, 12);
    }

    @CancelEverywhere
    void aMessageAndACancelledTokenMayComeTogether(Attempt attempt) {
        explored(attempt, 300)
                .run(
                        () -> {
                            other(new Receive(a), new OnCancel(token));
                            Thread.startVirtualThread(token::cancel);
                            select(new Send(a, "one"), new After(A_SECOND));
                            attempt.settle();
                        });
    }

    @CancelEverywhere
    void theFirstReadyClauseTakesEffectAndOtherwiseOrElse(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            select(new OrElse(), new Receive(a), new OnCancel(token));
                            other(new Send(a, "one"));
                            attempt.settle();
                            select(new OrElse(), new After(Duration.ZERO), new Receive(a));
                            other(new Receive(a));
                            attempt.settle();
                            select(new OrElse(), new Send(a, "two"));
                            other(new Send(a, "three"));
                            attempt.settle();
                            token.cancel();
                            select(new OrElse(), new OnCancel(token), new Receive(a));
                            select(new Receive(a), new OnCancel(token));
                            attempt.settle();
                        });
        assertThat(received()).as("received").containsExactly("one", "three", "two");
        assertThat(effects).filteredOn(effect -> effect.clause() instanceof OrElse).hasSize(1);
        assertThat(effects).filteredOn(effect -> effect.clause() instanceof OnCancel).hasSize(1);
    }

    private static Clause[] twelve(Clause clause, Clause last) {
        return Stream.concat(Stream.generate(() -> clause).limit(12), Stream.of(last))
                .toArray(Clause[]::new);
    }

    @CancelEverywhere
    void aSelectMayHaveManyClausesAndDisabledOnes(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            other(twelve(new Receive(a), new Send(a, "one")));
                            attempt.settle();
                            select(twelve(new Disabled(), new Receive(a)));
                            other(twelve(new Send(b, "x"), new Receive(b)));
                            attempt.settle();
                            select(twelve(new Disabled(), new Send(b, "two")));
                            select(twelve(new Disabled(), new After(Duration.ZERO)));
                            attempt.settle();
                        });
        assertThat(received()).as("received").containsExactly("one", "two");
    }

    @CancelEverywhere
    void aFairSelectWithoutAnyClauseWaitsForAnInterrupt(Attempt attempt) {
        select = new Select(true);
        watched(attempt).mayWaitForever("no other select comes").run(this::select);
        assertThat(effects).as("effects").isEmpty();
    }

    /** Six selects receive, while two senders wait at each of three channels. */
    private List<Integer> sixTimes(Attempt attempt, boolean fair) {
        Channel c = new Channel();
        Clause[] clauses = {new Receive(a), new Receive(b), new Receive(c)};
        select = new Select(fair);
        Select other = new Select(true);
        quiet(attempt)
                .run(
                        () -> {
                            twoSendersWaitAtEach(attempt, c);
                            for (int n = 0; n < 6; n++) {
                                select(clauses);
                                other.select(List.of(new OrElse(), new Disabled()));
                            }
                            attempt.settle();
                        });
        List<Chosen> all = effects.stream().map(Effect::chosen).toList();
        return all.stream().filter(one -> one.message() != null).map(Chosen::clause).toList();
    }

    private void twoSendersWaitAtEach(Attempt attempt, Channel c) {
        for (Channel to : List.of(a, b, c, a, b, c)) {
            other(new Send(to, "m"));
        }
        attempt.settle();
    }

    @CancelEverywhere
    void aBiasedChoicePicksTheFirstReadyClause(Attempt attempt) {
        assertThat(sixTimes(attempt, false))
                .as("clauses that were chosen")
                .containsExactly(0, 0, 1, 1, 2, 2);
    }

    @CancelEverywhere
    void aFairChoiceBeginsOneClauseFurtherAtEachCall(Attempt attempt) {
        List<Integer> picked = sixTimes(attempt, true);
        List<Integer> next = picked.stream().map(clause -> (clause + 1) % 3).toList();
        assertThat(picked.subList(1, 6))
                .as("clauses that were chosen after %s, with all ready", picked.subList(0, 5))
                .isEqualTo(next.subList(0, 5));
    }

    @CancelEverywhere
    void aFairChoiceCountsTwoCallsThatBeginAtTheSameTime(Attempt attempt) {
        token.cancel();
        another.cancel();
        Clause[] ready = {new OnCancel(token), new OnCancel(another)};
        select = new Select(true);
        explored(attempt, 300)
                .run(
                        () -> {
                            Thread other = other(ready);
                            select(ready);
                            other.join();
                        });
        assertThat(chosen()).as("clauses that two calls chose").containsExactlyInAnyOrder(0, 1);
    }

    @CancelEverywhere
    void equalClausesAreChosenInTurn(Attempt attempt) {
        token.cancel();
        another.cancel();
        select = new Select(true);
        quiet(attempt)
                .run(
                        () -> {
                            for (int n = 0; n < 3; n++) {
                                select(
                                        new OnCancel(token),
                                        new OnCancel(token),
                                        new OnCancel(another));
                            }
                        });
        assertThat(chosen()).as("clauses that three calls chose").contains(0, 1, 2);
    }

    /** Whatever a call does, the next one begins one clause further. */
    @CancelEverywhere
    void aFairChoiceCountsEachCall(Attempt attempt) {
        Channel c = new Channel();
        Clause[] all = {new Receive(a), new Receive(b), new Receive(c)};
        select = new Select(true);
        quiet(attempt)
                .run(
                        () -> {
                            twoSendersWaitAtEach(attempt, c);
                            List<Chosen> chosen = new ArrayList<>(List.of(choose(all)));
                            int begin = chosen.getFirst().clause();
                            Clause[] withoutTheNext = all.clone();
                            withoutTheNext[(begin + 1) % 3] = new Disabled();
                            chosen.add(choose(withoutTheNext));
                            chosen.add(choose(all));
                            choose(new Disabled(), new Disabled(), new OrElse());
                            chosen.add(choose(all));
                            choose(new Disabled(), new Disabled(), new After(Duration.ZERO));
                            chosen.add(choose(all));
                            chosen.add(choose(all));
                            attempt.settle();
                            assertThat(chosen.stream().map(one -> (one.clause() - begin + 3) % 3))
                                    .as("clauses that were chosen, counted from the first")
                                    .containsExactly(0, 2, 2, 1, 0, 1);
                        });
    }
}
