import com.mchange.v2.c3p0.ComboPooledDataSource;

import javax.sql.DataSource;

/** The pool c3p0. */
public final class C3p0 extends FullPool {
    @Override
    protected DataSource open(String url) throws Exception {
        ComboPooledDataSource pool = new ComboPooledDataSource();
        pool.setDriverClass("org.h2.Driver");
        pool.setJdbcUrl(url);
        pool.setMinPoolSize(1);
        pool.setInitialPoolSize(1);
        pool.setMaxPoolSize(1);
        pool.setCheckoutTimeout(10_000);
        return pool;
    }
}
