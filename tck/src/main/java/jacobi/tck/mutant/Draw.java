package jacobi.tck.mutant;

import jacobi.random.Seed;
import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What is changed: so many points, by lot.
///
/// @param backend the id of the correct backend
/// @param except classes that are left alone, as a regular expression
/// @param seed of the lot
/// @param count how many points
record Draw(String backend, String except, long seed, int count) {
  /// The points that were drawn, and what they are points of.
  ///
  /// @param classes the class files of the backend by name
  /// @param all every point there is
  record Lot(Map<String, byte[]> classes, List<Point> points, List<Point> all) {
    /// The class with a point changed.
    byte[] changed(Point point) {
      return Points.changed(bytes(point.type()), point);
    }

    byte[] bytes(String type) {
      return java.util.Objects.requireNonNull(classes.get(type));
    }
  }

  /// Draws; the same each time.
  Lot lot() {
    Map<String, byte[]> classes = ClassFiles.of(backend);
    Pattern leftAlone = Pattern.compile(except);
    List<Point> all = new ArrayList<>();
    classes.forEach((name, bytes) -> {
      if (!leftAlone.matcher(name).find()) {
        all.addAll(Points.of(bytes));
      }
    });
    var lot = new Lot(classes, new ArrayList<>(), all);
    for (Point point : order(all)) {
      // A class that does not load shows nothing about the kit.
      if (lot.points.size() < count && ClassFile.of().verify(lot.changed(point)).isEmpty()) {
        lot.points.add(point);
      }
    }
    return lot;
  }

  /// Points by their lot numbers. Each has one of its own whatever else there is: when a method
  /// changes, those of the others stay in the lot or out of it.
  List<Point> order(List<Point> points) {
    Seed lots = Seed.of(seed).at("mutants");
    Map<Point, Long> numbers = new HashMap<>();
    points.forEach(point -> numbers.put(point, lots.at(point.key()).stream().nextLong()));
    return points.stream().sorted(Comparator.comparing(numbers::get)).toList();
  }
}
