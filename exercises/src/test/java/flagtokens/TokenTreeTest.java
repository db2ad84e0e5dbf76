package flagtokens;

import static flagtokens.InterruptStatus.isLeftAloneBy;
import static flagtokens.Threads.together;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

class TokenTreeTest {
    private static final int MANY = 10_000;
    private static final String USER = "the user";
    private static final String OPERATOR = "the operator";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Instant noon = Instant.EPOCH.plus(Duration.ofHours(12));
    private final TokenTree root = new TokenTree(now::get);
    private final AtomicInteger broken = new AtomicInteger();

    // one thread

    @Test
    void cancellationPropagatesDownWithItsCause() {
        TokenTree child = root.child();
        TokenTree grandchild = child.child();
        assertThat(grandchild.cause()).as("before").isEmpty();
        assertThat(root.cancel(USER)).as("cancel() wins").isTrue();
        assertThat(List.of(root, child, grandchild))
                .allSatisfy(token -> assertThat(token.cause()).contains(USER));
    }

    @Test
    void cancellationNeverPropagatesUpOrSideways() {
        TokenTree child = root.child();
        TokenTree sibling = root.child();
        child.child().cancel(USER);
        assertThat(child.cause()).as("parent").isEmpty();
        child.cancel(OPERATOR);
        assertThat(root.cause()).as("root").isEmpty();
        assertThat(sibling.cause()).as("sibling").isEmpty();
    }

    @Test
    void theFirstCauseIsKept() {
        TokenTree child = root.child();
        assertThat(child.cancel(USER)).as("the child's first cancel").isTrue();
        assertThat(child.cancel(OPERATOR)).as("the child's second cancel").isFalse();
        assertThat(root.cancel(OPERATOR)).as("the root's first cancel").isTrue();
        assertThat(root.cancel(USER)).as("the root's second cancel").isFalse();
        assertThat(child.cause()).as("child").contains(USER);
        assertThat(root.cause()).as("root").contains(OPERATOR);
    }

    @Test
    void aChildOfACancelledTokenIsBornCancelled() {
        root.cancel(USER);
        TokenTree child = root.child();
        assertThat(child.cause()).contains(USER);
        assertThat(child.cancel(OPERATOR)).as("cancelling it again").isFalse();
        assertThat(child.child().cause()).as("grandchild").contains(USER);
        assertThat(root.child(noon).cause()).as("child with a deadline").contains(USER);
        assertThat(new TokenTree(now::get).linkedWith(root).cause()).as("linked").contains(USER);
    }

    @Test
    void aLinkedTokenIsCancelledByEitherParentAndCancelsNeither() {
        for (boolean byFirst : List.of(true, false)) {
            TokenTree first = new TokenTree(now::get);
            TokenTree second = new TokenTree(now::get);
            TokenTree linked = first.linkedWith(second);
            TokenTree below = linked.child();
            assertThat(linked.cause()).as("before").isEmpty();
            (byFirst ? first : second).cancel(USER);
            assertThat(linked.cause()).as("linked").contains(USER);
            assertThat(below.cause()).as("below").contains(USER);
            assertThat((byFirst ? second : first).cause()).as("the other parent").isEmpty();
        }
    }

    @Test
    void aTokenLinkedWithTwoCancelledOnesHasOneOfTheirCauses() {
        TokenTree other = new TokenTree(now::get);
        root.cancel(USER);
        other.cancel(OPERATOR);
        TokenTree linked = root.linkedWith(other);
        assertThat(linked.cause()).as("linked").isPresent();
        assertThat(linked.cause().orElseThrow()).as("its cause").isIn(USER, OPERATOR);
    }

    @Test
    void aTokenMayBeLinkedWithARelative() {
        TokenTree child = root.child();
        TokenTree withChild = root.linkedWith(child);
        TokenTree withItself = root.linkedWith(root);
        child.cancel(OPERATOR);
        assertThat(withChild.cause()).as("linked with a child").contains(OPERATOR);
        assertThat(withItself.cause()).as("linked with itself, before").isEmpty();
        root.cancel(USER);
        assertThat(withItself.cause()).as("linked with itself").contains(USER);
        List.of(child, withChild, withItself).forEach(TokenTree::close);
        assertThat(root.registrations()).as("registrations in the root").isZero();
    }

    @Test
    void everyChildAndEveryGenerationIsCancelled() {
        List<TokenTree> all = new ArrayList<>();
        TokenTree last = root;
        for (int n = 0; n < 100; n++) {
            all.add(root.child());
            last = last.child();
            all.add(last);
        }
        root.cancel(USER);
        assertThat(all).allSatisfy(token -> assertThat(token.cause()).contains(USER));
    }

    @Test
    void anOpenTokenNeedsNoReferenceToPassACancellationOn() {
        TokenTree below = threeLevelsBelow(root);
        System.gc(); // no variable refers to the tokens in between
        root.cancel(USER);
        assertThat(below.cause()).as("three levels below the root").contains(USER);
    }

    private static TokenTree threeLevelsBelow(TokenTree top) {
        return top.child().child().child();
    }

    @Test
    void theInterruptStatusStaysAsItIs() {
        TokenTree linked = root.linkedWith(root.child(noon));
        isLeftAloneBy("child()", () -> root.child().close());
        isLeftAloneBy("child(deadline)", () -> root.child(noon).close());
        isLeftAloneBy("linkedWith()", () -> root.linkedWith(linked).close());
        isLeftAloneBy("cause()", linked::cause);
        isLeftAloneBy("cancel()", () -> root.cancel(USER));
        isLeftAloneBy("cause() after cancel()", linked::cause);
        isLeftAloneBy("child() after cancel()", () -> root.child().close());
        isLeftAloneBy("registrations()", root::registrations);
    }

    // deadlines

    @Test
    void anExpiredDeadlineCancelsTokenAndDescendants() {
        TokenTree child = root.child(noon);
        TokenTree grandchild = child.child();
        now.set(noon.minusNanos(1));
        assertThat(child.cause()).as("the child, a nanosecond before the deadline").isEmpty();
        assertThat(grandchild.cause())
                .as("the grandchild, a nanosecond before the deadline")
                .isEmpty();
        now.set(noon);
        assertThat(grandchild.cause())
                .as("the grandchild, at the instant of the deadline")
                .contains(TokenTree.DEADLINE);
        assertThat(child.cause())
                .as("the child, at the instant of the deadline")
                .contains(TokenTree.DEADLINE);
        assertThat(child.cancel(USER)).as("cancelling it again").isFalse();
        assertThat(child.cause()).as("afterwards").contains(TokenTree.DEADLINE);
        assertThat(child.child().cause()).as("born later").contains(TokenTree.DEADLINE);
        assertThat(root.cause()).as("root").isEmpty();
    }

    @Test
    void anExpiredDeadlineWinsOverALaterCancel() {
        TokenTree child = root.child(noon);
        now.set(noon);
        assertThat(child.cancel(USER)).as("cancel at the instant of the deadline").isFalse();
        assertThat(child.cause()).as("afterwards").contains(TokenTree.DEADLINE);
    }

    @Test
    void aChildMayShortenADeadlineButNotExtendIt() {
        TokenTree child = root.child(noon);
        TokenTree longer = child.child(noon.plusSeconds(60));
        TokenTree shorter = child.child(noon.minusSeconds(60));
        TokenTree linked = root.linkedWith(child);
        now.set(noon.minusSeconds(60));
        assertThat(shorter.cause()).as("shorter, a minute before").isPresent();
        assertThat(longer.cause()).as("longer, a minute before").isEmpty();
        assertThat(linked.cause()).as("linked, a minute before").isEmpty();
        now.set(noon);
        assertThat(longer.cause()).as("longer, at noon").contains(TokenTree.DEADLINE);
        assertThat(linked.cause()).as("linked, at noon").contains(TokenTree.DEADLINE);
    }

    @Test
    void aTokenCancelledBeforeItsDeadlineKeepsItsCause() {
        TokenTree child = root.child(noon);
        TokenTree unasked = root.child(noon);
        root.cancel(USER);
        assertThat(child.cause()).as("before noon").contains(USER);
        now.set(noon);
        assertThat(child.cause()).as("at noon").contains(USER);
        assertThat(unasked.cause()).as("of another, first asked at noon").contains(USER);
    }

    @Test
    void aDeadlineThatHasPassedCancelsTheNewChildAtOnce() {
        now.set(noon);
        assertThat(root.child(noon).cause()).as("deadline now").contains(TokenTree.DEADLINE);
        assertThat(root.child(noon.minusNanos(1)).cause())
                .as("deadline a nanosecond ago")
                .contains(TokenTree.DEADLINE);
        assertThat(root.child(noon.plusNanos(1)).cause()).as("in a nanosecond").isEmpty();
        assertThat(root.cause()).as("root").isEmpty();
    }

    @Test
    void aLinkedTokenHasTheEarlierDeadlineOfItsParents() {
        TokenTree early = root.child(noon).child(); // the deadline is one level higher
        TokenTree late = new TokenTree(now::get).child(noon.plusSeconds(60)).child();
        TokenTree earlyFirst = early.linkedWith(late);
        TokenTree lateFirst = late.linkedWith(early);
        now.set(noon.minusNanos(1));
        assertThat(earlyFirst.cause()).as("early.linkedWith(late), before").isEmpty();
        assertThat(lateFirst.cause()).as("late.linkedWith(early), before").isEmpty();
        now.set(noon);
        assertThat(earlyFirst.cause()).as("early.linkedWith(late)").contains(TokenTree.DEADLINE);
        assertThat(lateFirst.cause()).as("late.linkedWith(early)").contains(TokenTree.DEADLINE);
        assertThat(late.cause()).as("the parent with the later deadline").isEmpty();
    }

    /** The clock of a machine can be set back. */
    @Test
    void aCauseStaysWhenTheClockGoesBack() {
        TokenTree asked = root.child(noon);
        TokenTree below = asked.child();
        TokenTree refused = root.child(noon);
        TokenTree unasked = asked.child();
        TokenTree alsoAsked = root.child(noon);
        TokenTree alsoUnasked = alsoAsked.child();
        now.set(noon);
        assertThat(alsoAsked.cause()).as("a third one, at noon").contains(TokenTree.DEADLINE);
        assertThat(asked.cause()).as("at noon").contains(TokenTree.DEADLINE);
        assertThat(below.cause())
                .as("the grandchild, at the instant of the deadline")
                .contains(TokenTree.DEADLINE);
        assertThat(refused.cancel(USER)).as("cancelling another at noon").isFalse();
        now.set(noon.minusSeconds(1));
        assertThat(asked.cause()).as("a second earlier").contains(TokenTree.DEADLINE);
        assertThat(below.cause()).as("a second earlier, below").contains(TokenTree.DEADLINE);
        assertThat(refused.cause()).as("the other, a second earlier").contains(TokenTree.DEADLINE);
        assertThat(asked.cancel(USER)).as("cancelling it a second earlier").isFalse();
        assertThat(unasked.cause())
                .as("its child, after cancel() has returned false")
                .contains(TokenTree.DEADLINE);
        root.cancel(USER);
        assertThat(alsoUnasked.cause())
                .as("child of a token that was cancelled before the root")
                .contains(TokenTree.DEADLINE);
    }

    // closing

    @Test
    void closedChildrenAreReleased() {
        for (int i = 0; i < MANY; i++) {
            try (TokenTree request = root.child();
                    TokenTree withDeadline = root.child(noon)) {
                assertThat(request.cause()).isEqualTo(withDeadline.cause());
            }
        }
        assertThat(root.registrations()).isZero();
    }

    @Test
    void aClosedLinkedTokenIsReleasedByBothParents() {
        TokenTree other = new TokenTree(now::get);
        TokenTree linked = root.linkedWith(other);
        linked.close();
        linked.close();
        assertThat(root.registrations()).as("first parent").isZero();
        assertThat(other.registrations()).as("second parent").isZero();
    }

    @Test
    void aClosedTokenIsNotKeptInMemory() {
        List<Consumer<TokenTree>> events =
                List.of(
                        token -> {},
                        token -> now.set(noon),
                        token -> {
                            now.set(noon);
                            token.cause();
                        },
                        token -> token.cancel(USER));
        List<TokenTree> parents = new ArrayList<>();
        List<WeakReference<TokenTree>> closed = new ArrayList<>();
        for (Consumer<TokenTree> before : events) {
            for (Consumer<TokenTree> meanwhile : events) {
                for (Consumer<TokenTree> ofTheChild : events) {
                    now.set(Instant.EPOCH);
                    TokenTree parent = root.child(noon);
                    TokenTree other = new TokenTree(now::get);
                    before.accept(parent);
                    closed.addAll(closedChildren(parent, other, meanwhile, ofTheChild));
                    parents.addAll(List.of(parent, other));
                }
            }
        }
        assertThat(closed).as("closed tokens in memory").allMatch(TokenTreeTest::isReleased);
        assertThat(parents)
                .as("registrations in each parent")
                .allSatisfy(parent -> assertThat(parent.registrations()).isZero());
    }

    private List<WeakReference<TokenTree>> closedChildren(
            TokenTree parent,
            TokenTree other,
            Consumer<TokenTree> ofTheParent,
            Consumer<TokenTree> ofTheChild) {
        List<TokenTree> open =
                List.of(
                        parent.child(),
                        parent.child(noon),
                        parent.linkedWith(other),
                        other.linkedWith(parent));
        ofTheParent.accept(parent);
        open.forEach(ofTheChild);
        return open.stream().map(TokenTreeTest::closed).toList();
    }

    private static WeakReference<TokenTree> closed(TokenTree token) {
        token.close();
        return new WeakReference<>(token);
    }

    /** A full garbage collection clears the references to all that can be released. */
    private static boolean isReleased(WeakReference<TokenTree> token) {
        if (!token.refersTo(null)) {
            System.gc();
        }
        return token.refersTo(null);
    }

    @Test
    void registrationsCountsEachOpenChild() {
        TokenTree other = new TokenTree(now::get);
        List<TokenTree> open = List.of(root.child(), root.child(noon), root.linkedWith(other));
        if (root.registrations() == 0) { // then the root must not refer to any of them
            assertThat(isReleased(new WeakReference<>(root.child())))
                    .as("a child is released although it is open")
                    .isTrue();
            return;
        }
        for (int n = open.size(); n > 0; n--) {
            assertThat(root.registrations())
                    .as("registrations of %d open children", n)
                    .isEqualTo(n);
            open.get(n - 1).close();
        }
        assertThat(root.registrations()).as("registrations when all are closed").isZero();
    }

    @Test
    void aClosedTokenKeepsItsCauseAndGetsNoOther() {
        TokenTree early = root.child();
        early.close();
        TokenTree late = root.child();
        root.cancel(USER);
        late.close();
        assertThat(early.cause()).as("closed before").isEmpty();
        assertThat(late.cause()).as("closed afterwards").contains(USER);
        assertThat(root.registrations()).as("registrations in the root").isZero();
    }

    @Test
    void aClosedTokenStillCancelsItsChildren() {
        TokenTree closed = root.child();
        TokenTree below = closed.child();
        TokenTree deeper = below.child();
        closed.close();
        assertThat(closed.cancel(USER)).as("cancel() of the closed token wins").isTrue();
        assertThat(List.of(below, deeper))
                .as("its open descendants")
                .allSatisfy(token -> assertThat(token.cause()).contains(USER));
    }

    // several threads

    @CancelEverywhere
    void aChildCreatedDuringCancelIsCancelled(Attempt attempt) {
        AtomicReference<TokenTree> made = new AtomicReference<>(root);
        allInterleavings(attempt)
                .invariant("the new child is cancelled", () -> isCause(made.get(), USER))
                .run(() -> together(() -> root.cancel(USER), () -> made.set(root.child().child())));
    }

    @CancelEverywhere
    void aLinkedTokenCreatedDuringCancelIsCancelled(Attempt attempt) {
        TokenTree other = new TokenTree(now::get);
        AtomicReference<TokenTree> made = new AtomicReference<>(root);
        allInterleavings(attempt)
                .invariant("the new token is cancelled", () -> isCause(made.get(), USER))
                .run(
                        () ->
                                together(
                                        () -> root.cancel(USER),
                                        () -> made.set(other.linkedWith(root))));
        made.get().close();
        assertThat(List.of(root.registrations(), other.registrations()))
                .as("registrations in each parent")
                .containsOnly(0);
    }

    @CancelEverywhere
    void theWinnerFindsEveryDescendantCancelled(Attempt attempt) {
        TokenTree child = root.child();
        TokenTree grandchild = child.child();
        AtomicInteger childWon = new AtomicInteger();
        allInterleavings(attempt)
                .watch("child", child::cause)
                .watch("grandchild", grandchild::cause)
                .invariant("the winner finds all descendants cancelled", () -> broken.get() == 0)
                .invariant("the root has its own cause", () -> isCause(root, USER))
                .invariant(
                        "the child has the winner's cause",
                        () -> isCause(child, childWon.get() == 1 ? OPERATOR : USER))
                .invariant(
                        "the grandchild has the cause of the child",
                        () -> grandchild.cause().equals(child.cause()))
                .run(
                        () ->
                                together(
                                        () -> {
                                            require(root.cancel(USER));
                                            require(child.cause().isPresent());
                                            require(grandchild.cause().isPresent());
                                        },
                                        () -> {
                                            if (child.cancel(OPERATOR)) {
                                                childWon.set(1);
                                                require(grandchild.cause().isPresent());
                                            }
                                            require(child.cause().isPresent());
                                        }));
    }

    @CancelEverywhere
    void exactlyOneOfTwoCallersWinsWithItsCause(Attempt attempt) {
        TokenTree child = root.child();
        AtomicReference<String> winner = new AtomicReference<>("none");
        AtomicInteger winners = new AtomicInteger();
        allInterleavings(attempt)
                .watch("winner", winner::get)
                .invariant("each caller finds the child cancelled", () -> broken.get() == 0)
                .invariant("cancel() returns true exactly once", () -> winners.get() == 1)
                .invariant("the root has the winner's cause", () -> isCause(root, winner.get()))
                .invariant("the child has the winner's cause", () -> isCause(child, winner.get()))
                .run(
                        () ->
                                together(
                                        () -> {
                                            cancelAndRecord(USER, winner, winners);
                                            require(child.cause().isPresent());
                                        },
                                        () -> {
                                            cancelAndRecord(OPERATOR, winner, winners);
                                            require(child.cause().isPresent());
                                        }));
    }

    private void cancelAndRecord(
            String why, AtomicReference<String> winner, AtomicInteger winners) {
        if (root.cancel(why)) {
            winner.set(why);
            winners.incrementAndGet();
        }
    }

    @CancelEverywhere
    void aCauseNeverChanges(Attempt attempt) {
        TokenTree other = new TokenTree(now::get);
        TokenTree linked = root.linkedWith(other);
        allInterleavings(attempt)
                .invariant("the cause does not change", () -> broken.get() == 0)
                .invariant(
                        "the cause is that of one parent",
                        () -> isCause(linked, USER) || isCause(linked, OPERATOR))
                .run(
                        () ->
                                together(
                                        () -> root.cancel(USER),
                                        () -> other.cancel(OPERATOR),
                                        () -> {
                                            var first = linked.cause();
                                            require(
                                                    first.isEmpty()
                                                            || first.equals(linked.cause()));
                                        }));
    }

    @CancelEverywhere
    void closingDuringCancelLeavesNoRegistration(Attempt attempt) {
        TokenTree closed = root.child();
        TokenTree open = root.child();
        allInterleavings(attempt)
                .invariant("the open child is cancelled", () -> isCause(open, USER))
                .run(() -> together(() -> root.cancel(USER), closed::close));
        open.close();
        assertThat(root.registrations()).as("registrations in the root").isZero();
    }

    @CancelEverywhere
    void anotherThreadMayAskWhileTokensAreCreatedAndClosed(Attempt attempt) {
        TokenTree closed = root.child();
        AtomicInteger count = new AtomicInteger();
        allInterleavings(attempt)
                .watch("registrations", count::get)
                .invariant(
                        "registrations() returns 0 or 1", () -> Set.of(0, 1).contains(count.get()))
                .invariant("the closed token is not cancelled", () -> broken.get() == 0)
                .run(
                        () ->
                                together(
                                        () -> {
                                            closed.close();
                                            root.child();
                                        },
                                        () -> {
                                            count.set(root.registrations());
                                            require(closed.cause().isEmpty());
                                        }));
    }

    @CancelEverywhere
    void creatingAndClosingConcurrentlyLeaveNoRegistration(Attempt attempt) {
        TokenTree other = new TokenTree(now::get);
        TokenTree old = root.linkedWith(other);
        allInterleavings(attempt)
                .invariant("no registration is left in the root", () -> root.registrations() == 0)
                .invariant("no registration is left in the other", () -> other.registrations() == 0)
                .run(
                        () ->
                                together(
                                        old::close,
                                        () -> root.child().close(),
                                        () -> other.linkedWith(root).close()));
    }

    @CancelEverywhere
    void linkingInBothDirectionsEnds(Attempt attempt) {
        TokenTree other = new TokenTree(now::get);
        allInterleavings(attempt)
                .run(
                        () ->
                                together(
                                        () -> root.linkedWith(other).close(),
                                        () -> other.linkedWith(root).close()));
    }

    @CancelEverywhere
    void aDeadlineThatPassesDuringCancelChangesNoCause(Attempt attempt) {
        TokenTree child = root.child(noon);
        allInterleavings(attempt)
                .invariant("from noon on, the child has one cause", () -> broken.get() == 0)
                .invariant("the root has its own cause", () -> isCause(root, USER))
                .run(
                        () ->
                                together(
                                        () -> root.cancel(USER),
                                        () -> {
                                            now.set(noon);
                                            var first = child.cause();
                                            require(first.isPresent());
                                            require(first.equals(child.cause()));
                                        }));
    }

    /** With short answers, these runs suffice for all schedules with two delays, and more. */
    private Attempt allInterleavings(Attempt attempt) {
        return attempt.undisturbed().delayBound(1).runBudget(1_000).watch("root", root::cause);
    }

    private static boolean isCause(TokenTree token, String why) {
        return token.cause().filter(why::equals).isPresent();
    }

    private void require(boolean holds) {
        if (!holds) {
            broken.incrementAndGet();
        }
    }
}
