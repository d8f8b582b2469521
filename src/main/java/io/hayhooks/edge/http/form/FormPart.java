// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The part of a form that is arriving. */
interface FormPart {
  /** Takes what came of it. */
  void add(ByteBuffer content) throws IOException;

  /** Puts it among the parts that are complete. */
  void complete() throws IOException;

  /** Leaves nothing of it. */
  void abort();
}
