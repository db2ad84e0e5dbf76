import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;

import java.time.Duration;

import javax.sql.DataSource;

/** The pool Agroal. */
public final class Agroal extends FullPool {
    @Override
    protected DataSource open(String url) throws Exception {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(
                                pool ->
                                        pool.maxSize(1)
                                                .acquisitionTimeout(Duration.ofSeconds(10))
                                                .connectionFactoryConfiguration(
                                                        c -> c.jdbcUrl(url))));
    }
}
