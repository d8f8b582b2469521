// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

/** A request to an agent, understood as far as what it asks for. */
record AgentCall(String agent, Operation operation, RpcRequest request, RpcAnswer answer) {
  AgentCall {
    requireNonNull(agent, "agent is null");
    requireNonNull(operation, "operation is null");
    requireNonNull(request, "request is null");
    requireNonNull(answer, "answer is null");
  }

  /** In the form of 1.0. */
  Params params() {
    return new Params(dialect().params(operation, request.params()));
  }

  Dialect dialect() {
    return answer.dialect();
  }
}
