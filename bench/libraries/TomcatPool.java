import org.apache.tomcat.jdbc.pool.PoolProperties;

import javax.sql.DataSource;

/** The JDBC pool of Tomcat. */
public final class TomcatPool extends FullPool {
    @Override
    protected DataSource open(String url) {
        PoolProperties properties = new PoolProperties();
        properties.setUrl(url);
        properties.setDriverClassName("org.h2.Driver");
        properties.setMaxActive(1);
        properties.setMaxIdle(1);
        properties.setMinIdle(0);
        properties.setInitialSize(1);
        properties.setMaxWait(10_000);
        properties.setJmxEnabled(false);
        return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }
}
