// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives every bean the same settings, read once. */
final class SettingsProducer {
  @Produces
  @Singleton
  static Settings settings() {
    return Settings.load();
  }
}
