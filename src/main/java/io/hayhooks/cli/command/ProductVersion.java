// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the jar's manifest. */
public final class ProductVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"Hayhooks EE " + text()};
  }

  private static String text() {
    return Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion())
        .orElse("development build");
  }
}
