package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.WeatherService;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

class SwallowedSignalTest {
    private static final List<String> STATIONS = List.of("Bergen", "Cork", "Dover");

    private final WeatherService service =
            new WeatherService().station("Bergen", 7).station("Cork", 11).station("Dover", 13);
    private final List<String> log = new ArrayList<>();
    private final Map<String, Integer> page = new HashMap<>(Map.of("Bergen", 1));
    private final SwallowedSignal weather = new SwallowedSignal();

    /** A cancelled body throws or keeps the status set, and asks for nothing more. */
    private Attempt cancelled(Attempt attempt) {
        return attempt.cancelledBy(CancellationException.class)
                .noPointAfter()
                .watch("readings begun", service::asked)
                .watch("log", log::toString)
                .invariant(
                        "no reading begins after the cancellation",
                        () -> service.askedAfterInterrupt() == 0);
    }

    @CancelEverywhere
    void theReportPassesTheCancellationOn(Attempt attempt) {
        service.silentFor("Cork", 1);
        cancelled(attempt).run(() -> weather.report(service, STATIONS, log));
    }

    @CancelEverywhere
    void readOrFailPassesTheCancellationOn(Attempt attempt) {
        cancelled(attempt).run(() -> weather.readOrFail(service, "Bergen"));
    }

    @CancelEverywhere
    void readOrNullPassesTheCancellationOn(Attempt attempt) {
        cancelled(attempt).run(() -> weather.readOrNull(service, "Bergen"));
    }

    @CancelEverywhere
    void insistEndsOnCancellation(Attempt attempt) {
        service.silentFor("Bergen", 2);
        cancelled(attempt).run(() -> weather.insist(service, "Bergen"));
    }

    @CancelEverywhere
    void insistEndsOnCancellationInThePauseToo(Attempt attempt) {
        service.silentFor("Bergen", 2);
        Outcome<Integer> reading =
                attempt.undisturbed()
                        .watch("readings begun", service::asked)
                        .call(() -> insistInterruptedAfter(Duration.ofMillis(7)));
        assertThat(reading.thrown().isPresent() || reading.interrupted())
                .as("the caller learns of the cancellation in the pause")
                .isTrue();
        assertThat(service.asked())
                .as("readings begun, when the pause after the first is cancelled")
                .isEqualTo(1);
    }

    /** A reading and the pause after it take 5 milliseconds each, on the clock of the lab. */
    private int insistInterruptedAfter(Duration delay) throws InterruptedException {
        Thread insisting = Thread.currentThread();
        Thread.startVirtualThread(
                () -> {
                    LockSupport.parkNanos(delay.toNanos());
                    insisting.interrupt();
                });
        return weather.insist(service, "Bergen");
    }

    @CancelEverywhere
    void theUpdatePassesTheCancellationOn(Attempt attempt) {
        cancelled(attempt).run(() -> weather.update(service, "Bergen", page).run());
    }

    @CancelEverywhere
    void aCancelledReadingIsNotReportedAsASilentStation(Attempt attempt) {
        attempt.mayAbsorb("judged by theReportPassesTheCancellationOn")
                .watch("log", log::toString)
                .invariant("no station is reported as silent", () -> !reportsSilence())
                .run(() -> weather.report(service, STATIONS, log));
    }

    private boolean reportsSilence() {
        return log.stream().anyMatch(line -> line.endsWith("is silent"));
    }

    @CancelEverywhere
    void theReportNamesSilentStations(Attempt attempt) {
        service.silentFor("Cork", 1);
        Outcome<Void> report =
                attempt.undisturbed().run(() -> weather.report(service, STATIONS, log));
        assertThat(log).containsExactly("Bergen has 7", "Cork is silent", "Dover has 13");
        assertThat(report.interrupted()).as("interrupt status").isFalse();
    }

    @CancelEverywhere
    void anAnsweringStationIsRead(Attempt attempt) {
        Outcome<List<Integer>> readings =
                attempt.undisturbed()
                        .call(
                                () ->
                                        Arrays.asList(
                                                weather.readOrFail(service, "Bergen"),
                                                weather.readOrNull(service, "Cork")));
        assertThat(readings.value()).as("readings").isEqualTo(List.of(7, 11));
    }

    @CancelEverywhere
    void readOrFailThrowsForASilentStation(Attempt attempt) {
        service.silentFor("Bergen", 1);
        Outcome<Integer> reading =
                attempt.undisturbed().call(() -> weather.readOrFail(service, "Bergen"));
        assertThat(reading.thrown()).get().isInstanceOf(IllegalStateException.class);
        assertThat(
                        reading.thrown() // a CancellationException is an IllegalStateException
                                .filter(CancellationException.class::isInstance)
                                .map(Throwable::toString))
                .as("a cancellation that was never requested")
                .isEmpty();
        assertThat(reading.interrupted()).as("interrupt status").isFalse();
    }

    @CancelEverywhere
    void readOrNullReturnsNullForASilentStation(Attempt attempt) {
        service.silentFor("Bergen", 1);
        Outcome<Integer> reading =
                attempt.undisturbed().call(() -> weather.readOrNull(service, "Bergen"));
        assertThat(reading.value()).as("reading").isNull();
        assertThat(reading.interrupted()).as("interrupt status").isFalse();
    }

    @CancelEverywhere
    void insistAsksUntilTheStationAnswers(Attempt attempt) {
        service.silentFor("Bergen", 9);
        Duration[] took = new Duration[1];
        Outcome<Integer> reading =
                attempt.undisturbed()
                        .call(
                                () -> {
                                    Instant begun = Instant.now(); // on the clock of the lab
                                    int degrees = weather.insist(service, "Bergen");
                                    took[0] = Duration.between(begun, Instant.now());
                                    return degrees;
                                });
        assertThat(reading.value()).as("reading").isEqualTo(7);
        assertThat(took[0].toMillis())
                .as("milliseconds for ten readings and nine pauses, of 5 each")
                .isEqualTo(95);
        assertThat(service.asked()).as("readings begun").isEqualTo(10);
    }

    @CancelEverywhere
    void aSilentStationLeavesThePageUnchanged(Attempt attempt) {
        service.silentFor("Bergen", 1);
        int[] begunBefore = new int[1];
        Outcome<Void> update =
                attempt.undisturbed()
                        .run(
                                () -> {
                                    Runnable bergen = weather.update(service, "Bergen", page);
                                    Runnable cork = weather.update(service, "Cork", page);
                                    begunBefore[0] = service.asked();
                                    bergen.run();
                                    cork.run();
                                });
        assertThat(update.returned()).as("update returned").isTrue();
        assertThat(begunBefore[0]).as("readings begun before the updates are run").isZero();
        assertThat(page).isEqualTo(Map.of("Bergen", 1, "Cork", 11));
        assertThat(update.interrupted()).as("interrupt status").isFalse();
    }
}
