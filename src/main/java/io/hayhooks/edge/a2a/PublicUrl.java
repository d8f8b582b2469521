// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.A2aConfig;
import io.hayhooks.edge.http.Proxies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The server's address in cards: as configured, or as the client knows it. */
@Singleton
final class PublicUrl {
  private final Optional<String> configured;
  private final Proxies proxies;

  @Inject
  PublicUrl(A2aConfig config, Proxies proxies) {
    configured = requireNonNull(config, "config is null").externalUrl();
    this.proxies = requireNonNull(proxies, "proxies is null");
  }

  /** Without a slash at the end. */
  String of(HttpServletRequest request) {
    return configured.orElseGet(() -> proxies.of(request).url());
  }
}
