// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How pipelines present themselves to other agents. */
@Singleton
public final class A2aConfig {
  private final Optional<String> externalUrl;
  private final boolean takesOldVersion;
  private final boolean pushToPrivateAddresses;

  @Inject
  public A2aConfig(Settings settings) {
    externalUrl =
        settings.optionalText("HAYHOOKS_A2A_EXTERNAL_URL").map(url -> url.replaceFirst("/+$", ""));
    takesOldVersion = settings.flag("HAYHOOKS_A2A_V0_3_COMPAT");
    pushToPrivateAddresses = settings.flag("HAYHOOKS_A2A_PUSH_TO_PRIVATE_ADDRESSES");
  }

  /** The server's address in agent cards; empty: the one that each client uses. */
  public Optional<String> externalUrl() {
    return externalUrl;
  }

  /** Whether clients may speak A2A 0.3. */
  public boolean takesOldVersion() {
    return takesOldVersion;
  }

  /** Whether push notifications may go to machines that the internet cannot reach. */
  public boolean pushToPrivateAddresses() {
    return pushToPrivateAddresses;
  }
}
