// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/**
 * A whole answer. For {@link RunMethod#RUN} the body goes to the client as it is; for {@link
 * RunMethod#CHAT_COMPLETION} it is the reply's text ({@code text/plain}) or a chat completion
 * object of the wrapper's own ({@code application/json}).
 */
public record RunAnswer(RunHead head, ByteBuffer body) implements RunResult {
  public RunAnswer {
    requireNonNull(head, "head is null");
    requireNonNull(body, "body is null");
  }
}
