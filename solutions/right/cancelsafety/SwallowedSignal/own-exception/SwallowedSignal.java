package cancelsafety;

import cancelsafe.given.WeatherService;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Turns the interrupt into an unchecked exception in one place, and reads only through it. */
public class SwallowedSignal {

    private static Optional<Integer> reading(WeatherService service, String station) {
        try {
            return Optional.of(service.read(station));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new CancellationException(station);
        }
    }

    public void report(WeatherService service, List<String> stations, List<String> log) {
        for (String station : stations) {
            log.add(
                    reading(service, station)
                            .map(degrees -> station + " has " + degrees)
                            .orElse(station + " is silent"));
        }
    }

    public int readOrFail(WeatherService service, String station) {
        return reading(service, station).orElseThrow(() -> new IllegalStateException(station));
    }

    public Integer readOrNull(WeatherService service, String station) {
        return reading(service, station).orElse(null);
    }

    public int insist(WeatherService service, String station) throws InterruptedException {
        while (true) {
            Optional<Integer> reading = reading(service, station);
            if (reading.isPresent()) {
                return reading.get();
            }
            Thread.sleep(5);
        }
    }

    public Runnable update(WeatherService service, String station, Map<String, Integer> page) {
        return () -> reading(service, station).ifPresent(degrees -> page.put(station, degrees));
    }
}
