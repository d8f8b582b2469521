// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import com.mxgraph.layout.hierarchical.mxHierarchicalLayout;
import com.mxgraph.model.mxCell;
import com.mxgraph.model.mxGeometry;
import com.mxgraph.util.mxPoint;
import com.mxgraph.util.mxRectangle;
import com.mxgraph.view.mxCellState;
import com.mxgraph.view.mxGraph;
import com.mxgraph.view.mxGraphView;
import io.hayhooks.edge.draw.Graph.Component;
import io.hayhooks.edge.draw.Graph.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.SwingConstants;

/**
 * Gives every component a place, from left to right as the data flow, and connections that pass
 * other components a lane beside these. The library is used for the places alone; what it could
 * draw itself would need fonts.
 */
final class GraphLayout {
  private static final double BETWEEN_COLUMNS = 90;
  private static final double BETWEEN_ROWS = 36;

  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Map<Connection, List<mxPoint>> bends = new HashMap<>();

  GraphLayout(Graph graph) {
    mxGraph model = new UnlabelledGraph();
    Map<String, mxCell> vertices = new LinkedHashMap<>();
    Map<Connection, mxCell> edges = new LinkedHashMap<>();
    Object parent = model.getDefaultParent();
    for (Component component : graph.components()) {
      Box box = new Box(component, 0, 0);
      boxes.put(component.name(), box);
      vertices.put(
          component.name(),
          (mxCell) model.insertVertex(parent, null, "", 0, 0, box.width(), box.height()));
    }
    for (Connection connection : graph.connections()) {
      Object from = vertices.get(connection.from());
      Object to = vertices.get(connection.to());
      if (from != to) {
        edges.put(connection, (mxCell) model.insertEdge(parent, null, "", from, to));
      }
    }
    arrange(model);
    vertices.forEach(
        (name, vertex) -> boxes.computeIfPresent(name, (key, box) -> placed(box, vertex)));
    edges.forEach((connection, edge) -> bends.put(connection, points(edge)));
  }

  private static void arrange(mxGraph model) {
    mxHierarchicalLayout layout = new mxHierarchicalLayout(model, SwingConstants.WEST);
    layout.setInterRankCellSpacing(BETWEEN_COLUMNS);
    layout.setIntraCellSpacing(BETWEEN_ROWS);
    layout.execute(model.getDefaultParent());
  }

  private static Box placed(Box box, mxCell vertex) {
    mxRectangle place = vertex.getGeometry();
    return box.at(place.getX(), place.getY());
  }

  private static List<mxPoint> points(mxCell edge) {
    mxGeometry geometry = edge.getGeometry();
    List<mxPoint> points = geometry == null ? null : geometry.getPoints();
    return points == null ? List.of() : List.copyOf(points);
  }

  List<Box> boxes() {
    return List.copyOf(boxes.values());
  }

  Box box(String name) {
    return boxes.get(name);
  }

  /** The boxes whose middle is at the same place as {@code box}'s: they stand in one column. */
  private List<Box> column(double center) {
    return boxes.values().stream().filter(box -> Math.abs(box.center() - center) < 1).toList();
  }

  double columnLeft(Box box) {
    return column(box.center()).stream().mapToDouble(Box::x).min().orElse(box.x());
  }

  double columnRight(Box box) {
    return column(box.center()).stream().mapToDouble(Box::right).max().orElse(box.right());
  }

  /** The middles of the columns between two boxes, from left to right. */
  List<Lane> lanes(Connection connection) {
    Box from = box(connection.from());
    Box to = box(connection.to());
    List<Lane> lanes = new ArrayList<>();
    boxes.values().stream()
        .mapToDouble(Box::center)
        .filter(center -> center > from.center() + 1 && center < to.center() - 1)
        .map(Math::round)
        .distinct()
        .sorted()
        .forEach(center -> lanes.add(lane(center, bends.getOrDefault(connection, List.of()))));
    return lanes;
  }

  private Lane lane(double center, List<mxPoint> points) {
    List<Box> column =
        boxes.values().stream().filter(box -> Math.abs(box.center() - center) <= 1).toList();
    double left = column.stream().mapToDouble(Box::x).min().orElse(center);
    double right = column.stream().mapToDouble(Box::right).max().orElse(center);
    return new Lane(left, right, heightAt(center, points));
  }

  /** The height of the line through {@code points} at a place. */
  private static double heightAt(double x, List<mxPoint> points) {
    for (int i = 1; i < points.size(); i++) {
      mxPoint a = points.get(i - 1);
      mxPoint b = points.get(i);
      if (a.getX() <= x && x <= b.getX() && a.getX() < b.getX()) {
        double part = (x - a.getX()) / (b.getX() - a.getX());
        return a.getY() + part * (b.getY() - a.getY());
      }
    }
    return points.isEmpty() ? 0 : points.get(0).getY();
  }

  /** Measures no labels, as there are none and maybe no fonts either. */
  private static final class UnlabelledGraph extends mxGraph {
    @Override
    protected mxGraphView createGraphView() {
      return new mxGraphView(this) {
        @Override
        public void updateLabelBounds(mxCellState state) {}
      };
    }
  }

  /** The way through a column: between its left and its right side at one height. */
  record Lane(double left, double right, double y) {}
}
