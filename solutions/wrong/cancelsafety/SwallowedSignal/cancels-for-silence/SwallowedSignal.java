package cancelsafety;

import cancelsafe.given.WeatherService;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Fails in the same way for a silent station and for a cancellation. */
public class SwallowedSignal {

    public void report(WeatherService service, List<String> stations, List<String> log)
            throws InterruptedException {
        for (String station : stations) {
            try {
                log.add(station + " has " + service.read(station));
            } catch (IOException e) {
                log.add(station + " is silent");
            }
        }
    }

    public int readOrFail(WeatherService service, String station) {
        try {
            return service.read(station);
        } catch (IOException | InterruptedException e) {
            CancellationException cancelled = new CancellationException(station);
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    public Integer readOrNull(WeatherService service, String station) throws InterruptedException {
        try {
            return service.read(station);
        } catch (IOException e) {
            return null;
        }
    }

    public int insist(WeatherService service, String station) throws InterruptedException {
        while (true) {
            try {
                return service.read(station);
            } catch (IOException e) {
                Thread.sleep(5);
            }
        }
    }

    public Runnable update(WeatherService service, String station, Map<String, Integer> page) {
        return () -> {
            try {
                page.put(station, service.read(station));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException ignored) {
                // the page keeps what it has
            }
        };
    }
}
