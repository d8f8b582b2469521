// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import io.hayhooks.edge.draw.Graph.Component;
import io.hayhooks.edge.draw.Graph.Connection;
import io.hayhooks.edge.draw.GraphLayout.Lane;
import io.hayhooks.edge.draw.Picture.Align;
import io.hayhooks.edge.draw.Picture.Dot;
import io.hayhooks.edge.draw.Picture.Piece;
import io.hayhooks.edge.draw.Picture.Piece.Kind;
import io.hayhooks.edge.draw.Picture.Rectangle;
import io.hayhooks.edge.draw.Picture.Shape;
import io.hayhooks.edge.draw.Picture.Style;
import io.hayhooks.edge.draw.Picture.Text;
import io.hayhooks.edge.draw.Picture.Wire;
import java.util.ArrayList;
import java.util.List;

/** Draws boxes and wires. */
final class PictureBuilder {
  private static final double MARGIN = 24;
  private static final double RADIUS = 8;
  private static final double DOT = 4;
  private static final double STUB = 18;
  private static final int FILL = 0xffffff;
  private static final int HEAD_FILL = 0xe8eefc;
  private static final int BORDER = 0x6b7fb3;
  private static final int WIRE = 0x3f5db8;
  private static final int BACK_WIRE = 0xb0612a;
  private static final Style NAME = new Style(true, Align.LEFT, 0x1b2440);
  private static final Style TYPE = new Style(false, Align.LEFT, 0x5a6480);
  private static final Style INPUT = new Style(false, Align.LEFT, 0x2c3552);
  private static final Style OUTPUT = new Style(false, Align.RIGHT, 0x2c3552);

  private final GraphLayout layout;
  private final Graph graph;
  private final List<Shape> shapes = new ArrayList<>();
  private final double top;
  private int backWires;

  private PictureBuilder(Graph graph) {
    this.graph = graph;
    layout = new GraphLayout(graph);
    top = layout.boxes().stream().mapToDouble(Box::y).min().orElse(0);
  }

  static Picture picture(Graph graph) {
    return new PictureBuilder(graph).build();
  }

  private Picture build() {
    graph.connections().forEach(this::wire);
    layout.boxes().forEach(this::box);
    return Picture.around(shapes, MARGIN);
  }

  private void box(Box box) {
    Component component = box.component();
    double width = box.width();
    double height = box.height();
    shapes.add(new Rectangle(box.x(), box.y(), width, height, RADIUS, FILL, BORDER));
    shapes.add(new Rectangle(box.x(), box.y(), width, Box.HEAD, RADIUS, HEAD_FILL, BORDER));
    double left = box.x() + Box.PADDING;
    double room = width - 2 * Box.PADDING;
    text(component.name(), left, box.y() + 20, Box.NAME_SIZE, room, NAME);
    text(component.type(), left, box.y() + 37, Box.TYPE_SIZE, room, TYPE);
    sockets(component.inputs(), box, box.x(), INPUT);
    sockets(component.outputs(), box, box.right(), OUTPUT);
  }

  private void sockets(List<String> sockets, Box box, double x, Style style) {
    double textX = style.align() == Align.LEFT ? x + Box.PADDING : x - Box.PADDING;
    for (int i = 0; i < sockets.size(); i++) {
      double y = box.socketY(i);
      double room = Label.width(Label.of(sockets.get(i)), Box.SOCKET_SIZE);
      shapes.add(new Dot(x, y, DOT, BORDER));
      text(sockets.get(i), textX, y + Box.SOCKET_SIZE / 3, Box.SOCKET_SIZE, room, style);
    }
  }

  private void text(String text, double x, double y, double size, double room, Style style) {
    shapes.add(new Text(Label.of(text), x, y, size, room, style, text));
  }

  private void wire(Connection connection) {
    Box from = layout.box(connection.from());
    Box to = layout.box(connection.to());
    double startY = from.outputY(connection.output());
    double endY = to.inputY(connection.input());
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece(Kind.START, from.right(), startY));
    boolean back = to.center() <= from.center() + 1;
    if (back) {
      back(pieces, layout.columnRight(from), layout.columnLeft(to), startY, endY);
    } else {
      pieces.add(new Piece(Kind.STRAIGHT, layout.columnRight(from), startY));
      for (Lane lane : layout.lanes(connection)) {
        pieces.add(new Piece(Kind.CURVE, lane.left(), lane.y()));
        pieces.add(new Piece(Kind.STRAIGHT, lane.right(), lane.y()));
      }
      pieces.add(new Piece(Kind.CURVE, layout.columnLeft(to), endY));
    }
    pieces.add(new Piece(Kind.STRAIGHT, to.x(), endY));
    shapes.add(new Wire(pieces, back ? BACK_WIRE : WIRE, title(connection)));
  }

  /** Over everything else, each at a height of its own. */
  private void back(List<Piece> pieces, double right, double left, double startY, double endY) {
    double step = 7.0 * backWires;
    double height = top - 20 - 12.0 * backWires++;
    double outside = STUB + step % 60;
    pieces.add(new Piece(Kind.STRAIGHT, right + outside, startY));
    pieces.add(new Piece(Kind.STRAIGHT, right + outside, height));
    pieces.add(new Piece(Kind.STRAIGHT, left - outside, height));
    pieces.add(new Piece(Kind.STRAIGHT, left - outside, endY));
  }

  private static String title(Connection connection) {
    String ends =
        "%s.%s → %s.%s"
            .formatted(connection.from(), connection.output(), connection.to(), connection.input());
    return connection.type().isEmpty() ? ends : "%s (%s)".formatted(ends, connection.type());
  }
}
