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
import java.util.stream.IntStream;

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
        cancelled(attempt)
                .invariant(
                        "the log has a line for each reading before the last one that began",
                        () -> log.size() >= service.asked() - 1)
                .run(() -> weather.report(service, STATIONS, log));
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
                        .mayInterruptItself("the body starts a thread that interrupts it")
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
        cancelled(attempt)
                .watch("page", page::toString)
                .invariant(
                        "the page has the old temperature or the new one",
                        () -> List.of(1, 7).contains(page.getOrDefault("Bergen", 0)))
                .run(() -> weather.update(service, "Bergen", page).run());
    }

    @CancelEverywhere
    void aLaterCallIsNotAffectedByACancelledOne(Attempt attempt) {
        service.silentFor("Cork", 1);
        Runnable update = weather.update(service, "Bergen", page);
        attempt.again().cancelledBy(CancellationException.class).call(() -> fiveReadings(update));
    }

    /** What the five methods say of stations; the silent one is asked last. */
    private List<Object> fiveReadings(Runnable update) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        weather.report(service, List.of("Bergen", "Dover"), lines);
        int failing = weather.readOrFail(service, "Bergen");
        Integer orNull = weather.readOrNull(service, "Dover");
        update.run();
        Map<String, Integer> degrees = Map.copyOf(page);
        int insisting = weather.insist(service, "Cork");
        return Arrays.asList(lines, failing, orNull, degrees, insisting);
    }

    /** The lab lets a station be silent while the interrupt status is set, too. */
    @CancelEverywhere
    void aSilentStationDoesNotHideTheCancellation(Attempt attempt) {
        Runnable update = weather.update(service, "Bergen", page);
        attempt.withFaults(WeatherService.class)
                .mayHideFailures("a silent station is no failure")
                .cancelledBy(CancellationException.class)
                .watch("readings begun", service::asked)
                .call(() -> fiveReadings(update));
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
        assertThat(log).as("log").containsExactly("Bergen has 7", "Cork is silent", "Dover has 13");
        assertThat(report.interrupted()).as("interrupt status").isFalse();
    }

    /** No station, one, each of three silent, and many. */
    @CancelEverywhere
    void theReportNamesEveryStation(Attempt attempt) {
        STATIONS.forEach(station -> service.silentFor(station, 1));
        List<String> many = IntStream.rangeClosed(1, 40).mapToObj(n -> "Number " + n).toList();
        many.forEach(station -> service.station(station, 5));
        List<String> longLog = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            weather.report(service, List.of(), log);
                            weather.report(service, STATIONS, log);
                            weather.report(service, List.of("Cork"), log);
                            weather.report(service, List.of("Oslo"), log);
                            weather.report(service, many, longLog);
                        });
        assertThat(log)
                .as("log of three silent stations, one that answers, and an unknown one")
                .containsExactly(
                        "Bergen is silent",
                        "Cork is silent",
                        "Dover is silent",
                        "Cork has 11",
                        "Oslo is silent");
        assertThat(longLog)
                .as("log of 40 stations")
                .isEqualTo(many.stream().map(station -> station + " has 5").toList());
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
        assertThat(reading.thrown())
                .as("thrown for a silent station")
                .get()
                .isInstanceOf(IllegalStateException.class);
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
    void insistDoesNotGiveUp(Attempt attempt) {
        service.silentFor("Bergen", 40_000);
        Outcome<Integer> reading =
                attempt.undisturbed().call(() -> weather.insist(service, "Bergen"));
        assertThat(reading.value()).as("reading after 40,000 failures").isEqualTo(7);
        assertThat(service.asked()).as("readings begun").isEqualTo(40_001);
    }

    @CancelEverywhere
    void anUpdateReadsTheStationEachTimeItIsRun(Attempt attempt) {
        List<Integer> shown = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            service.silentFor("Bergen", 1);
                            Runnable bergen = weather.update(service, "Bergen", page);
                            bergen.run();
                            shown.add(page.get("Bergen"));
                            bergen.run();
                            shown.add(page.get("Bergen"));
                            service.station("Bergen", 8);
                            bergen.run();
                            shown.add(page.get("Bergen"));
                        });
        assertThat(shown)
                .as("on the page after each run of one update: silent, 7 degrees, 8 degrees")
                .containsExactly(1, 7, 8);
        assertThat(service.asked()).as("readings begun").isEqualTo(3);
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
        assertThat(page).as("page").isEqualTo(Map.of("Bergen", 1, "Cork", 11));
        assertThat(update.interrupted()).as("interrupt status").isFalse();
    }
}
