package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Body;
import cancelsafe.lab.Unwoven;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A body that the lab cannot see into is an error; one without a point is none. */
class NotWovenTest {
    @Unwoven
    private static final class Fixture implements Body {
        @Override
        public void run() throws InterruptedException {
            Thread.sleep(10);
        }

        Body lambda() {
            return () -> Thread.sleep(10);
        }

        static void call() throws InterruptedException {
            Thread.sleep(10);
        }

        static void waitForEver() {
            while (true) {
                swallow();
            }
        }

        static void swallow() {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                // nobody sees it
            }
        }
    }

    @Test
    void aBodyOfAnUnwovenClassIsAnError() {
        assertThat(Judged.misused(a -> a.run(new Fixture())))
                .startsWith("the lab has not woven proofs.NotWovenTest$Fixture, so it cannot see");
        assertThat(Judged.misused(a -> a.run(new Fixture().lambda())))
                .startsWith("the lab has not woven proofs.NotWovenTest$Fixture, so it cannot see");
    }

    @Test
    void aBodyOfTheJdkIsAnError() {
        assertThat(Judged.misused(a -> a.call(Executors.callable(() -> {}))))
                .startsWith("the lab has not woven java.util.concurrent.Executors$");
    }

    @Test
    void anUnwovenCallIsOnePointIfItMayBeInterrupted() {
        assertThat(Judged.points(Fixture::call)).containsExactly("NotWovenTest.Fixture.call");
        assertThat(Judged.points(() -> Fixture.call()))
                .containsExactly("NotWovenTest.Fixture.call");
    }

    @Test
    void anUnwovenCallThatHidesItsWaitsIsCancelledWhileItWaits() {
        assertThat(Judged.points(() -> Fixture.swallow()))
                .containsExactly("NotWovenTest$Fixture.swallow");
        assertThat(Judged.points(() -> Thread.startVirtualThread(() -> {}).join()))
                .containsExactly("Thread.join");
    }

    @Test
    void anUnwovenCallThatWaitsAgainAndAgainForEverIsNotJudged() {
        assertThat(Judged.broken(a -> a.undisturbed().run(() -> Fixture.waitForEver())))
                .contains(
                        "broken: the body ends when nothing disturbs it: it goes on without end"
                                + ", at NotWoven");
    }

    @Test
    void whatALibrarySwallowsIsNotLostByTheBody() {
        Judged.holds(
                attempt ->
                        attempt.noPointAfter()
                                .run(
                                        () -> {
                                            Fixture.swallow();
                                            Thread.sleep(1);
                                        }));
    }

    @Test
    void aBodyWithoutAPointHoldsAndTheStorySaysSo() {
        AtomicInteger n = new AtomicInteger();
        Story story = Judged.holds(() -> n.incrementAndGet());
        assertThat(story.points()).isEmpty();
        assertThat(story.runs()).hasSize(1);
        assertThat(story.runs().getFirst().promises()).contains(Promise.kept(PromiseKind.NO_POINT));
    }

    @Test
    void aBodyWithAPointIsNotSaidToHaveNone() {
        Story story = Judged.holds((Body) () -> Thread.sleep(1));
        assertThat(story.runs())
                .flatExtracting(Story.Run::promises)
                .extracting(Promise::kind)
                .doesNotContain(PromiseKind.NO_POINT);
    }

    @Test
    void aTestMayAskForAPoint() {
        assertThat(Judged.broken(a -> a.atLeastOnePoint().run(() -> {})))
                .contains("broken: the body passes at least one cancellation point");
        Judged.holds(a -> a.atLeastOnePoint().run(() -> Thread.sleep(1)));
    }
}
