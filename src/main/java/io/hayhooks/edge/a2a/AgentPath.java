// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.PathSegment;
import java.util.Optional;
import java.util.Set;

/**
 * A path that may belong to an agent: {@code /a2a/{name}/…}, or {@code /{name}/…} unless that is a
 * fixed route. It is taken as it was sent, since servers decode paths each in their own way.
 *
 * @param root the agent's own path, with a slash at the end
 * @param kind what of the agent
 */
record AgentPath(String name, String root, Kind kind) {
  /** What stands below an agent's path. */
  enum Kind {
    CALL,
    CARD
  }

  static final String CARD = ".well-known/agent-card.json";
  static final String PREFIX = "/a2a/";

  /** First segments of other routes; agents of these names are only found below the prefix. */
  private static final Set<String> FIXED =
      Set.of(
          "a2a",
          "chat",
          "console",
          "deploy-yaml",
          "deploy_files",
          "docs",
          "draw",
          "error",
          "files",
          "health",
          "logs",
          "mcp",
          "messages",
          "metrics",
          "models",
          "openapi",
          "openapi.json",
          "openapi.yaml",
          "progress",
          "redoc",
          "responses",
          "revisions",
          "rollback",
          "runs",
          "sse",
          "status",
          "traces",
          "undeploy",
          "v1");

  private static final Set<String> CATALOGUES = Set.of("/a2a", "/a2a/", "/.well-known/agents.json");

  AgentPath {
    requireNonNull(name, "name is null");
    requireNonNull(root, "root is null");
    requireNonNull(kind, "kind is null");
  }

  static boolean isCatalogue(String path) {
    return CATALOGUES.contains(path);
  }

  /** The agent's path, when {@code path} has such a form. */
  static Optional<AgentPath> of(String path) {
    if (!path.startsWith("/")) { // the context path alone
      return Optional.empty();
    }
    String prefix = path.startsWith(PREFIX) ? PREFIX : "/";
    int end = path.indexOf('/', prefix.length());
    String segment = path.substring(prefix.length(), end < 0 ? path.length() : end);
    String rest = end < 0 ? "" : path.substring(end + 1);
    if (segment.isEmpty() || !(rest.isEmpty() || rest.equals(CARD))) {
      return Optional.empty();
    }
    Kind kind = rest.isEmpty() ? Kind.CALL : Kind.CARD;
    return PathSegment.decode(segment)
        .filter(name -> prefix.equals(PREFIX) || !isFixed(name))
        .map(name -> new AgentPath(name, prefix + segment + "/", kind));
  }

  private static boolean isFixed(String name) {
    return FIXED.contains(name);
  }

  /** Whether nothing but agents can be there; {@code /a2a/run} may be a pipeline's run route. */
  boolean isPrefixed() {
    return root.startsWith(PREFIX) && !name.equals("run");
  }

  /** The path of an agent, for others to call. */
  static String root(String name) {
    return (isFixed(name) ? PREFIX : "/") + PathSegment.encode(name) + "/";
  }
}
