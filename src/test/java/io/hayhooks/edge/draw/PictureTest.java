// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayhooks.edge.draw.Graph.Component;
import io.hayhooks.edge.draw.Graph.Connection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PictureTest {
  private static final String RETRIEVAL =
      """
      {"components":[
        {"name":"embedder","type":"OpenAITextEmbedder","inputs":["text"],"outputs":["embedding","meta"]},
        {"name":"retriever","type":"InMemoryEmbeddingRetriever","inputs":["query_embedding","filters","top_k","scale_score"],"outputs":["documents"]},
        {"name":"bm25","type":"InMemoryBM25Retriever","inputs":["query","filters","top_k"],"outputs":["documents"]},
        {"name":"joiner","type":"DocumentJoiner","inputs":["documents","top_k"],"outputs":["documents"]},
        {"name":"ranker","type":"LostInTheMiddleRanker","inputs":["documents","top_k"],"outputs":["documents"]},
        {"name":"prompt_builder","type":"ChatPromptBuilder","inputs":["documents","question","template"],"outputs":["prompt"]},
        {"name":"llm","type":"OpenAIChatGenerator","inputs":["messages","streaming_callback","generation_kwargs","tools"],"outputs":["replies"]},
        {"name":"validator","type":"JsonSchemaValidator","inputs":["messages","json_schema"],"outputs":["validated","validation_error"]},
        {"name":"answers","type":"AnswerBuilder","inputs":["query","replies","documents"],"outputs":["answers"]}],
       "connections":[
        {"from":"embedder.embedding","to":"retriever.query_embedding","type":"list[float]"},
        {"from":"retriever.documents","to":"joiner.documents"},
        {"from":"bm25.documents","to":"joiner.documents"},
        {"from":"joiner.documents","to":"ranker.documents"},
        {"from":"ranker.documents","to":"prompt_builder.documents"},
        {"from":"ranker.documents","to":"answers.documents"},
        {"from":"prompt_builder.prompt","to":"llm.messages"},
        {"from":"llm.replies","to":"validator.messages"},
        {"from":"validator.validation_error","to":"llm.messages"},
        {"from":"validator.validated","to":"answers.replies"},
        {"from":"nobody.x","to":"llm.tools"}]}
      """;

  private static Graph graph(String json) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(json);
    return Graph.of(tree);
  }

  private static Document svg(Graph graph, String title) throws Exception {
    byte[] svg = SvgWriter.write(PictureBuilder.picture(graph), title);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg));
  }

  private static BufferedImage png(Graph graph) throws IOException {
    byte[] png = PngWriter.write(PictureBuilder.picture(graph));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void everyComponentSocketAndConnectionIsThere() throws Exception {
    Document document = svg(graph(RETRIEVAL), "search");
    String text = document.getDocumentElement().getTextContent();
    assertThat(text)
        .contains("search", "InMemoryEmbeddingRetriever", "generation_kwargs", "validation_error")
        .contains("embedder.embedding → retriever.query_embedding (list[float])")
        .doesNotContain("nobody");
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(10);
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(35);
  }

  @Test
  void noTwoComponentsOverlap() throws IOException {
    List<Box> boxes = new GraphLayout(graph(RETRIEVAL)).boxes();
    for (Box a : boxes) {
      for (Box b : boxes) {
        boolean apart =
            a.right() <= b.x() || b.right() <= a.x() || a.bottom() <= b.y() || b.bottom() <= a.y();
        assertThat(a.equals(b) || apart).as("%s and %s", a, b).isTrue();
      }
    }
    assertThat(boxes)
        .extracting(Box::x)
        .first()
        .isEqualTo(boxes.stream().mapToDouble(Box::x).min().orElseThrow());
  }

  @Test
  void theSamePictureCanBePainted() throws IOException {
    BufferedImage image = png(graph(RETRIEVAL));
    assertThat(image.getWidth()).isBetween(1000, 6000);
    assertThat(image.getRGB(1, 1)).isEqualTo(0xffffffff);
    Files.write(
        Files.createDirectories(Path.of("target/pictures")).resolve("search.png"),
        PngWriter.write(PictureBuilder.picture(graph(RETRIEVAL))));
  }

  @Test
  void namesAreTextAndNothingElse() throws Exception {
    String name = "</text><script>alert(1)</script>&amp;\u0000\u202e\ud800 \"'<!-- ]]>";
    Component odd = new Component(name, "<svg onload=x>", List.of("a\u0001b"), List.of("日本語😀"));
    Graph graph =
        new Graph(List.of(odd), List.of(new Connection(name, "日本語😀", name, "a\u0001b", "")));
    Document document = svg(graph, name);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getDocumentElement().getTextContent())
        .contains("</text><script>alert(1)</script>&amp;\ufffd", "日本語😀", "a\ufffdb");
    assertThat(png(graph).getWidth()).isPositive();
  }

  @Test
  void longNamesAreCutAndEmptyPicturesArePictures() throws Exception {
    Component component = new Component("x".repeat(5000), "", List.of(""), List.of());
    assertThat(new Box(component, 0, 0).width()).isLessThan(600);
    assertThat(png(new Graph(List.of(component), List.of())).getWidth()).isPositive();
    assertThat(png(new Graph(List.of(), List.of())).getWidth()).isPositive();
    assertThat(svg(graph("{}"), "").getElementsByTagName("rect").getLength()).isEqualTo(1);
  }

  @Test
  void theLargestPipelineIsPaintedInTimeAndWithinMemory() throws IOException {
    List<Component> components = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      components.add(new Component("c" + i, "Type", List.of("in"), List.of("out")));
      for (int from = Math.max(0, i - 3); from < i; from++) {
        connections.add(new Connection("c" + from, "out", "c" + i, "in", ""));
      }
    }
    BufferedImage image = png(new Graph(components, connections));
    assertThat((long) image.getWidth() * image.getHeight()).isLessThan(25_000_000);
  }

  @Test
  void theSvgIsUtf8() throws IOException {
    byte[] svg = SvgWriter.write(PictureBuilder.picture(graph(RETRIEVAL)), "é");
    assertThat(new String(svg, StandardCharsets.UTF_8)).startsWith("<?xml").contains("<title>é<");
  }
}
