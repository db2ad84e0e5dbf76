import org.apache.commons.dbcp2.BasicDataSource;

import java.time.Duration;

import javax.sql.DataSource;

/** Commons DBCP. */
public final class Dbcp extends FullPool {
    @Override
    protected DataSource open(String url) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(url);
        pool.setMaxTotal(1);
        pool.setMaxWait(Duration.ofSeconds(10));
        return pool;
    }
}
