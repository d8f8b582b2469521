// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

/** What a call gives: everything at once, or a stream whose end is not known yet. */
public sealed interface RunResult permits RunAnswer, RunStream {
  /** Status, media type and headers, known before the body. */
  RunHead head();
}
