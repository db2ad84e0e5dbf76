package cancelsafety;

import cancelsafe.given.WeatherService;

import java.util.List;
import java.util.Map;

/**
 * Reads temperatures. The given service blocks, and throws IOException for a silent station.
 *
 * <p>Must hold: a cancelled method begins no further reading, and its caller learns of it, by
 * InterruptedException, CancellationException or the status. Silent stations are handled as before.
 */
public class SwallowedSignal {
    // TODO in each of these five methods a catch block swallows the interrupt
    public void report(WeatherService service, List<String> stations, List<String> log) {
        for (String station : stations) {
            try {
                log.add(station + " has " + service.read(station));
            } catch (Exception e) {
                log.add(station + " is silent");
            }
        }
    }

    public int readOrFail(WeatherService service, String station) {
        try {
            return service.read(station);
        } catch (Exception e) {
            throw new IllegalStateException(station, e);
        }
    }

    public Integer readOrNull(WeatherService service, String station) {
        try {
            return service.read(station);
        } catch (Exception e) {
            return null;
        }
    }

    public int insist(WeatherService service, String station) throws InterruptedException {
        while (true) {
            try {
                return service.read(station);
            } catch (Exception e) {
                Thread.sleep(5);
            }
        }
    }

    public Runnable update(WeatherService service, String station, Map<String, Integer> page) {
        return () -> {
            try {
                page.put(station, service.read(station));
            } catch (Exception ignored) {
            }
        };
    }
}
