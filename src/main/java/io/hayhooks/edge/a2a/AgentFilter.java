// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.edge.http.JsonFields;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /{name}/} and {@code /a2a/{name}/} of the pipelines that are agents, their cards below,
 * and the list of all agents. No servlet mapping has such forms, so a filter picks these paths out
 * and lets all others pass.
 */
@Singleton
public final class AgentFilter implements Filter {
  private static final String GET = "GET";
  private static final String HEAD = "HEAD";
  private static final String POST = "POST";

  private final Agents agents;
  private final AgentPages pages;
  private final AgentCalls calls;
  private final Exchanges exchanges;

  @Inject
  public AgentFilter(Agents agents, AgentPages pages, AgentCalls calls, Exchanges exchanges) {
    this.agents = requireNonNull(agents, "agents is null");
    this.pages = requireNonNull(pages, "pages is null");
    this.calls = requireNonNull(calls, "calls is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    String path = http.getRequestURI().substring(http.getContextPath().length());
    Optional<AgentPath> found = AgentPath.of(path);
    if (AgentPath.isCatalogue(path)) {
      look(http, response, answer -> pages.catalogue(http, answer));
    } else if (found.isEmpty() || !isOurs(found.get())) {
      chain.doFilter(request, response);
    } else if (found.get().kind() == AgentPath.Kind.CALL) {
      call(http, response, found.get());
    } else {
      look(http, response, answer -> pages.card(http, answer, find(found.get()), found.get()));
    }
  }

  private boolean isOurs(AgentPath path) {
    return path.isPrefixed() || agents.find(path.name()).isPresent();
  }

  private Deployment find(AgentPath path) {
    return agents
        .find(path.name())
        .orElseThrow(
            () ->
                new ServerException(
                    ErrorCode.PIPELINE_NOT_FOUND, "Agent '%s' not found".formatted(path.name())));
  }

  private void call(HttpServletRequest request, ServletResponse response, AgentPath path) {
    Exchange exchange = exchanges.open(request, response);
    if (!request.getMethod().equals(POST)) {
      exchange.fail(onlyTakes(POST));
    } else if (!JsonFields.isJson(request.getContentType())) { // pages of other sites can send text
      exchange.fail(
          new ServerException(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json"));
    } else {
      exchange.withBody(body -> calls.take(exchange, find(path).name().value(), body));
    }
  }

  private interface Page {
    void write(HttpServletResponse response) throws IOException;
  }

  private void look(HttpServletRequest request, ServletResponse response, Page page)
      throws IOException {
    if (request.getMethod().equals(GET) || request.getMethod().equals(HEAD)) {
      try {
        page.write((HttpServletResponse) response);
      } catch (ServerException e) {
        exchanges.open(request, response).fail(e);
      }
    } else {
      exchanges.open(request, response).fail(onlyTakes("GET, HEAD"));
    }
  }

  private static ServerException onlyTakes(String methods) {
    String text = "Method Not Allowed";
    ErrorCode code = ErrorCode.METHOD_NOT_ALLOWED;
    return new ServerException(code, code.status(), text, text, Map.of("Allow", methods), null);
  }
}
