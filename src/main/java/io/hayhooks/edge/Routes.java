// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge;

import io.hayhooks.config.LauncherConfig;
import io.hayhooks.edge.a2a.AgentFilter;
import io.hayhooks.edge.console.EventsServlet;
import io.hayhooks.edge.console.TraceEventsServlet;
import io.hayhooks.edge.http.CorsFilter;
import io.hayhooks.edge.http.RequestIdFilter;
import io.hayhooks.edge.http.RootPathFilter;
import io.hayhooks.edge.http.TraceFilter;
import io.hayhooks.edge.http.UpgradeOfferFilter;
import io.hayhooks.edge.mcp.McpServlet;
import io.hayhooks.edge.mcp.MessagesServlet;
import io.hayhooks.edge.mcp.SseServlet;
import io.hayhooks.edge.openai.ChatCompletionsServlet;
import io.hayhooks.edge.openai.FilesServlet;
import io.hayhooks.edge.openai.ResponsesServlet;
import io.hayhooks.edge.rest.ProgressServlet;
import io.hayhooks.edge.rest.RunFilter;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
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
    if (CDI.current().select(RootPathFilter.class).get().isNeeded()) {
      filter(context, RootPathFilter.class);
    }
    filter(context, RequestIdFilter.class);
    filter(context, TraceFilter.class);
    filter(context, CorsFilter.class);
    if (Boolean.getBoolean(LauncherConfig.NO_UPGRADES)) {
      filter(context, UpgradeOfferFilter.class); // other servers end such bodies themselves
    }
    filter(context, AgentFilter.class);
    filter(context, RunFilter.class);
    servlet(
        context,
        ChatCompletionsServlet.class,
        "/v1/chat/completions",
        "/v1/chat/completions/",
        "/chat/completions",
        "/chat/completions/");
    servlet(context, EventsServlet.class, "/console/events");
    servlet(context, FilesServlet.class, "/v1/files/*", "/files/*");
    servlet(context, McpServlet.class, "/mcp", "/mcp/");
    servlet(context, MessagesServlet.class, "/messages", "/messages/");
    servlet(context, ProgressServlet.class, "/progress/*");
    servlet(context, ResponsesServlet.class, "/v1/responses/*", "/responses/*");
    servlet(context, SseServlet.class, "/sse", "/sse/");
    servlet(context, TraceEventsServlet.class, "/console/traces");
  }

  private static <T extends Servlet> void servlet(
      ServletContext context, Class<T> type, String... paths) {
    ServletRegistration.Dynamic servlet =
        context.addServlet(type.getSimpleName(), CDI.current().select(type).get());
    servlet.setAsyncSupported(true);
    servlet.addMapping(paths);
  }

  private static <T extends Filter> void filter(ServletContext context, Class<T> type) {
    FilterRegistration.Dynamic filter =
        context.addFilter(type.getSimpleName(), CDI.current().select(type).get());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD), true, "/*");
  }
}
