package cancelsafety;

import cancelsafe.given.WeatherService;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads the station at the first run of an update only. */
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

    public int readOrFail(WeatherService service, String station) throws InterruptedException {
        try {
            return service.read(station);
        } catch (IOException e) {
            throw new IllegalStateException(station, e);
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
        return new Runnable() {
            private Integer degrees;

            @Override
            public void run() {
                try {
                    if (degrees == null) {
                        degrees = service.read(station);
                    }
                    page.put(station, degrees);
                } catch (IOException silent) {
                    // the page keeps what it has
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
