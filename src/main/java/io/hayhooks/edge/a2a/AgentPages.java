// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.edge.http.Content;
import io.hayhooks.edge.http.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What there is to read about agents, as it is now; clients may keep it but must ask again. */
@Singleton
final class AgentPages {
  private final Agents agents;
  private final AgentCards cards;
  private final PublicUrl url;

  @Inject
  AgentPages(Agents agents, AgentCards cards, PublicUrl url) {
    this.agents = requireNonNull(agents, "agents is null");
    this.cards = requireNonNull(cards, "cards is null");
    this.url = requireNonNull(url, "url is null");
  }

  /** All agents. */
  void catalogue(HttpServletRequest request, HttpServletResponse response) throws IOException {
    write(cards.catalogue(agents.all(), url.of(request)), request, response);
  }

  /** The card of an agent that is called below {@code path}. */
  void card(
      HttpServletRequest request, HttpServletResponse response, Deployment agent, AgentPath path)
      throws IOException {
    write(cards.card(agent, url.of(request) + path.root()), request, response);
  }

  private static void write(
      ObjectNode page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Content content = new Content("application/json", Json.bytes(page));
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", content.etag());
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (content.matches(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(content.type());
    response.setContentLength(content.bytes().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(content.bytes());
    }
  }
}
