// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunHead;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model reads of what a pipeline gave. */
final class ToolResultTest {
  private static JsonNode json(String text) {
    return Json.tree(bytes(text.replace('\'', '"')));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(CallToolResult result) {
    assertThat(result.isError()).isTrue();
    return ((TextContent) result.content().get(0)).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'word'|word",
        "null|None",
        "true|True",
        "false|False",
        "1.0|1.0",
        "12345678901234567890|12345678901234567890",
        "{'a':1,'b':[1,'é'],'c':{}}|{\"a\": 1, \"b\": [1, \"é\"], \"c\": {}}",
        "[]|[]"
      })
  void resultsReadAsHayhooksWritesThem(String result, String expected) {
    assertThat(ResultText.of(json(result))).isEqualTo(expected);
  }

  @Test
  void blocksThatAWrapperMadeItselfPass() {
    JsonNode blocks =
        json(
            "[{'type':'text','text':'a'},{'type':'image','data':'eA==','mimeType':'image/png'},"
                + "{'type':'resource','resource':{'uri':'a:b','blob':'eA=='}},"
                + "{'type':'resource_link','uri':'a:b','name':'n'}]");
    assertThat(ContentBlock.listed(blocks)).hasValueSatisfying(list -> assertThat(list).hasSize(4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "[]",
        "{'type':'text','text':'a'}",
        "[{'type':'text'}]",
        "[{'type':'text','text':'a'},1]",
        "[{'type':'image_url','image_url':{}}]",
        "[{'type':'resource','resource':{'uri':'a:b'}}]"
      })
  void otherListsAreNoBlocks(String value) {
    assertThat(ContentBlock.listed(json(value))).isEmpty();
  }

  @Test
  void mismatchesNameTheirParameters() {
    List<Map<String, Object>> detail =
        List.of(
            Map.of("type", "missing", "loc", List.of("body", "q"), "msg", "Field required"),
            Map.of("type", "x", "loc", List.of("body", "items", 0, "n"), "msg", "Not so"));
    ServerException failure =
        new ServerException(ErrorCode.INVALID_REQUEST, 400, "no", detail, Map.of(), null);
    assertThat(text(ToolFailure.ofPipeline("t", failure)))
        .isEqualTo("Input validation error: 'q' is a required property; items.0.n: Not so");
  }

  @Test
  void failuresReadAsHayhooksWritesThem() {
    ServerException failure =
        new ServerException(ErrorCode.PIPELINE_FAILED, "Pipeline execution failed: bad");
    assertThat(text(ToolFailure.ofPipeline("t", failure)))
        .isEqualTo(
            "General unhandled error in call_tool for tool 't': "
                + "Error calling pipeline as MCP Tool 't': bad");
    assertThat(text(ToolFailure.ofServer("t", new ServerException(ErrorCode.NOT_FOUND, "100% no"))))
        .isEqualTo("General unhandled error in call_tool for tool 't': 100% no");
  }

  @Test
  void piecesOfTextMayBeCutWithinALetter() {
    PieceReader reader = PieceReader.of("text/plain; charset=utf-8");
    byte[] letters = "aé😀".getBytes(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder();
    for (byte letter : letters) {
      text.append(reader.text(reader.read(ByteBuffer.wrap(new byte[] {letter}))));
    }
    assertThat(text).hasToString("aé😀");
  }

  @Test
  void framesOfEventsAreTakenOff() {
    PieceReader reader = PieceReader.of("text/event-stream");
    assertThat(MediaTypes.text(reader.read(bytes("data: one\n\nda")))).isEqualTo("one");
    assertThat(MediaTypes.text(reader.read(bytes("ta: two\r\ndata:\nid: 3\n\n: ping\n\n"))))
        .isEqualTo("two\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "attachment; filename=\"a b.txt\"|a b.txt",
        "attachment; filename*=utf-8''r%C3%A9.txt|ré.txt",
        "inline|f.bin"
      })
  void aFileIsCalledWhatItsPipelineCallsIt(String disposition, String expected) {
    RunHead head =
        new RunHead(200, "text/plain", List.of(new Header("content-disposition", disposition)));
    Flow.Publisher<RunChunk> nothing = subscriber -> {};
    assertThat(FileName.of(new RunFile(head, Path.of("/x/f.bin"), nothing))).isEqualTo(expected);
  }
}
