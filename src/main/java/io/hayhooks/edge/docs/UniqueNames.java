// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Gives every name out once; who comes later for the same name gets a number behind it. */
final class UniqueNames {
  private final Set<String> taken;

  UniqueNames(Collection<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  String claim(String wanted) {
    String name = wanted;
    for (int number = 2; !taken.add(name); number++) {
      name = wanted + "_" + number;
    }
    return name;
  }
}
