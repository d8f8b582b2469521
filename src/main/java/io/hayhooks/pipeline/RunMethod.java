// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

/** What a call asks a pipeline to do. The ordinals travel on the worker link: append only. */
public enum RunMethod {
  /** {@code run_api} or {@code run_api_async}. */
  RUN,
  /** {@code run_chat_completion} or {@code run_chat_completion_async}. */
  CHAT_COMPLETION,
  /** {@code run_response} or {@code run_response_async}. */
  RESPONSE,
  /** {@code run_file_upload} or {@code run_file_upload_async}. */
  FILE_UPLOAD,
  /** The pipeline's components and connections, for drawing them. */
  GRAPH
}
