// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge;

import io.hayhooks.edge.http.RequestIdFilter;
import io.hayhooks.edge.rest.RunFilter;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/**
 * Registers the filters, in the order in which they apply, and the servlets of the hot paths. They
 * are beans with constructors, which annotations on them could not give.
 */
@WebListener
public final class Routes implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    filter(context, RequestIdFilter.class);
    filter(context, RunFilter.class);
  }

  private static <T extends Filter> void filter(ServletContext context, Class<T> type) {
    FilterRegistration.Dynamic filter =
        context.addFilter(type.getSimpleName(), CDI.current().select(type).get());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }
}
